(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.upcoming')
    .factory('horizon.dashboard.project.freezer.upcoming.messages', messages);

  messages.$inject = [
    '$filter',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock'
  ];

  /** What is said of a run: on the timeline's line, and in the cells of the table. */
  function messages($filter, clientName, clock) {
    return {
      name,
      start,
      length,
      exact,
      clash,
      session,
      run,
      count
    };

    ////////////

    function name(item) {
      return item.description || item.id;
    }

    /** "Fri, Nov 27, 02:00 CET" */
    function start(at, timeZone) {
      var parts = [clock.day(at, timeZone) + ',', clock.clock(at, timeZone)];
      return parts.concat(clock.abbreviation(at, timeZone)).join(' ');
    }

    function length(seconds) {
      return seconds === null ? gettext('Not known yet') : clock.length(seconds);
    }

    function exact(item) {
      return item.about ? gettext('About') : gettext('Exact');
    }

    /** Whom a run meets: told of one client by name, then how many others there are. */
    function clash(item, aRun, clashes) {
      var all = aRun.clashes.map(index => clashes[index]);
      if (!all.length) {
        return '';
      }
      var others = all.length - 1;
      var text = interpolate(gettext('Same time as %(sessions)s on %(client)s'), {
        sessions: othersOf(item, all[0]), client: clientName(all[0].client_id)
      }, true);
      return others ? text + interpolate(
        ngettext(', and on %s more client', ', and on %s more clients', others), [others]) : text;
    }

    function othersOf(item, met) {
      var named = met.sessions.filter(each => each.id !== item.id);
      var first = '"' + name(named[0]) + '"';
      var rest = met.count - 2;
      return rest > 0 ? first + ' ' + interpolate(
        ngettext('and %s other', 'and %s others', rest), [number(rest)]) : first;
    }

    /** Of a session, where no run of it is meant. */
    function session(item) {
      var sum = item.more_from !== null
        ? gettext('More runs than can be drawn.')
        : interpolate(ngettext('%s run in this time.', '%s runs in this time.',
                               item.runs.length), [item.runs.length]);
      return {
        name: name(item),
        when: item.schedule_words,
        rest: item.runs.length ? sum : sentences([gettext('No run in this time.'), item.note])
      };
    }

    /** {name, when, rest} of a run. */
    function run(item, aRun, answer) {
      var at = {
        start: start(aRun.start, answer.time_zone) + utc(aRun.start, answer.time_zone)
      };
      if (aRun.rest) {
        return {
          name: name(item),
          when: interpolate(gettext('from %(start)s'), at, true),
          rest: interpolate(
            gettext('There are more runs than can be drawn until the end of this time: %s.'),
            [item.schedule_words])
        };
      }
      return {
        name: name(item),
        when: interpolate(item.about ? gettext('about %(start)s')
          : gettext('exactly %(start)s'), at, true),
        rest: sentences([
          lengthSentence(item), stopped(clash(item, aRun, answer.clashes)), item.about_words
        ])
      };
    }

    function sentences(all) {
      return all.filter(Boolean).join(' ');
    }

    function lengthSentence(item) {
      return item.seconds === null
        ? gettext('How long it takes is not known yet.')
        : interpolate(gettext('Expected to take %s, as its last backups did.'),
                      [length(item.seconds)]);
    }

    function stopped(text) {
      return text && text + '.';
    }

    function utc(at, timeZone) {
      return timeZone === 'UTC' ? '' : ' (' + clock.utc(at) + ')';
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
