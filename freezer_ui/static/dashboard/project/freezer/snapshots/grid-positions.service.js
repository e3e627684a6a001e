(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.gridPositions', gridPositions);

  /**
   * Positions in the grid. A place is {key, tag, start, member}: a snapshot, and one of its
   * members, or null for the column's head. A spot is the same as numbers, {row, col}; heads are
   * row -1. Columns are in screen order: the newest is the last.
   */
  function gridPositions() {
    return {columns, spot, place};

    function columns(answer) {
      return answer.items.slice().reverse();
    }

    /** The spot of a place, or of its neighbour if it is gone; null in an empty grid. */
    function spot(answer, wanted) {
      const shown = columns(answer);
      if (!shown.length) {
        return null;
      }
      if (!wanted) {
        return {row: -1, col: shown.length - 1};
      }
      return {row: rowOf(answer.members, wanted.member), col: columnOf(shown, wanted)};
    }

    function rowOf(members, id) {
      return id === null ? -1 : indexOf(members, member => member.id === id);
    }

    /**
     * The column of a place by its tag, since a pin changes a snapshot's key, and the next run its
     * column.
     */
    function columnOf(shown, wanted) {
      let found = indexOf(shown, item => item.key === wanted.key);
      if (found < 0 && wanted.tag !== null) {
        found = indexOf(shown, item => item.tag === wanted.tag);
      }
      if (found < 0) {
        found = indexOf(shown, item => item.start >= wanted.start);
      }
      return found < 0 ? shown.length - 1 : found;
    }

    function indexOf(list, isIt) {
      return list.map(isIt).indexOf(true);
    }

    function place(answer, at) {
      const item = columns(answer)[at.col];
      const member = answer.members[at.row];
      return {key: item.key, tag: item.tag, start: item.start, member: member ? member.id : null};
    }
  }
})();
