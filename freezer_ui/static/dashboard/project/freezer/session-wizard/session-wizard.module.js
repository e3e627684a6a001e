(function() {
  'use strict';

  /** The wizard that creates and edits a session, in three steps. */
  angular
    .module('horizon.dashboard.project.freezer.session-wizard', [
      'horizon.framework',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.forms',
      'horizon.dashboard.project.freezer.health',
      'horizon.dashboard.project.freezer.pool',
      'horizon.dashboard.project.freezer.schedule',
      'horizon.dashboard.project.freezer.writes'
    ]);
})();
