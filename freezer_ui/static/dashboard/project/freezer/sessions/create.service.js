(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.create', createService);

  createService.$inject = [
    'horizon.dashboard.project.freezer.sessions.resourceType',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.dashboard.project.freezer.session-wizard.workflow',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Create Session": opens the workflow with an empty session. */
  function createService(sessionType, resources, workflow, permissions, actionResult) {
    return {allowed, perform};

    ////////////

    function allowed() {
      return permissions.allowed('create');
    }

    function perform() {
      return workflow.open(null).then(session => {
        resources.of(sessionType).refresh();
        return actionResult.getActionResult().created(sessionType, session.id).result;
      });
    }
  }
})();
