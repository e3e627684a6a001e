(function() {
  'use strict';

  /**
   * The front end of freezer-ui: it shows what /api/freezer/ returns and sends what the user did.
   * Every rule (what is complete, which schedule is valid, what to call it) is the server's.
   */
  angular
    .module('horizon.dashboard.project.freezer', [
      'ngRoute',
      'horizon.dashboard.project.freezer.api',
      'horizon.dashboard.project.freezer.widgets',
      'horizon.dashboard.project.freezer.sessions',
      'horizon.dashboard.project.freezer.board',
      'horizon.dashboard.project.freezer.jobs'
    ])
    .config(config);

  config.$inject = [
    '$provide',
    '$windowProvider',
    '$routeProvider',
    'horizon.app.core.detailRoute'
  ];

  function config($provide, $windowProvider, $routeProvider, detailRoute) {
    var path = $windowProvider.$get().STATIC_URL + 'dashboard/project/freezer/';
    $provide.constant('horizon.dashboard.project.freezer.basePath', path);

    $routeProvider
      .when('/project/freezer_sessions', {templateUrl: path + 'sessions/panel.html'})
      .when('/project/freezer_sessions/:id', {redirectTo: goToDetails})
      .when('/project/freezer_board', {templateUrl: path + 'board/panel.html'})
      .when('/project/freezer_jobs', {templateUrl: path + 'jobs/panel.html'})
      .when('/project/freezer_upcoming', {templateUrl: path + 'sessions/upcoming/panel.html'});

    function goToDetails(params) {
      return detailRoute + 'OS::Freezer::Session/' + params.id;
    }
  }
})();
