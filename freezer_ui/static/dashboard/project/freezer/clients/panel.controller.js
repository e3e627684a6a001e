(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.clients')
    .controller('horizon.dashboard.project.freezer.clients.PanelController', PanelController);

  PanelController.$inject = ['horizon.dashboard.project.freezer.protect.service'];

  /** What the list of clients offers where there is none. */
  function PanelController(protect) {
    var ctrl = this;

    ctrl.can = {add: false};
    ctrl.addMachine = protect.addMachine.perform;
    protect.addMachine.allowed().then(() => { ctrl.can.add = true; }, angular.noop);
  }
})();
