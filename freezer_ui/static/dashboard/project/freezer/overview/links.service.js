(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.overview')
    .factory('horizon.dashboard.project.freezer.overview.links', links);

  links.$inject = ['horizon.dashboard.project.freezer.core.paths'];

  /**
   * Where the overview leads to: a session, or a list as it is filtered by its address
   * (lists/address.service.js).
   */
  function links(paths) {
    return {
      session: paths.session, sessions, failedJobs, jobsOf, upcoming, clients, unprotected, night
    };

    ////////////

    function sessions(state) {
      return list('sessions', state && 'verdict=' + state);
    }

    function failedJobs() {
      return list('jobs', 'result=fail');
    }

    function jobsOf(clientId) {
      return list('jobs', 'client_id=' + encodeURIComponent(clientId));
    }

    function upcoming() {
      return list('upcoming');
    }

    function clients() {
      return list('clients');
    }

    function unprotected() {
      return list('clients', 'protection=unprotected');
    }

    /** The backups of a machine in a night, {start, end}. */
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
