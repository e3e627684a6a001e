(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.actions')
    .factory('horizon.dashboard.project.freezer.sessions.actions.create.service', createService);

  createService.$inject = [
    'horizon.dashboard.project.freezer.sessions.resourceType',
    'horizon.dashboard.project.freezer.session-wizard.workflow',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Create Session": opens the workflow with an empty session. */
  function createService(sessionType, workflow, permissions, actionResult) {
    return {allowed, perform};

    ////////////

    function allowed() {
      return permissions.allowed('create');
    }

    function perform() {
      return workflow.open(null).then(session =>
        actionResult.getActionResult().created(sessionType, session.id).result);
    }
  }
})();
