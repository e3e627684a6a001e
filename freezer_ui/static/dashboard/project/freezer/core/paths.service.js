(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.paths', paths);

  paths.$inject = ['horizon.app.core.detailRoute'];

  /** The addresses of our pages. */
  function paths(detailRoute) {
    return {session, job: page('jobs'), action: page('actions'), client: page('clients'),
      backup: page('backups')};

    /** Of an id; they are other pages of Horizon: a link to one needs target="_self". */
    function page(panel) {
      return id => 'project/freezer_' + panel + '/' + encodeURIComponent(id);
    }

    /** Of {id}: a session, or what stands for one. */
    function session(row) {
      return detailRoute + 'OS::Freezer::Session/' + row.id;
    }
  }
})();
