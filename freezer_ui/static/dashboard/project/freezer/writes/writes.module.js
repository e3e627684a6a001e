(function() {
  'use strict';

  /** Writes: moves of members, bulk writes with progress and Stop, and undo. */
  angular
    .module('horizon.dashboard.project.freezer.writes', [
      'ui.bootstrap',
      'horizon.dashboard.project.freezer.core'
    ]);
})();
