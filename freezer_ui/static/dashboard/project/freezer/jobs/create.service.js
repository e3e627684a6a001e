(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .factory('horizon.dashboard.project.freezer.jobs.create', createService);

  createService.$inject = [
    '$q',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.jobs.resourceType',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Create Jobs": the dialog that makes one job for each chosen client. */
  function createService(
    $q, $uibModal, basePath, api, permissions, jobType, resources, actionResult
  ) {
    var PAGE_SIZE = 1000;

    return {allowed, perform};

    ////////////

    function allowed() {
      return permissions.allowed(['jobs:create']);
    }

    /** Resolves when the dialog is closed. */
    function perform() {
      var result = actionResult.getActionResult();
      return $uibModal.open({
        templateUrl: basePath + 'jobs/create.html',
        controller: 'horizon.dashboard.project.freezer.jobs.CreateController as ctrl',
        // a click beside it would lose what was typed
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-create',
        ariaLabelledBy: 'freezer-create-title',
        resolve: {subject: () => ({read, send: api.createJobs, onWritten})}
      }).result.catch(angular.noop).then(() => result.result);

      /** The list is read again also where the answer to a write was lost. */
      function onWritten(jobs) {
        jobs.forEach(job => result.created(jobType, job.id));
        resources.of(jobType).refresh();
      }
    }

    function read() {
      return $q.all({form: api.getForm('backup-jobs'), clients: clients([], null)});
    }

    function clients(before, cursor) {
      var query = cursor === null ? {limit: PAGE_SIZE} : {limit: PAGE_SIZE, cursor};
      return api.getClients(query).then(page => {
        var all = before.concat(page.items);
        return page.next ? clients(all, page.next) : all;
      });
    }
  }
})();
