(function() {
  'use strict';

  /** Problems between sessions and jobs, and their repairs. */
  angular
    .module('horizon.dashboard.project.freezer.health', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.writes'
    ]);
})();
