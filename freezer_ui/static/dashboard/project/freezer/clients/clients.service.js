(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.clients')
    .factory('horizon.dashboard.project.freezer.clients.service', clientsService);

  clientsService.$inject = [
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.lists.stagedList',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.lists.table'
  ];

  /** All clients of the project; the second step says what they have to do. */
  function clientsService(api, stagedLists, labels, table) {
    return angular.extend(stagedLists.create({
      get: params => api.getClients(params), adapt
    }), {adapt});

    ////////////

    /** A row of REST, with what the table shows, sorts and filters by beside it. */
    function adapt(row) {
      var state = row.protected === null ? 'waiting'
        : row.protected ? 'protected' : 'unprotected';
      return angular.extend({}, row, {
        name: row.id,
        protection_state: state,
        protection_words: row.words || gettext('Not known yet'),
        protection_facet: table.mark(state),
        result_label: labels.result(row.result),
        result_facet: table.mark(row.result || 'none')
      });
    }
  }
})();
