(function() {
  'use strict';

  /** The workflow that makes and edits a session: one model, three steps. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow', [
      'horizon.framework',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.widgets'
    ]);
})();
