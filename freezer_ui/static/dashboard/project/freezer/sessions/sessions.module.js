(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** The list of sessions; their actions are in session-wizard and session-page. */
  angular
    .module(FREEZER + '.sessions', [
      'ngRoute',
      FREEZER + '.core',
      FREEZER + '.files',
      FREEZER + '.health',
      FREEZER + '.lists',
      FREEZER + '.protect',
      FREEZER + '.schedule',
      FREEZER + '.session-page',
      FREEZER + '.session-wizard',
      FREEZER + '.verdict-checks'
    ])
    .config(config)
    .run([FREEZER + '.sessions.service', angular.noop]);

  angular.module(FREEZER).requires.push(FREEZER + '.sessions');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_sessions', {
      // a list changes the parameters of its own address
      reloadOnSearch: false,
      templateUrl: basePath + 'sessions/panel.html'
    });
  }
})();
