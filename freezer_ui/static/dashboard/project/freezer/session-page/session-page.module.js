(function() {
  'use strict';

  /** A session's own page. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.details', [
      'horizon.framework.conf',
      'horizon.app.core',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.widgets'
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
