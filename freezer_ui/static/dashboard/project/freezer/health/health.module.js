(function() {
  'use strict';

  /** Problems of sessions and their repair. */
  angular
    .module('horizon.dashboard.project.freezer.health', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.writes'
    ]);
})();
