(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .factory('horizon.dashboard.project.freezer.jobs.many', manyService);

  manyService.$inject = [
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.jobs.resourceType',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.dashboard.project.freezer.writes.bulkOperation',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** Starts and stops several jobs; the dialog first says which are skipped, and why. */
  function manyService(
    api, permissions, toast, jobType, resources, bulkOperation, actionResult
  ) {
    return {
      start: service('start', reasonNotToStart, count => ({
        title: gettext('Start Jobs'),
        ask: ngettext(
          '%(count)s job starts at its next regular run, or once if it has no schedule.',
          '%(count)s jobs start at their next regular run, or once if they have no schedule.',
          count),
        working: gettext('Starting the jobs…'),
        done: ngettext('Started %(count)s job. Its agent picks it up at the next check-in.',
                       'Started %(count)s jobs. Their agents pick them up at the next check-in.',
                       count)
      })),
      stop: service('stop', reasonNotToStop, count => ({
        title: gettext('Stop Jobs'),
        ask: ngettext('%(count)s job stops. A run in progress continues to its end.',
                      '%(count)s jobs stop. Runs in progress continue to their end.', count),
        working: gettext('Stopping the jobs…'),
        done: ngettext('Stopped %(count)s job.', 'Stopped %(count)s jobs.', count)
      }))
    };

    function service(event, reasonAgainst, wordsOf) {
      return {
        allowed: () => permissions.allowed(['jobs:event:create', 'jobs:update']),
        perform: jobs => send(jobs, event, reasonAgainst, wordsOf)
      };
    }

    function send(jobs, event, reasonAgainst, wordsOf) {
      const fit = jobs.filter(job => !reasonAgainst(job));
      const left = jobs.filter(reasonAgainst);
      // in the question; the outcome counts separately
      const words = wordsOf(fit.length);
      const result = actionResult.getActionResult();
      let done = 0;
      return bulkOperation.open({
        title: words.title,
        working: words.working,
        ask: {
          words: fit.length ? interpolate(words.ask, {count: fit.length}, true)
            : gettext('None of these jobs can be changed.'),
          items: fit.map(job => ({name: job.name})).concat(left.map(job =>
            ({name: job.name, words: reasonAgainst(job)}))),
          start: words.title
        },
        again: true,
        tasks: fit.map(job => ({name: job.name, go: () => one(job)}))
      }).then(() => {
        if (done) {
          toast.success(wordsOf(done).done, {count: done});
        }
        return result.result;
      });

      function one(job) {
        return api.sendJobEvent(job.id, event).then(row => {
          done++;
          resources.of(jobType).put(row);
          result.updated(jobType, job.id);
        });
      }
    }

    function reasonNotToStart(job) {
      return ofMember(job) || (job.status === 'running' ? gettext('Skipped: it is running.')
        : job.stopped ? null : gettext('Skipped: it is already started.'));
    }

    function reasonNotToStop(job) {
      return ofMember(job) || (job.stopped ? gettext('Skipped: it is already stopped.') : null);
    }

    function ofMember(job) {
      return job.home && interpolate(
        gettext('Skipped: it runs with session %(session)s.'), {session: job.session_name}, true);
    }
  }
})();
