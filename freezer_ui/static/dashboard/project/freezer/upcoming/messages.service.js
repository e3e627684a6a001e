(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.upcoming')
    .factory('horizon.dashboard.project.freezer.upcoming.messages', messages);

  messages.$inject = [
    '$filter',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /** Texts about a run: for the line below the timeline, and for the cells of the table. */
  function messages($filter, clientName, clock, texts) {
    return {start, length, exact, clash, session, run, count};

    /** "Fri 27 Nov, 02:00 CET" */
    function start(at, timeZone) {
      return interpolate(gettext('%(day)s, %(clock)s %(zone)s'), {
        day: clock.day(at, timeZone),
        clock: clock.timeOfDay(at, timeZone),
        zone: clock.abbreviation(at, timeZone)
      }, true);
    }

    function length(seconds) {
      return seconds === null ? gettext('Not known yet') : clock.duration(seconds);
    }

    function exact(item) {
      return item.about ? gettext('Approximate') : gettext('Exact');
    }

    /**
     * The sessions that a run clashes with: on one client by name, then the number of other
     * clients.
     */
    function clash(item, aRun, clashes) {
      const all = aRun.clashes.map(index => clashes[index]);
      if (!all.length) {
        return '';
      }
      const others = all.length - 1;
      return texts.sentences([met(item, all[0]), others && interpolate(
        ngettext('Also on %s more client.', 'Also on %s more clients.', others), [others])]);
    }

    function met(item, aClash) {
      const rest = aClash.count - 2;
      const words = rest > 0
        ? ngettext('Same time as "%(session)s" and %(count)s more on %(client)s.',
                   'Same time as "%(session)s" and %(count)s more on %(client)s.', rest)
        : gettext('Same time as "%(session)s" on %(client)s.');
      return interpolate(words, {
        session: aClash.sessions.find(each => each.id !== item.id).name,
        count: number(rest),
        client: clientName(aClash.client_id)
      }, true);
    }

    /** The texts about a session without one of its runs. */
    function session(item) {
      const sum = item.more_from !== null
        ? gettext('Too many runs to draw.')
        : interpolate(ngettext('%s run in this period.', '%s runs in this period.',
                               item.runs.length), [item.runs.length]);
      return {
        name: item.name,
        when: item.schedule_words,
        rest: item.runs.length ? sum
          : texts.sentences([gettext('No run in this period.'), item.note])
      };
    }

    /** {name, when, rest}: the texts about a run. */
    function run(item, aRun, answer) {
      const at = {start: withUtc(aRun.start, answer.time_zone)};
      if (aRun.rest) {
        return {
          name: item.name,
          when: interpolate(gettext('from %(start)s'), at, true),
          rest: interpolate(
            gettext('Too many runs to draw until the end of this period: %s.'),
            [item.schedule_words])
        };
      }
      return {
        name: item.name,
        when: interpolate(item.about ? gettext('about %(start)s')
          : gettext('exactly %(start)s'), at, true),
        rest: texts.sentences([
          lengthSentence(item), clash(item, aRun, answer.clashes), item.about_words
        ])
      };
    }

    function lengthSentence(item) {
      return item.seconds === null
        ? gettext('Expected length not known yet.')
        : interpolate(gettext('Expected length: %s, as in the last run.'),
                      [length(item.seconds)]);
    }

    function withUtc(at, timeZone) {
      const there = start(at, timeZone);
      return timeZone === 'UTC' ? there : clock.withUtc(there, at);
    }

    /** "50 of 1,000 sessions" */
    function count(shown, total) {
      return shown < total
        ? interpolate(gettext('%(shown)s of %(total)s sessions'),
                      {shown: number(shown), total: number(total)}, true)
        : interpolate(ngettext('%s session', '%s sessions', total), [number(total)]);
    }

    function number(value) {
      return $filter('number')(value);
    }
  }
})();
