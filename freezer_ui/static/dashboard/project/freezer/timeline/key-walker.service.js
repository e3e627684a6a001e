(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.timeline')
    .factory('horizon.dashboard.project.freezer.timeline.keyWalker', keyWalker);

  /** Keyboard navigation in a picture of rows and columns. */
  function keyWalker() {
    return {step, walk, within};

    /**
     * The step {row, col} of a key, or null for other keys. Home and End go to the ends of a row,
     * with Ctrl to the ends of the picture. `page` is the number of rows of PageUp and PageDown, if
     * they are supported.
     */
    function step(event, page) {
      const far = event.ctrlKey ? Infinity : 0;
      if (event.altKey || event.metaKey) {
        return null;
      }
      switch (event.key) {
        case 'ArrowUp': return {row: -1, col: 0};
        case 'ArrowDown': return {row: 1, col: 0};
        case 'ArrowLeft': return {row: 0, col: -1};
        case 'ArrowRight': return {row: 0, col: 1};
        case 'PageUp': return page ? {row: -page, col: 0} : null;
        case 'PageDown': return page ? {row: page, col: 0} : null;
        case 'Home': return {row: -far, col: -Infinity};
        case 'End': return {row: far, col: Infinity};
        default: return null;
      }
    }

    /**
     * The spot {row, col} that a key leads to, or null. `size` is {rows, cols, page}, and `top` if
     * there are rows above the first (heads are row -1).
     */
    function walk(size, at, event) {
      const by = step(event, size.page);
      return by && {
        row: within(at.row + by.row, size.top || 0, size.rows - 1),
        col: within(at.col + by.col, 0, size.cols - 1)
      };
    }

    function within(value, least, most) {
      return Math.max(least, Math.min(value, most));
    }
  }
})();
