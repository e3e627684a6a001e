(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .controller('horizon.dashboard.project.freezer.session-wizard.JobsController',
                JobsController);

  JobsController.$inject = ['$q', '$scope'];

  /** The jobs step: who is in the session, who leaves it, and the pool to choose from. */
  function JobsController($q, $scope) {
    this.addMany = addMany;
    $scope.form.openPool();

    /** Nothing is written before the session is: a promise only because the list wants one. */
    function addMany(jobs) {
      jobs.forEach($scope.form.addJob);
      return $q.when();
    }
  }
})();
