(function() {
  'use strict';

  /** Writes with their progress, their failures and their undo. */
  angular
    .module('horizon.dashboard.project.freezer.writes', [
      'ui.bootstrap',
      'horizon.dashboard.project.freezer.core'
    ]);
})();
