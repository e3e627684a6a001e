(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .factory('horizon.dashboard.project.freezer.jobs.actions', jobActions);

  jobActions.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.jobs.resourceType',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.framework.util.actions.action-result.service',
    'horizon.framework.widgets.modal.simple-modal.service',
    'horizon.dashboard.project.freezer.writes.memberMoves'
  ];

  /** Horizon's actions for jobs. A member is started and stopped with its session. */
  function jobActions(
    $q, api, jobType, permissions, resources, toast, actionResult, simpleModal,
    memberMoves
  ) {
    const EVENT = ['jobs:event:create', 'jobs:update'];

    return {
      takeOut: {
        allowed: job => job.home ? permissions.allowed('members') : $q.reject(),
        perform: takeOut
      },
      start: {
        allowed: job => isOffered(job.stopped && job.status !== 'running', job),
        perform: job => send(job, 'start', {
          done: gettext('Started job %(name)s. The agent picks it up at the next check-in.'),
          failed: gettext('Unable to start job %(name)s. %(error)s')
        })
      },
      stop: {
        allowed: job => isOffered(!job.stopped, job),
        perform: job => send(job, 'stop', {
          done: gettext('Stopped job %(name)s. A run in progress continues to its end.'),
          failed: gettext('Unable to stop job %(name)s. %(error)s')
        })
      }
    };

    function isOffered(fits, job) {
      return fits && !job.home ? permissions.allowed(EVENT) : $q.reject();
    }

    function send(job, event, told) {
      return write(job, api.sendJobEvent(job.id, event), told);
    }

    function takeOut(job) {
      return simpleModal.modal({
        title: gettext('Confirm Remove from Session'),
        body: interpolate(gettext(
          '"%s" stops and no longer runs with its session. To back up again, start the job or ' +
          'move it into a session on the board.'), [job.name]),
        submit: gettext('Remove from Session')
      }).result.then(() => write(job, taken(job), {
        done: gettext('Removed job %(name)s from session %(session_name)s. The job is stopped.'),
        failed: gettext(
          'Unable to remove job %(name)s from session %(session_name)s. %(error)s')
      }));
    }

    function taken(job) {
      const call = memberMoves.outOf(job.home.id, job.id, {then: 'stop'});
      return memberMoves.send(call).then(answer =>
        Object.assign({}, answer.job, {home: null, dangling: false}));
    }

    /** `writing` resolves with the updated row. */
    function write(job, writing, told) {
      return writing.then(row => {
        resources.of(jobType).put(row);
        toast.success(told.done, job);
        return actionResult.getActionResult().updated(jobType, job.id).result;
      }, failure => {
        toast.failure(told.failed, {name: job.name, session_name: job.session_name}, failure);
        return actionResult.getActionResult().failed(jobType, job.id).result;
      });
    }
  }
})();
