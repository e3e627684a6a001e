(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** The upcoming runs of all sessions: a timeline with a row for each session, or a table. */
  angular
    .module(FREEZER + '.upcoming', [
      'ngRoute',
      FREEZER + '.core',
      FREEZER + '.timeline'
    ])
    .config(config);

  angular.module(FREEZER).requires.push(FREEZER + '.upcoming');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_upcoming', {
      templateUrl: basePath + 'upcoming/panel.html'
    });
  }
})();
