(function() {
  'use strict';

  /** A session's own page. */
  angular
    .module('horizon.dashboard.project.freezer.session-page', [
      'horizon.framework.conf',
      'horizon.app.core',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.health',
      'horizon.dashboard.project.freezer.pool',
      'horizon.dashboard.project.freezer.schedule',
      'horizon.dashboard.project.freezer.sessions',
      'horizon.dashboard.project.freezer.snapshots',
      'horizon.dashboard.project.freezer.writes',
      'horizon.dashboard.project.freezer.session-page.run'
    ])
    .run(registerDetails);

  registerDetails.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.sessions.resourceType',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function registerDetails(basePath, sessionType, registry) {
    registry.getResourceType(sessionType).detailsViews.append({
      id: 'freezerSessionOverview',
      name: gettext('Overview'),
      template: basePath + 'session-page/overview.html'
    });
  }
})();
