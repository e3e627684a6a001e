(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .factory('horizon.dashboard.project.freezer.protect.work', workService);

  workService.$inject = [
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.writes.sessionCreation',
    'horizon.dashboard.project.freezer.writes.taskQueue',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * Carries out a plan: the session first, then its jobs, some at a time. It can be stopped, cut
   * and begun again: the jobs have their ids from the plan, so none is made twice.
   *
   *   go(plan)   {body, jobs, session: parts of a new one or null, sessionId: of one that is there}
   *   undo()     deletes what was made; both resolve when nothing is left to do or to try
   *   made       the jobs that are there; sessionId: where they are, or null
   *   failures   [{name, error}] of the last go or undo
   *   isLeft()   whether a part of the plan is not written
   */
  function workService(api, clientName, sessionCreations, taskQueue, texts) {
    // jobs per call: it ends well within its timeout, and Stop takes effect soon
    const BATCH = 5;

    return {create};

    function create() {
      let plan = null;
      const creation = sessionCreations.create();
      const sent = new Set();
      const work = {
        go, undo, isLeft, queue: taskQueue.create(), made: [], failures: [], sessionId: null,
        isUndone: false, isUndoing: false
      };
      return work;

      function go(wanted) {
        plan = wanted;
        Object.assign(work, {failures: [], isUndone: false, isUndoing: false});
        work.sessionId = work.sessionId || plan.sessionId;
        return work.queue.run([].concat(
          plan.session && !work.sessionId ? [sessionTask()] : [], batches(left()).map(jobsTask)
        )).then(result => { note(result.failures); });
      }

      function isLeft() {
        return Boolean(plan) && !work.isUndone && left().length > 0;
      }

      function left() {
        const made = new Set(work.made.map(job => job.id));
        return plan.jobs.filter(job => !made.has(job.id));
      }

      function batches(jobs) {
        return jobs.length ? [jobs.slice(0, BATCH)].concat(batches(jobs.slice(BATCH))) : [];
      }

      function sessionTask() {
        return {name: plan.session.description, go: () => creation.send(plan.session).then(
          session => {
            work.sessionId = session.id;
          }, failure => {
            // its jobs would have no session
            work.queue.stop();
            throw failure;
          })};
      }

      function jobsTask(jobs) {
        return {name: texts.names(jobs.map(nameOf)), go: () => {
          jobs.forEach(job => { sent.add(job.id); });
          return make(jobs).then(answer => {
            work.made = work.made.concat(answer.items);
            note(answer.failed.map(asFailure));
          }, failure => {
            if (!Array.isArray(failure.detail)) {
              throw failure;
            }
            note(failure.detail.map(asFailure));
          });
        }};
      }

      function make(jobs) {
        const ofVolumes = Boolean(plan.body.volumes);
        const keys = jobs.map(job => ofVolumes ? job.volume_id : job.client_id);
        const ids = jobs.reduce(
          (found, job, at) => Object.assign(found, {[keys[at]]: job.id}), {});
        const what = {[ofVolumes ? 'volumes' : 'clients']: keys};
        const body = Object.assign({}, plan.body, {ids}, what);
        return work.sessionId ? api.createMembers(work.sessionId, body) : api.createJobs(body);
      }

      function asFailure(failed) {
        const job = plan.jobs.find(each => failed.volume_id
          ? each.volume_id === failed.volume_id : each.client_id === failed.client_id);
        return {name: job ? nameOf(job) : clientName(failed.client_id), error: failed.error};
      }

      function note(failures) {
        work.failures = work.failures.concat(failures.map(each =>
          ({name: each.name, error: each.error})));
      }

      /** A volume's job is called after the volume, all others after their machine. */
      function nameOf(job) {
        return job.volume_id ? job.description : clientName(job.client_id);
      }

      /** Deletes the session first, which takes out its members. */
      function undo() {
        Object.assign(work, {failures: [], isUndoing: true});
        return work.queue.run([].concat(
          plan.session ? sessionDeletion() : [],
          plan.jobs.filter(job => sent.has(job.id)).map(job =>
            deletion(nameOf(job), () => api.deleteJob(job.id))),
          // Freezer keeps the actions of a deleted job
          ownActions().map(actionId =>
            deletion(gettext('The action of a job'), () => api.deleteAction(actionId)))
        )).then(result => {
          note(result.failures);
          work.isUndone = !work.failures.length && !result.stopped;
          if (work.isUndone) {
            Object.assign(work, {made: [], sessionId: null});
            creation.forget();
            sent.clear();
          }
        });
      }

      /** A session whose answer was lost is found first: a POST with "again" gives its id. */
      function sessionDeletion() {
        const lost = creation.mayExist() && !work.sessionId ? [sessionTask()] : [];
        return lost.length || work.sessionId ? lost.concat(
          deletion(plan.session.description, () => api.deleteSession(work.sessionId))) : [];
      }

      /** The actions that were created with the jobs; existing ones stay. */
      function ownActions() {
        return plan.body.actions ? [] : [].concat(...work.made.map(job => job.action_ids || []));
      }

      /** An item that is already gone counts as deleted. */
      function deletion(name, call) {
        return {name, go: () => call().catch(failure => {
          if (failure.status !== 404) {
            throw failure;
          }
        })};
      }
    }
  }
})();
