(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.upcoming')
    .factory('horizon.dashboard.project.freezer.upcoming.runs', runs);

  runs.$inject = ['horizon.dashboard.project.freezer.timeline.keyWalker'];

  /**
   * Navigation through the runs of sessions. A place is {id, start}: a session and the start of one
   * of its runs, or null if it has none.
   */
  function runs(keyWalker) {
    return {stops, inOrder, find, nearest, walk};

    /** The runs of a session; the last one stands for all that cannot be drawn. */
    function stops(item, until) {
      const rest = {start: item.more_from, end: until, clashes: [], rest: true};
      return item.more_from === null ? item.runs : item.runs.concat(rest);
    }

    /** All runs by time, then the sessions without runs: [{key, item, run}]. */
    function inOrder(items, until) {
      const rows = items.flatMap(item =>
        stops(item, until).map(run => ({key: item.id + run.start, item, run})));
      rows.sort((a, b) => a.run.start - b.run.start || (a.item.id < b.item.id ? -1 : 1));
      return rows.concat(items.filter(item => !item.runs.length)
        .map(item => ({key: item.id, item, run: null})));
    }

    /** {item, run} of a place; the run is null if it is over by now. */
    function find(items, place, until) {
      const item = items[indexOf(items, place)];
      return item ? {item, run: stops(item, until).find(run =>
        run.start === place.start) || null} : null;
    }

    function indexOf(items, place) {
      const ids = items.map(item => item.id);
      return place ? ids.indexOf(place.id) : -1;
    }

    /** The place in a session that is nearest to a time; its first one without a time. */
    function nearest(item, at, until) {
      const found = stops(item, until).reduce((best, run) =>
        best !== null && (at === null || Math.abs(best - at) <= Math.abs(run.start - at))
          ? best : run.start, null);
      return {id: item.id, start: found};
    }

    /**
     * The place that a step (of the key walker) leads to, or null. Up and down stay near the time
     * `around`.
     */
    function walk(items, place, step, until, around) {
      const index = indexOf(items, place);
      if (!items.length || !step) {
        return null;
      }
      if (index < 0) {
        return nearest(items[0], null, until);
      }
      if (step.row) {
        return nearest(items[keyWalker.within(index + step.row, 0, items.length - 1)], around,
                       until);
      }
      return isFinite(step.col) ? along(items[index], place, step.col)
        : nearest(items[index], step.col < 0 ? null : until, until);

      /** The next run in this direction; the last one stays. */
      function along(item, from, way) {
        const starts = stops(item, until).map(run => run.start);
        const that = starts.filter(start => way * (start - from.start) > 0);
        const next = way > 0 ? that[0] : that[that.length - 1];
        return {id: item.id, start: next || from.start};
      }
    }
  }
})();
