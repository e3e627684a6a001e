(function() {
  'use strict';

  /** What the runs of a session left: a grid of members and tags, and each snapshot's review. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.history', [
      'horizon.app.core',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.sessions.restore',
      'horizon.dashboard.project.freezer.sessions.upcoming',
      'horizon.dashboard.project.freezer.widgets'
    ]);
})();
