(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.sessionChanges', sessionChanges);

  sessionChanges.$inject = ['horizon.dashboard.project.freezer.core.texts'];

  /** Compares sessions with an earlier reading: whether to redraw, and news to announce. */
  function sessionChanges(texts) {
    const NAMED = 3;

    return {signature, news, remember};

    /** A text that changes whenever anything changes that a page shows. */
    function signature(rows) {
      return angular.toJson(rows.map(row => [
        row.id, row.name, row.verdict, row.status, row.result, row.session_tag, row.counts,
        row.schedule_words, row.hold_off, row.schedule, row.time_start, row.time_end, row.members,
        row.confirmed
      ]));
    }

    /**
     * A sentence about sessions whose verdict has changed, or ''. "Checking" is no news, nor is the
     * first verdict after it.
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

    /**
     * The rows for the next comparison: for a session that is being checked, the earlier verdict.
     */
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
