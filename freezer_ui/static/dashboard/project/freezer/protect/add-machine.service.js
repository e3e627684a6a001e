(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .factory('horizon.dashboard.project.freezer.protect.addMachine', addMachine);

  addMachine.$inject = [
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.permissions'
  ];

  /** "Add Machine": the commands that make a machine a client. */
  function addMachine($uibModal, basePath, permissions) {
    return {allowed, open};

    function allowed() {
      return permissions.allowed(['clients:create']);
    }

    /** Resolves with {added: ids of new clients, protect} when the dialog is closed. */
    function open() {
      return $uibModal.open({
        templateUrl: basePath + 'protect/add-machine.html',
        controller: 'horizon.dashboard.project.freezer.protect.AddMachineController as ctrl',
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-protect freezer-machine',
        ariaLabelledBy: 'freezer-machine-title'
      }).result.catch(() => ({added: [], protect: false}));
    }
  }
})();
