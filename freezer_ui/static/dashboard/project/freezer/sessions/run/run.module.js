(function() {
  'use strict';

  /** The current run of a session as a picture: when each member started and ended. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.run', [
      'horizon.app.core',
      'horizon.dashboard.project.freezer.sessions.upcoming',
      'horizon.dashboard.project.freezer.widgets'
    ]);
})();
