(function() {
  'use strict';

  /** Sessions: their list, and what can be done with them from it and from a session's page. */
  angular
    .module('horizon.dashboard.project.freezer.sessions', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.health',
      'horizon.dashboard.project.freezer.lists',
      'horizon.dashboard.project.freezer.schedule',
      'horizon.dashboard.project.freezer.session-wizard'
    ])
    .constant('horizon.dashboard.project.freezer.sessions.resourceType', 'OS::Freezer::Session')
    .run(['horizon.dashboard.project.freezer.sessions.service', angular.noop]);
})();
