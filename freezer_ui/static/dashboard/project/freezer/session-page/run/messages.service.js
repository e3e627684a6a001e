(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page.run')
    .factory('horizon.dashboard.project.freezer.session-page.run.messages', messages);

  messages.$inject = [
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /** Texts about a run and its members; sentences about states come from the server. */
  function messages(clientName, clock, texts) {
    return {
      length, title, facts, took, mark, told,
      after
    };

    function length(seconds) {
      return seconds < 1 ? gettext('less than a second') : clock.duration(Math.round(seconds));
    }

    function title(session) {
      return interpolate(session.verdict.state === 'running' ? gettext('Current run: tag %s')
        : gettext('Last run: tag %s'), [session.run.tag]);
    }

    /** "Began at 12:00:00. Its members started within 3 seconds; the hold-off is 60 seconds." */
    function facts(run) {
      const began = interpolate(gettext('Started %s.'), [clock.local(run.opened)]);
      const hold = length(run.closes - run.opened);
      return texts.sentences([began, run.skew === null
        ? interpolate(gettext('The hold-off is %s.'), [hold])
        : interpolate(gettext('Members started within %(skew)s. The hold-off is %(hold)s.'),
                      {skew: length(run.skew), hold}, true)]);
    }

    /** Duration in seconds, up to now while the member runs; null if unknown. */
    function took(member, now) {
      const bar = member.bar;
      if (!bar) {
        return null;
      }
      if (bar.end === null) {
        return member.state === 'running' ? Math.max(now - bar.start, 0) : null;
      }
      // a client's clock may have been set meanwhile
      return bar.end < bar.start ? null : bar.end - bar.start;
    }

    /** The label beside a bar, or in its place. */
    function mark(member, now) {
      const seconds = took(member, now);
      if (member.state === 'succeeded' && seconds !== null) {
        return length(seconds);
      }
      if (isOpen(member)) {
        return interpolate(gettext('%s, end not recorded'), [member.state_words]);
      }
      return seconds === null ? member.state_words
        : interpolate(gettext('%(state)s, %(length)s'),
                      {state: member.state_words, length: length(seconds)}, true);
    }

    function isOpen(member) {
      return Boolean(member.bar) && member.bar.end === null && member.state !== 'running';
    }

    /** The time between the start of the run and the member's. */
    function after(member, run) {
      const seconds = member.bar.start - run.opened;
      return seconds < 0 ? interpolate(gettext('%s before the run'), [length(-seconds)])
        : length(seconds);
    }

    function started(member, run) {
      return interpolate(member.bar.start < run.opened
        ? gettext('Started %(at)s, %(away)s before the run.')
        : gettext('Started %(at)s, %(away)s into the run.'), {
        at: clock.local(member.bar.start, 'time'),
        away: length(Math.abs(member.bar.start - run.opened))
      }, true);
    }

    function ended(member, seconds) {
      const at = clock.local(member.bar.end, 'time');
      return seconds === null
        ? interpolate(gettext('Ended %s, before the recorded start.'), [at])
        : interpolate(gettext('Ended %(at)s, after %(took)s.'),
                      {at, took: length(seconds)}, true);
    }

    function told(member, run, now) {
      const parts = [interpolate(
        gettext('%(job)s on %(client)s: %(state)s.'),
        {
          job: member.name, client: clientName(member.client_id) || '-',
          state: member.state_words
        }, true)];
      const seconds = took(member, now);
      if (member.bar) {
        parts.push(started(member, run));
      }
      if (member.bar && member.bar.end !== null) {
        parts.push(ended(member, seconds));
      } else if (isOpen(member)) {
        parts.push(gettext('End not recorded.'));
      } else if (seconds !== null) {
        parts.push(interpolate(gettext('Running for %s.'), [length(seconds)]));
      }
      return texts.sentences(parts);
    }
  }
})();
