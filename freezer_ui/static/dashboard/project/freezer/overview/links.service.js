(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.overview')
    .factory('horizon.dashboard.project.freezer.overview.links', links);

  links.$inject = ['horizon.dashboard.project.freezer.core.paths'];

  /**
   * Links of the overview to a session, or to a list that is filtered by its address
   * (lists/address.service.js).
   */
  function links(paths) {
    return {
      session: paths.session,
      sessions: state => list('sessions', state && 'verdict=' + state),
      failedJobs: () => list('jobs', 'result=fail'),
      jobsOf: clientId => list('jobs', 'client_id=' + encodeURIComponent(clientId)),
      upcoming: () => list('upcoming'),
      clients: () => list('clients'),
      unprotected: () => list('clients', 'protection=unprotected'),
      night
    };

    /** The address of a machine's backups in a night {start, end}. */
    function night(clientId, when) {
      return list('backups', [
        'machine=' + encodeURIComponent(clientId), 'from=' + when.start, 'until=' + when.end
      ].join('&'));
    }

    function list(name, query) {
      return 'project/freezer_' + name + '/' + (query ? '?' + query : '');
    }
  }
})();
