(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .controller('horizon.dashboard.project.freezer.actions.PanelController', PanelController);

  PanelController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.actions.service',
    'horizon.dashboard.project.freezer.lists.stagedPanel'
  ];

  /** The state around Horizon's table of actions. */
  function PanelController($scope, actions, around) {
    around.attach(this, $scope, actions, count => ngettext('%s action', '%s actions', count));
  }
})();
