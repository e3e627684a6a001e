(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.clients')
    .directive('freezerClientDrawer', freezerClientDrawer);

  freezerClientDrawer.$inject = [
    'horizon.app.core.detailRoute',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.lists.drawer',
    'horizon.dashboard.project.freezer.core.labels'
  ];

  /**
   * <freezer-client-drawer item="item"></freezer-client-drawer>
   * A client's facts and its jobs, loaded when the row is opened: Horizon's table draws a drawer
   * for every row.
   */
  function freezerClientDrawer(detailRoute, api, basePath, drawer, labels) {
    // few enough to be drawn at once
    var STEP = 50;
    // seconds: the list has just read every job
    var SHARED = 60;

    return {
      scope: {item: '<'},
      templateUrl: basePath + 'clients/drawer.html',
      link
    };

    function link(scope, element) {
      angular.extend(scope, {
        opened: false, client: null, jobs: [], supports: [], shown: STEP, loading: false,
        failure: null, load, more
      });
      drawer.attach(scope, element, interpolate(gettext('Details of %s'), [scope.item.name]),
                    onToggle);

      function onToggle(isOpen) {
        if (isOpen) {
          scope.opened = true;
          load();
        }
      }

      function load() {
        scope.loading = true;
        scope.failure = null;
        return api.getClient(scope.item.id, {max_age: SHARED}).then(client => {
          scope.client = client;
          scope.jobs = client.jobs.map(adapt);
          scope.supports = capabilities(client.supports);
        }, failure => {
          scope.failure = failure;
        }).finally(() => {
          scope.loading = false;
        });
      }

      function more() {
        scope.shown += STEP;
      }
    }

    function adapt(job) {
      var home = job.home;
      return {
        id: job.id,
        name: job.description || job.id,
        warning: job.warning,
        path: home ? detailRoute + 'OS::Freezer::Session/' + home.id : null,
        session: home ? home.name : '',
        // by what it is protected: by nothing is marked
        runs: labels.runs[job.runs],
        nothing: job.runs === 'nothing',
        state: job.stopped && !home ? gettext('Stopped') : labels.status(job.status),
        result: labels.result(job.result),
        time_ended: job.time_ended
      };
    }

    function capabilities(supports) {
      return [
        {label: gettext('Actions'), words: supports.actions.join(', ')},
        {label: gettext('Modes'), words: supports.modes.join(', ')},
        {label: gettext('Storages'), words: supports.storages.join(', ')},
        {label: gettext('Engines'), words: supports.engines.join(', ')}
      ].filter(each => each.words);
    }
  }
})();
