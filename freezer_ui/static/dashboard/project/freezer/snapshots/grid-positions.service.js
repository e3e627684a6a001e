(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.gridPositions', gridPositions);

  /**
   * Where one can be in the grid. A place is {key, tag, start, member}: a snapshot, and a member
   * of it, or null for the column's head. A spot is the same as numbers, {row, col}; heads are
   * row -1. Columns are in the order of the screen: the newest one is the last.
   */
  function gridPositions() {
    return {columns, spot, place, walk};

    ////////////

    function columns(answer) {
      return answer.items.slice().reverse();
    }

    /** Where a place is now, or where one that is gone would be; null in an empty grid. */
    function spot(answer, wanted) {
      var shown = columns(answer);
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

    /** A pin changes a snapshot's key, the next run its place: its tag is the same. */
    function columnOf(shown, wanted) {
      var found = indexOf(shown, item => item.key === wanted.key);
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
      var item = columns(answer)[at.col];
      var member = answer.members[at.row];
      return {key: item.key, tag: item.tag, start: item.start, member: member ? member.id : null};
    }

    /** Where a key leads from a spot, or null; `size` is {rows, cols, page}. */
    function walk(size, at, key, isCtrl) {
      var to = {row: at.row, col: at.col};
      switch (key) {
        case 'ArrowUp': to.row--; break;
        case 'ArrowDown': to.row++; break;
        case 'ArrowLeft': to.col--; break;
        case 'ArrowRight': to.col++; break;
        case 'PageUp': to.row -= size.page; break;
        case 'PageDown': to.row += size.page; break;
        case 'Home':
          to.col = 0;
          to.row = isCtrl ? -1 : to.row;
          break;
        case 'End':
          to.col = size.cols - 1;
          to.row = isCtrl ? size.rows - 1 : to.row;
          break;
        default:
          return null;
      }
      return {row: within(to.row, -1, size.rows - 1), col: within(to.col, 0, size.cols - 1)};
    }

    function within(value, least, most) {
      return Math.max(least, Math.min(value, most));
    }
  }
})();
