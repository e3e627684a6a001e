(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .controller('horizon.dashboard.project.freezer.jobs.PanelController', PanelController);

  PanelController.$inject = ['horizon.dashboard.project.freezer.jobs.create'];

  /** What the list of jobs offers where there is none. */
  function PanelController(createAction) {
    var ctrl = this;

    ctrl.can = {create: false};
    ctrl.create = createAction.perform;
    createAction.allowed().then(() => { ctrl.can.create = true; }, angular.noop);
  }
})();
