(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .factory('horizon.dashboard.project.freezer.session-page.load', loadService);

  loadService.$inject = [
    '$q', 'horizon.dashboard.project.freezer.core.api', 'horizon.framework.redirect'
  ];

  /** The load function of the registry: a session for its page. */
  function loadService($q, api, redirect) {
    var loadings = {};
    return load;

    ////////////

    /**
     * Horizon's details page stays blank when it rejects, so
     * only a 404 does (it leads to Horizon's own page); any other failure is the details view's
     * to tell: {data: {id, failure}}. Horizon starts its details page twice when it is opened by
     * its address: both get the same answer.
     */
    function load(id) {
      if (!loadings[id]) {
        loadings[id] = api.getSession(id).then(onLoaded, onFailed).finally(() => {
          delete loadings[id];
        });
      }
      return loadings[id];

      function onLoaded(session) {
        return {data: angular.extend({}, session, {name: session.description || session.id})};
      }

      function onFailed(failure) {
        if (failure.status === 404) {
          redirect.notFound();
          return $q.reject(failure);
        }
        return {data: {id, name: '', failure}};
      }
    }
  }
})();
