(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.rowActions', rowActions);

  rowActions.$inject = [
    '$q',
    '$window',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.framework.util.actions.action-result.service'
  ];

  /**
   * Actions of a row about its run. They lead to the session's page, which shows first what would
   * be written.
   */
  function rowActions($q, $window, paths, permissions, actionResult) {
    return {
      retry: leading('do=retry', 'create', session =>
        ['incomplete', 'unknown'].includes(session.verdict.state)),
      run: leading('do=run', 'run', session =>
        session.counts.members > 0 && session.verdict.state !== 'running'),
      history: leading('tab=history', null, session => session.session_tag > 0)
    };

    function leading(query, right, fits) {
      return {allowed, perform};

      function allowed(session) {
        // only rows of the list have these actions: a session's page has its own
        if (!session.$rank || !fits(session)) {
          return $q.reject();
        }
        return right ? permissions.allowed(right) : $q.when();
      }

      function perform(session) {
        $window.location.assign(paths.session(session) + '?' + query);
        return $q.when(actionResult.getActionResult().result);
      }
    }
  }
})();
