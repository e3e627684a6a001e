(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .factory('horizon.dashboard.project.freezer.actions.service', actionsService);

  actionsService.$inject = [
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.lists.stagedList',
    'horizon.dashboard.project.freezer.lists.table'
  ];

  /** All actions of the project; the second step says how many jobs use each. */
  function actionsService(api, stagedLists, table) {
    return angular.extend(stagedLists.create({
      get: params => api.getActions(params), adapt
    }), {adapt});

    ////////////

    /** A row of REST, with what the table shows, sorts and filters by beside it. */
    function adapt(row) {
      return angular.extend({}, row, {
        name: row.backup_name || row.id,
        place: [row.storage, row.container].filter(Boolean).join(': ') || '-',
        jobs_words: row.jobs === null ? '…' : row.jobs,
        used_facet: row.jobs === null ? null : table.mark(row.jobs ? 'used' : 'free')
      });
    }
  }
})();
