(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .factory('horizon.dashboard.project.freezer.backups.service', backupsService);

  backupsService.$inject = [
    'horizon.app.core.detailRoute',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.lists.pagedList'
  ];

  /** All backups of the project, as lists/paged-list.service.js reads them. */
  function backupsService(detailRoute, api, pagedLists) {
    // the first ones are soon there: their jobs are asked for one by one
    var FIRST = 100;
    var LATER = 1000;
    var backups = pagedLists.create({
      get: query => api.getBackups(query),
      query: isFirst => ({limit: isFirst ? FIRST : LATER}),
      adapt
    });
    return angular.extend(backups, {adapt});

    ////////////

    /**
     * A row of REST, with what the table sorts and filters by beside it. Its search looks into
     * everything whose name does not begin with a $.
     */
    function adapt(row) {
      var item = angular.extend({}, row, {
        name: row.backup_name || row.id,
        // what the table sorts by: it puts null first
        made_at: row.at || 0,
        hostname: row.hostname || gettext('-'),
        job_label: job(row),
        session_label: session(row),
        $path: row.session_id ? detailRoute + 'OS::Freezer::Session/' + row.session_id : null,
        place: [row.storage, row.container].filter(Boolean).join(': ') || gettext('-'),
        level_label: row.level === null ? gettext('-') : row.level
      });
      // Horizon's table redraws a row when this changes: everything that it shows or offers.
      item.$track = angular.toJson([
        item.id, item.name, item.at, item.hostname, item.job_label, item.session_label, item.$path,
        item.place, item.level_label, item.refused
      ]);
      return item;
    }

    function job(row) {
      if (row.job_gone) {
        return gettext('One that was deleted');
      }
      return row.job_name || gettext('None: made by hand');
    }

    function session(row) {
      var name = row.session_name || row.session_id;
      if (!name) {
        return gettext('None');
      }
      return row.session_tag === null ? name : interpolate(gettext('%(name)s, tag %(tag)s'), {
        name, tag: row.session_tag
      }, true);
    }
  }
})();
