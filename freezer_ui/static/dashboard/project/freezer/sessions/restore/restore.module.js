(function() {
  'use strict';

  /** Restoring a snapshot as a whole: what, where to, and a last look before it is started. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.restore', [
      'horizon.app.core',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.widgets',
      'ui.bootstrap'
    ]);
})();
