(function() {
  'use strict';

  /** Writes: member moves, many at once with progress and Stop, and undo. */
  angular
    .module('horizon.dashboard.project.freezer.writes', [
      'ui.bootstrap',
      'horizon.dashboard.project.freezer.core'
    ]);
})();
