(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** What is protected, what failed and what to do, on one page. */
  angular
    .module(FREEZER + '.overview', [
      'ngRoute',
      FREEZER + '.core',
      FREEZER + '.health',
      FREEZER + '.protect',
      FREEZER + '.timeline'
    ])
    .config(config);

  angular.module(FREEZER).requires.push(FREEZER + '.overview');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_overview', {
      templateUrl: basePath + 'overview/panel.html',
      reloadOnSearch: false
    });
  }
})();
