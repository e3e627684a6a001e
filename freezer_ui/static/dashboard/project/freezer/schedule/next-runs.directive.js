(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .directive('freezerNextRuns', freezerNextRuns);

  freezerNextRuns.$inject = [
    '$interval',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.clock'
  ];

  /**
   * <freezer-next-runs answer="ctrl.answer"></freezer-next-runs>
   * The server's preview: the schedule in words, the time until the first run, and the next runs in
   * the user's zone, in UTC and in the agents' zone.
   */
  function freezerNextRuns($interval, basePath, clock) {
    const MINUTE = 60000;

    return {
      scope: {answer: '<'},
      templateUrl: basePath + 'schedule/next-runs.html',
      link
    };

    function link(scope) {
      const ticking = $interval(tick, MINUTE);
      scope.rows = [];
      scope.zones = [];
      scope.$watch('answer', show);
      scope.$on('$destroy', () => {
        $interval.cancel(ticking);
      });

      function show(answer) {
        scope.zones = answer ? zonesOf(answer) : [];
        scope.rows = answer ? answer.runs.map(asRow) : [];
        tick();
      }

      function tick() {
        const answer = scope.answer;
        scope.away = answer && answer.next_run !== null
          ? awayWords(clock.fromNow(answer.next_run), answer.next_run_about) : '';
      }

      function awayWords(away, isAbout) {
        if (!away) {
          return gettext('Next run: now');
        }
        return interpolate(
          isAbout ? gettext('Next run in about %s') : gettext('Next run in %s'), [away]);
      }

      /** The user's zone first, then those with a different clock. */
      function zonesOf(answer) {
        const own = answer.time_zone || clock.zone();
        return [own, 'UTC', answer.agents_zone]
          .filter((zone, index, all) => zone && all.indexOf(zone) === index)
          .map(zone => ({zone, label: labelOf(zone, own, answer.agents_zone)}));
      }

      function labelOf(zone, own, agents) {
        if (zone === agents && zone !== 'UTC') {
          return interpolate(
            zone === own ? gettext('%s, same as ' +
              'the agents') : gettext('Agents, %s'), [placeOf(zone)]);
        }
        return placeOf(zone);
      }

      /** A short name for the head of a column. */
      function placeOf(zone) {
        return zone.split('/').pop().replace(/_/g, ' ');
      }

      function asRow(run) {
        return {
          iso: clock.iso(run.at),
          about: run.about,
          cells: scope.zones.map((column, index) =>
            index === 0 ? whole(run, column.zone) : other(run, column.zone))
        };
      }

      function whole(run, zone) {
        return {
          day: clock.day(run.at, zone),
          clock: clock.timeOfDay(run.at, zone, isRough(run)),
          zone: clock.abbreviation(run.at, zone)
        };
      }

      /** The day only if it is not the user's. */
      function other(run, zone) {
        const day = clock.weekday(run.at, zone);
        return {
          day: day === clock.weekday(run.at, scope.zones[0].zone) ? '' : day,
          clock: clock.timeOfDay(run.at, zone, isRough(run)),
          zone: zone === 'UTC' ? '' : clock.abbreviation(run.at, zone)
        };
      }

      /** Seconds are unknown where each agent counts from its own poll. */
      function isRough(run) {
        const interval = scope.answer.schedule.schedule_interval;
        return run.about && Boolean(interval) && !/second/.test(interval);
      }
    }
  }
})();
