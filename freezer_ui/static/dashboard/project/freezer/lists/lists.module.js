(function() {
  'use strict';

  /** What every list of the project needs: Horizon's table, its rows and their drawers. */
  angular
    .module('horizon.dashboard.project.freezer.lists', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.writes'
    ]);
})();
