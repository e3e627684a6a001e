(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .factory('horizon.dashboard.project.freezer.session-page.remove', removeService);

  removeService.$inject = [
    '$q',
    '$rootScope',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.writes.deleteAction'
  ];

  /**
   * "Delete Session(s)", after a confirmation. Emits freezer.sessionsChanged on the root scope,
   * also after a failure: the jobs may be out of the session already.
   */
  function removeService($q, $rootScope, api, permissions, sessionType, health, deleteAction) {
    return {allowed, perform, words: removeWords};

    function allowed(session) {
      return session && session.failure ? $q.reject() : permissions.allowed('remove');
    }

    function perform(items) {
      return deleteAction.remove(items, {
        type: sessionType,
        words: removeWords,
        remove: session => api.deleteSession(session.id),
        onFailed: health.again
      }).then(result => {
        $rootScope.$emit('freezer.sessionsChanged');
        return result;
      });
    }

    function removeWords(count) {
      return {
        title: ngettext('Confirm Delete Session', 'Confirm Delete Sessions', count),
        body: ngettext(
          'This session will be deleted. Its jobs go back to the pool and stop. A job with its ' +
          'own schedule gets it back, but does not run until you start it. Backups stay. This ' +
          'cannot be undone.',
          'These sessions will be deleted. Their jobs go back to the pool and stop. A job with ' +
          'its own schedule gets it back, but does not run until you start it. Backups stay. ' +
          'This cannot be undone.', count),
        submit: ngettext('Delete Session', 'Delete Sessions', count),
        working: ngettext('Deleting the session…', 'Deleting the sessions…', count),
        done: count === 1 ? gettext('Deleted session %(name)s.')
          : ngettext('Deleted %(count)s session.', 'Deleted %(count)s sessions.', count)
      };
    }
  }
})();
