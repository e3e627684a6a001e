(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.paths', paths);

  paths.$inject = ['horizon.app.core.detailRoute'];

  /** The addresses of our pages. */
  function paths(detailRoute) {
    return {session};

    /** Of {id}: a session, or what stands for one. */
    function session(row) {
      return detailRoute + 'OS::Freezer::Session/' + row.id;
    }
  }
})();
