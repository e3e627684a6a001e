(function() {
  'use strict';

  /**
   * Lists: each is declared once and drawn by one shared panel, on panels' pages only
   * (freezer_ui/scripts.py).
   */
  angular
    .module('horizon.dashboard.project.freezer.lists', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.writes'
    ])
    .constant('horizon.dashboard.project.freezer.lists.routes', addRoutes);

  /** Adds the routes of a list (`panel` is "jobs") and of the page of one of its rows. */
  function addRoutes($routeProvider, panel, type) {
    $routeProvider.when('/project/freezer_' + panel, {
      // a list changes the parameters of its own address
      reloadOnSearch: false,
      template: '<freezer-list-panel type="' + type + '"></freezer-list-panel>'
    });
    $routeProvider.when('/project/freezer_' + panel + '/:id', {
      template: '<freezer-item-page type="' + type + '"></freezer-item-page>'
    });
  }
})();
