(function() {
  'use strict';

  /** The jobs in no session, and the list to choose from them. */
  angular
    .module('horizon.dashboard.project.freezer.pool', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
