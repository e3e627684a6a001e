(function() {
  'use strict';

  /** What can be done with sessions, from the list and from a session's own page. */
  angular
    .module('horizon.dashboard.project.freezer.sessions.actions', [
      'horizon.framework.conf',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.lists',
      'horizon.dashboard.project.freezer.session-wizard'
    ])
    .run(registerActions);

  registerActions.$inject = [
    'horizon.dashboard.project.freezer.sessions.actions.create.service',
    'horizon.dashboard.project.freezer.sessions.actions.delete.service',
    'horizon.dashboard.project.freezer.sessions.actions.edit.service',
    'horizon.dashboard.project.freezer.sessions.resourceType',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function registerActions(createService, deleteService, editService, sessionType, registry) {
    var resourceType = registry.getResourceType(sessionType);

    resourceType.globalActions
      .append({
        id: 'createFreezerSessionAction',
        service: createService,
        template: {type: 'create', text: gettext('Create Session')}
      });

    resourceType.itemActions
      .append({
        id: 'editFreezerSessionAction',
        service: editService,
        template: {text: gettext('Edit Session'), icon: 'pencil'}
      })
      .append({
        id: 'deleteFreezerSessionAction',
        service: deleteService,
        template: {type: 'delete', text: gettext('Delete Session')}
      });

    resourceType.batchActions
      .append({
        id: 'batchDeleteFreezerSessionAction',
        service: deleteService,
        template: {type: 'delete-selected', text: gettext('Delete Sessions')}
      });
  }
})();
