(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page.run')
    .factory('horizon.dashboard.project.freezer.session-page.run.timeSpan', timeSpans);

  /** Time spans {from, to} in epoch seconds: of a whole run, and its visible part. */
  function timeSpans() {
    // seconds; the shortest visible span
    const LEAST = 4;
    const ROOM = 0.03;
    // a hold-off that is much longer than the run is shown cut off
    const LONG = 3;

    return {whole, zoom, pan, within};

    /** The span of the whole run at `now`. */
    function whole(session, now) {
      const run = session.run;
      let last = run.opened;
      session.members.forEach(member => {
        const bar = member.bar;
        if (bar) {
          last = Math.max(last, bar.start, bar.end || (member.state === 'running' ? now : 0));
        }
      });
      const length = last - run.opened;
      const to = run.closes - run.opened > LONG * length && length > 0
        ? run.opened + LONG * length : Math.max(run.closes, last);
      const from = session.members.reduce((least, member) =>
        member.bar ? Math.min(least, member.bar.start) : least, run.opened);
      return padded(from, Math.max(to, from + LEAST));
    }

    function padded(from, to) {
      const room = (to - from) * ROOM;
      return {from: from - room, to: to + room};
    }

    /** A `factor` below 1 zooms in; the middle stays. */
    function zoom(span, factor, all) {
      const middle = (span.from + span.to) / 2;
      const half = Math.max((span.to - span.from) * factor, LEAST) / 2;
      return within({from: middle - half, to: middle + half}, all);
    }

    /** `part` of the visible span: 0.25 moves a quarter to the right. */
    function pan(span, part, all) {
      const by = (span.to - span.from) * part;
      return within({from: span.from + by, to: span.to + by}, all);
    }

    function within(span, all) {
      const length = Math.max(Math.min(span.to - span.from, all.to - all.from), LEAST);
      const from = Math.max(all.from, Math.min(span.from, all.to - length));
      return {from, to: from + length};
    }
  }
})();
