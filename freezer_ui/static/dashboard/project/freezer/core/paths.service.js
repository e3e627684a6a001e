(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.paths', paths);

  /** The addresses of our pages. A link from one panel to the next needs target="_self". */
  function paths() {
    const sessions = page('sessions');
    return {session: row => sessions(row.id), job: page('jobs'), action: page('actions'),
      client: page('clients'), backup: page('backups')};

    /** Of an id. */
    function page(panel) {
      return id => 'project/freezer_' + panel + '/' + encodeURIComponent(id);
    }
  }
})();
