(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .controller('horizon.dashboard.project.freezer.session-wizard.JobsController',
                JobsController);

  JobsController.$inject = [
    '$q', 'horizon.dashboard.project.freezer.session-wizard.model'
  ];

  /** The jobs step: who is in the session, who leaves it, and the pool to choose from. */
  function JobsController($q, model) {
    var ctrl = this;
    angular.extend(ctrl, {model, addMany});
    model.openPool();

    /** Nothing is written before the session is: a promise only because the list wants one. */
    function addMany(jobs) {
      jobs.forEach(model.addJob);
      return $q.when();
    }
  }
})();
