(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .controller('horizon.dashboard.project.freezer.session-wizard.JobsController',
                JobsController);

  JobsController.$inject = ['$q', '$scope'];

  /** The step "Jobs": members, leaving members, and the pool to choose from. */
  function JobsController($q, $scope) {
    this.addMany = addMany;
    $scope.form.openPool();

    /** Returns a promise for the list; nothing is written before the session is saved. */
    function addMany(jobs) {
      jobs.forEach($scope.form.addJob);
      return $q.when();
    }
  }
})();
