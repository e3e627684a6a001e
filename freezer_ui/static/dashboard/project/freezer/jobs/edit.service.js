(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .factory('horizon.dashboard.project.freezer.jobs.edit', editService);

  editService.$inject = [
    '$q',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.jobs.resourceType',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Edit Job": name, order of actions and, for a job in no session, schedule. */
  function editService(
    $q, $uibModal, basePath, api, permissions, toast, jobType, resources, actionResult
  ) {
    return {allowed, perform};

    function allowed() {
      return permissions.allowed(['jobs:update']);
    }

    /** Resolves with the result of a Horizon action; rejects if the user cancels. */
    function perform(job) {
      return $uibModal.open({
        templateUrl: basePath + 'jobs/edit.html',
        controller: 'horizon.dashboard.project.freezer.jobs.EditController as ctrl',
        // a click outside would lose the input
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-job-edit',
        ariaLabelledBy: 'freezer-job-title',
        resolve: {subject: () => ({
          name: job.name,
          read: () => $q.all({
            job: api.getJobForm(job.id), actions: api.getActionChoices([job.client_id])
          }),
          send: body => api.updateJob(job.id, body)
        })}
      }).result.then(row => {
        resources.of(jobType).refresh();
        toast.success(
          gettext('Saved job %(name)s. Its agent picks up the change at the next check-in.'),
          {name: row.name});
        return actionResult.getActionResult().updated(jobType, row.id).result;
      });
    }
  }
})();
