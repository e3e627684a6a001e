(function() {
  'use strict';

  /** What all sessions will do next: a strip with a row for each, or the same as a table. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.upcoming', [
      'horizon.framework',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.sessions',
      'horizon.dashboard.project.freezer.widgets'
    ]);
})();
