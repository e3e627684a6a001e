(function() {
  'use strict';

  /** What can be done about a session's run: run it now, retry what failed, end what is stuck. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.offers', [
      'horizon.app.core',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.widgets'
    ]);
})();
