(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow')
    .controller('horizon.dashboard.project.freezer.sessions.workflow.StepController',
                StepController);

  StepController.$inject = ['horizon.dashboard.project.freezer.sessions.workflow.model'];

  /** The details step: it only needs the model. */
  function StepController(model) {
    this.model = model;
  }
})();
