(function() {
  'use strict';

  /**
   * The front end of freezer-ui: it shows what /api/freezer/ returns and sends what the user did.
   * Every rule (what is complete, which schedule is valid, what to call it) is the server's.
   *
   * The panels add themselves on their own pages, which alone load their scripts
   * (freezer_ui/scripts.py); from elsewhere Horizon goes there by loading the page.
   */
  angular
    .module('horizon.dashboard.project.freezer', [
      'ngRoute',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.session-page'
    ])
    .config(config);

  config.$inject = ['$routeProvider', 'horizon.app.core.detailRoute'];

  function config($routeProvider, detailRoute) {
    $routeProvider.when('/project/freezer_sessions/:id', {
      redirectTo: params => detailRoute + 'OS::Freezer::Session/' + params.id
    });
  }
})();
