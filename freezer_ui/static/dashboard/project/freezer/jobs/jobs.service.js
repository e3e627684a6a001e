(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .factory('horizon.dashboard.project.freezer.jobs.service', jobsService);

  jobsService.$inject = [
    'horizon.app.core.detailRoute',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.lists.pagedList',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.lists.table'
  ];

  /** All jobs of the project, as lists/paged-list.service.js reads them. */
  function jobsService(detailRoute, api, pagedLists, labels, table) {
    var jobs = pagedLists.create({
      get: query => api.getJobs(query),
      query: () => ({homes: 1, limit: 1000}),
      adapt
    });
    return angular.extend(jobs, {adapt});

    ////////////

    /**
     * A row of REST, with what the table sorts and filters by beside it. Its search looks into
     * everything whose name does not begin with a $.
     */
    function adapt(row) {
      var home = row.home;
      var item = angular.extend({}, row, {
        name: row.description || row.id,
        session_name: home ? home.name : row.dangling ? gettext('One that does not list it')
          : gettext('None'),
        $path: home ? detailRoute + 'OS::Freezer::Session/' + home.id : null,
        status_label: row.stopped && !home ? gettext('Stopped') : labels.status(row.status),
        result_label: labels.result(row.result),
        runs_facet: table.mark(row.runs),
        result_facet: table.mark(row.result || 'none')
      });
      // Horizon's table redraws a row when this changes: everything that it shows or offers.
      item.$track = angular.toJson([
        item.id, item.name, item.client_id, item.session_name, item.$path, item.schedule_words,
        item.status_label, item.result_label, item.time_started, item.warning, item.stopped,
        item.status
      ]);
      return item;
    }
  }
})();
