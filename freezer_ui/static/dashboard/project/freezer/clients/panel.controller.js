(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.clients')
    .controller('horizon.dashboard.project.freezer.clients.PanelController', PanelController);

  PanelController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.clients.service',
    'horizon.dashboard.project.freezer.lists.stagedPanel'
  ];

  /** The state around Horizon's table of clients. */
  function PanelController($scope, clients, around) {
    around.attach(this, $scope, clients, count => ngettext('%s client', '%s clients', count));
  }
})();
