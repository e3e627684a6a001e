(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow')
    .controller('horizon.dashboard.project.freezer.sessions.workflow.JobsController',
                JobsController);

  JobsController.$inject = ['horizon.dashboard.project.freezer.sessions.workflow.model'];

  /** The jobs step. The model keeps the failure, and the step shows it. */
  function JobsController(model) {
    var ctrl = this;
    ctrl.model = model;
    ctrl.load = load;
    load();

    function load() {
      model.loadJobs().then(angular.noop, angular.noop);
    }
  }
})();
