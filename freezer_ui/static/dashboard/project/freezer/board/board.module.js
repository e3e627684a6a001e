(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** The board: pool and sessions side by side, and jobs that go from one to the other. */
  angular
    .module(FREEZER + '.board', [
      'ngRoute',
      'horizon.framework',
      FREEZER + '.core',
      FREEZER + '.pool',
      FREEZER + '.session-wizard',
      FREEZER + '.verdict-checks',
      FREEZER + '.writes'
    ])
    .config(config);

  angular.module(FREEZER).requires.push(FREEZER + '.board');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_board', {templateUrl: basePath + 'board/panel.html'});
  }
})();
