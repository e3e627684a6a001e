(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .controller('horizon.dashboard.project.freezer.jobs.PanelController', PanelController);

  PanelController.$inject = [
    'horizon.dashboard.project.freezer.jobs.join',
    'horizon.dashboard.project.freezer.protect.service'
  ];

  /** What the list of jobs offers where there is none, and the undo of what was done there. */
  function PanelController(join, protect) {
    var ctrl = this;

    ctrl.undo = join.undo;
    ctrl.can = {create: false};
    ctrl.create = () => protect.open([]);
    protect.allowed().then(() => { ctrl.can.create = true; }, angular.noop);
  }
})();
