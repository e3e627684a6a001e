(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .factory('horizon.dashboard.project.freezer.protect.service', protectService);

  protectService.$inject = [
    '$q',
    '$rootScope',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.dashboard.project.freezer.protect.addMachine',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Protect Machines": one job for each chosen client, and the session that runs them. */
  function protectService(
    $q, $rootScope, $uibModal, basePath, api, permissions, resources, machines, actionResult
  ) {
    // the lists that show what is made
    const LISTS = ['OS::Freezer::Job', 'OS::Freezer::Client', 'OS::Freezer::Session'];

    return {
      allowed,
      perform,
      open,
      addMachine: {allowed: machines.allowed, perform: addMachine},
      copy: {
        allowed: job => job.action_ids && job.action_ids[0] ? allowed() : $q.reject(),
        perform: copyOf
      }
    };

    function allowed() {
      return permissions.allowed(['jobs:create']);
    }

    /** From a client's row; that client is chosen already. */
    function perform(client) {
      return open(client && client.id ? [client.id] : []);
    }

    /** Machines that have registered themselves can be protected immediately. */
    function addMachine() {
      return machines.open().then(answer => {
        const clients = resources.of(LISTS[1]);
        if (answer.added.length && clients) {
          clients.refresh();
        }
        return answer.protect ? open(answer.added) : actionResult.getActionResult().result;
      });
    }

    /** From a job's row: new jobs that do the same, on other machines or on the job's own. */
    function copyOf(job) {
      return open([], {
        description: interpolate(gettext('%(name)s copy'), job, true),
        jobId: job.id
      });
    }

    /**
     * Resolves when the dialog is closed; the clients with these ids are chosen already. `source`
     * is optional: {description, jobId} to begin with.
     */
    function open(clientIds, source) {
      const result = actionResult.getActionResult();
      return $uibModal.open({
        templateUrl: basePath + 'protect/plan.html',
        controller: 'horizon.dashboard.project.freezer.protect.PlanController as ctrl',
        // a click outside would lose the input
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-protect',
        ariaLabelledBy: 'freezer-protect-title',
        resolve: {subject: () => ({clientIds, read: () => read(source), onWritten})}
      }).result.catch(angular.noop).then(() => result.result);

      /** The lists are read again even if the answer to a write was lost. */
      function onWritten(jobs) {
        jobs.forEach(job => result.created(LISTS[0], job.id));
        LISTS.map(resources.of).filter(Boolean).forEach(list => { list.refresh(); });
        $rootScope.$emit('freezer.sessionsChanged');
      }
    }

    function read(source) {
      const form = api.getForm('backup-jobs');
      return $q.all({
        source: source ? form.then(drawn => filled(source, drawn)) : null,
        form,
        // a copied job keeps its kind
        volumes: source ? {offered: false} : volumes(),
        clients: api.getAllClients(),
        sessions: api.lookAtSessions(),
        can: $q.all({
          create: may('create'), members: may('members'), machines: may(['clients:create'])
        })
      });
    }

    /** Reads {offered, items, failed, form}; no second request without Cinder. */
    function volumes() {
      return api.getVolumes().then(found => found.offered
        ? api.getForm('volume-jobs').then(form => Object.assign({form}, found)) : found);
    }

    /**
     * A copy of a job with one backup action gets a new action; actions that the form cannot
     * express are shared.
     */
    function filled(source, form) {
      return api.getJobForm(source.jobId).then(job => {
        const runs = job.session_id || job.stopped || angular.equals(job.schedule, {}) ? {}
          : {schedule: job.schedule, schedule_local: job.schedule_local};
        const copied = Object.assign({job: {description: source.description}}, runs);
        return job.actions.length === 1 && job.actions[0].action === 'backup'
          ? api.getActionForm(job.actions[0].id).then(found =>
            Object.assign(copied, isOfForm(found, form) ? {action: found.values}
              : {actions: job.actions}))
          : Object.assign(copied, {actions: job.actions});
      });
    }

    /** Whether the dialog's form can express the action. */
    function isOfForm(found, form) {
      return !found.secrets.length && !found.others.length &&
        Object.keys(found.values).every(name => name === 'action' ||
          [null, false].includes(found.values[name]) ||
          form.action.some(field => field.name === name && hasValue(field, found.values[name])));
    }

    function hasValue(field, value) {
      return field.kind !== 'choice' || field.choices.some(choice => choice.value === value);
    }

    function may(what) {
      return permissions.allowed(what).then(() => true, () => false);
    }
  }
})();
