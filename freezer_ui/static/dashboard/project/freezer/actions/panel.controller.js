(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .controller('horizon.dashboard.project.freezer.actions.PanelController', PanelController);

  PanelController.$inject = [
    'horizon.dashboard.project.freezer.actions.form',
    'horizon.dashboard.project.freezer.core.cancellable'
  ];

  /** What the list of actions offers where there is none. */
  function PanelController(forms, cancellable) {
    var ctrl = this;

    ctrl.can = {create: false};
    ctrl.create = () => cancellable.result(forms.create.perform());
    forms.create.allowed().then(() => { ctrl.can.create = true; }, angular.noop);
  }
})();
