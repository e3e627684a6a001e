(function() {
  'use strict';

  /** A session's page and its actions. The list of sessions is in sessions/. */
  angular
    .module('horizon.dashboard.project.freezer.session-page', [
      'ngRoute',
      'horizon.framework.conf',
      'horizon.app.core',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.files',
      'horizon.dashboard.project.freezer.health',
      'horizon.dashboard.project.freezer.pool',
      'horizon.dashboard.project.freezer.schedule',
      'horizon.dashboard.project.freezer.session-page.run',
      'horizon.dashboard.project.freezer.session-wizard',
      'horizon.dashboard.project.freezer.snapshots',
      'horizon.dashboard.project.freezer.writes'
    ])
    .config(config);

  config.$inject = ['$routeProvider', 'horizon.dashboard.project.freezer.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_sessions/:id', {
      templateUrl: basePath + 'session-page/page.html',
      // the page reacts to changes of its address itself
      reloadOnSearch: false
    });
  }
})();
