(function() {
  'use strict';

  /**
   * A session's own page, which is one of Horizon's (ngdetails): it and what can be done there are
   * on every page of Horizon. The list of sessions is on its own page only (sessions/).
   */
  angular
    .module('horizon.dashboard.project.freezer.session-page', [
      'horizon.framework.conf',
      'horizon.app.core',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.health',
      'horizon.dashboard.project.freezer.pool',
      'horizon.dashboard.project.freezer.schedule',
      'horizon.dashboard.project.freezer.session-page.run',
      'horizon.dashboard.project.freezer.session-wizard',
      'horizon.dashboard.project.freezer.snapshots',
      'horizon.dashboard.project.freezer.writes'
    ])
    .run(registerSession);

  registerSession.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.session-page.load',
    'horizon.dashboard.project.freezer.session-page.remove',
    'horizon.dashboard.project.freezer.session-wizard.edit',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function registerSession(basePath, sessionType, load, remove, edit, registry) {
    var resourceType = registry.getResourceType(sessionType);

    resourceType
      .setNames('Session', 'Sessions', ngettext('Session', 'Sessions', 1))
      .setDefaultIndexUrl('/project/freezer_sessions/')
      .setItemNameFunction(session => session.name)
      .setLoadFunction(load);

    resourceType.detailsViews.append({
      id: 'freezerSessionOverview',
      name: gettext('Overview'),
      template: basePath + 'session-page/overview.html'
    });

    resourceType.itemActions
      .append({
        id: 'editFreezerSessionAction',
        service: edit,
        template: {text: gettext('Edit Session'), icon: 'pencil'}
      })
      .append({
        id: 'deleteFreezerSessionAction',
        service: remove,
        template: {type: 'delete', text: gettext('Delete Session')}
      });
  }
})();
