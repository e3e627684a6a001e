(function() {
  'use strict';

  /** The dialog that restores a snapshot or a backup. */
  angular
    .module('horizon.dashboard.project.freezer.restore', [
      'ui.bootstrap',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.forms'
    ]);
})();
