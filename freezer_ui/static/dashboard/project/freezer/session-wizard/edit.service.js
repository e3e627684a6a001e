(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.edit', editService);

  editService.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.session-wizard.workflow',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Edit Session": opens the workflow with the session as it is now. */
  function editService($q, sessionType, workflow, permissions, actionResult) {
    return {allowed, perform, apply};

    function allowed(session) {
      return session && session.failure ? $q.reject() : permissions.allowed('edit');
    }

    function perform(session) {
      return apply(session);
    }

    /** With `suggestion` applied. Apart from perform(): Horizon passes a scope to that. */
    function apply(session, suggestion) {
      return workflow.open(session, suggestion).then(() =>
        actionResult.getActionResult().updated(sessionType, session.id).result);
    }
  }
})();
