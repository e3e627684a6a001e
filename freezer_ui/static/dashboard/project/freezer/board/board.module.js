(function() {
  'use strict';

  /** The board: pool and sessions side by side, and jobs that go from one to the other. */
  angular
    .module('horizon.dashboard.project.freezer.board', [
      'horizon.framework',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.widgets'
    ]);
})();
