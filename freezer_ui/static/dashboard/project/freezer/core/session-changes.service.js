(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.sessionChanges', sessionChanges);

  sessionChanges.$inject = ['horizon.dashboard.project.freezer.core.texts'];

  /** Compares sessions with how they were read before: whether a page must be drawn, and news. */
  function sessionChanges(texts) {
    const NAMED = 3;

    return {signature, news, remember};

    /** A text that changes with everything that a page shows of them. */
    function signature(rows) {
      return angular.toJson(rows.map(row => [
        row.id, row.name, row.verdict, row.status, row.result, row.session_tag, row.counts,
        row.schedule_words, row.hold_off, row.schedule, row.time_start, row.time_end, row.members,
        row.confirmed
      ]));
    }

    /**
     * One sentence of the sessions that were there before and are judged otherwise now, or ''. That
     * one is being checked is no news, nor what it was when nobody had known that.
     */
    function news(before, after) {
      const known = new Map(before.filter(isKnown).map(row => [row.id, row.verdict.words]));
      const found = after.filter(row =>
        isKnown(row) && known.has(row.id) && known.get(row.id) !== row.verdict.words);
      return texts.sentences(found.slice(0, NAMED).map(row => interpolate(
        gettext('%(session)s: %(verdict)s.'),
        {session: row.name, verdict: row.verdict.words}, true
      )).concat(rest(found.length - NAMED)));
    }

    /** What the next ones are compared with: of a session that is being checked, what was known. */
    function remember(before, after) {
      const known = new Map((before || []).map(row => [row.id, row]));
      return after.map(row => isKnown(row) ? row : known.get(row.id) || row);
    }

    function isKnown(row) {
      return row.verdict.state !== 'checking';
    }

    function rest(count) {
      return count > 0 ? interpolate(
        ngettext('%s more session changed.', '%s more sessions changed.', count), [count])
        : [];
    }
  }
})();
