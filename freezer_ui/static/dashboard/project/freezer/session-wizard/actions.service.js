(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.actions', sessionActions);

  sessionActions.$inject = [
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.session-wizard.workflow',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** Horizon's actions "Create Session" and "Edit Session": they open the wizard. */
  function sessionActions(permissions, sessionType, workflow, actionResult) {
    return {
      create: {
        allowed: () => permissions.allowed('create'),
        perform: () => workflow.open(null).then(session =>
          actionResult.getActionResult().created(sessionType, session.id).result)
      },
      edit: {
        allowed: () => permissions.allowed('edit'),
        // Horizon passes a scope behind the session
        perform: session => edit(session),
        apply: edit
      }
    };

    /** With `suggestion` applied, if there is one. */
    function edit(session, suggestion) {
      return workflow.open(session, suggestion).then(() =>
        actionResult.getActionResult().updated(sessionType, session.id).result);
    }
  }
})();
