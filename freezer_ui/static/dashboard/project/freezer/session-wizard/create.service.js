(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.create', createService);

  createService.$inject = [
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.session-wizard.workflow',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Create Session": opens the workflow with an empty session. */
  function createService(sessionType, workflow, permissions, actionResult) {
    return {allowed, perform};

    function allowed() {
      return permissions.allowed('create');
    }

    function perform() {
      return workflow.open(null).then(session =>
        actionResult.getActionResult().created(sessionType, session.id).result);
    }
  }
})();
