(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.actions.delete.service', deleteService);

  deleteService.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.sessions.resourceType',
    'horizon.dashboard.project.freezer.sessions.service',
    'horizon.dashboard.project.freezer.widgets.health',
    'horizon.dashboard.project.freezer.widgets.permissions',
    'horizon.dashboard.project.freezer.widgets.tell',
    'horizon.framework.util.actions.action-result.service',
    'horizon.framework.widgets.modal.simple-modal.service'
  ];

  /**
   * "Delete Session(s)", after a confirmation. Not Horizon's delete modal, because that one
   * keeps the server's reason to itself when a session cannot be deleted.
   */
  function deleteService(
    $q, api, sessionType, sessionsService, health, permissions, tell, actionResult, simpleModal
  ) {
    return {allowed, perform};

    ////////////

    function allowed(session) {
      return session && session.failure ? $q.reject() : permissions.allowed('remove');
    }

    function perform(items) {
      var sessions = angular.isArray(items) ? items : [items];
      return simpleModal.modal(words(sessions)).result.then(() => {
        // one after the other: sessions share jobs and agents
        return sessions.reduce(
          (previous, session) => previous.then(result => remove(session, result)),
          $q.when(actionResult.getActionResult()));
      }).then(result => {
        sessionsService.refresh();
        return result.result;
      });
    }

    function words(sessions) {
      var names = sessions.map(session => session.name).join('", "');
      return {
        title: ngettext('Confirm Delete Session', 'Confirm Delete Sessions', sessions.length),
        body: interpolate(ngettext(
          'You have selected "%s". Its jobs are taken out first: they go back to the pool and ' +
          'stop. A job that had its own schedule gets it back, but does not run until you start ' +
          'it. Backups stay. A deleted session cannot be brought back.',
          'You have selected "%s". Their jobs are taken out first: they go back to the pool and ' +
          'stop. A job that had its own schedule gets it back, but does not run until you start ' +
          'it. Backups stay. Deleted sessions cannot be brought back.',
          sessions.length), [names]),
        submit: ngettext('Delete Session', 'Delete Sessions', sessions.length)
      };
    }

    function remove(session, result) {
      return api.deleteSession(session.id).then(() => {
        tell.success(gettext('Deleted session %(name)s.'), {name: session.name});
        return result.deleted(sessionType, session.id);
      }, failure => {
        tell.failure(gettext('Unable to delete session %(name)s. %(error)s'),
                     {name: session.name}, failure);
        // it may have been half done
        health.again();
        return result.failed(sessionType, session.id);
      });
    }
  }
})();
