(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.actions')
    .factory('horizon.dashboard.project.freezer.sessions.actions.delete.service', deleteService);

  deleteService.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.sessions.resourceType',
    'horizon.dashboard.project.freezer.sessions.service',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.lists.deleteAction'
  ];

  /** "Delete Session(s)", after a confirmation. */
  function deleteService($q, api, sessionType, sessionsService, health, permissions, deleteAction) {
    return {allowed, perform};

    ////////////

    function allowed(session) {
      return session && session.failure ? $q.reject() : permissions.allowed('remove');
    }

    function perform(items) {
      return deleteAction.remove(items, {
        type: sessionType,
        words,
        remove: session => api.deleteSession(session.id),
        // its jobs may be out of it already
        onFailed: health.again
      }).then(result => {
        sessionsService.refresh();
        return result;
      });
    }

    function words(count) {
      return {
        title: ngettext('Confirm Delete Session', 'Confirm Delete Sessions', count),
        body: ngettext(
          'This session will be deleted. Its jobs are taken out first: they go back to the pool ' +
          'and stop. A job that had its own schedule gets it back, but does not run until you ' +
          'start it. Backups stay. A deleted session cannot be brought back.',
          'These sessions will be deleted. Their jobs are taken out first: they go back to the ' +
          'pool and stop. A job that had its own schedule gets it back, but does not run until ' +
          'you start it. Backups stay. Deleted sessions cannot be brought back.', count),
        submit: ngettext('Delete Session', 'Delete Sessions', count),
        working: ngettext('Deleting the session…', 'Deleting the sessions…', count),
        done: ngettext('Deleted session %(name)s.', 'Deleted %(count)s sessions.', count)
      };
    }
  }
})();
