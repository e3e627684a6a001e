(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .factory('horizon.dashboard.project.freezer.jobs.join', joinService);

  joinService.$inject = [
    '$q',
    '$route',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.jobs.resourceType',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.writes.moveTo',
    'horizon.dashboard.project.freezer.writes.undo',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** "Join Session…": moves a job into a session, with undo. */
  function joinService(
    $q, $route, api, permissions, toast, jobType, resources, memberMoves, moveTo, undos,
    actionResult
  ) {
    const undo = undos.create({perform: takeBack});

    return {allowed, perform, undo};

    function allowed(job) {
      return job.status === 'running' ? $q.reject() : permissions.allowed('members');
    }

    /** Resolves with the result of a Horizon action; rejects if the user cancels. */
    function perform(job) {
      return choose(job).then(session => {
        const words = {job: job.name, to: session.name};
        const from = job.home ? job.home.id : null;
        return memberMoves.send(memberMoves.into(session.id, job.id, {from})).then(answer => {
          const done = interpolate(gettext('%(job)s is now in %(to)s.'), words, true);
          resources.of(jobType).put(asRow(answer));
          toast.success('%(done)s', {done});
          undo.push(done, memberMoves.undoOf([answer]));
          return actionResult.getActionResult().updated(jobType, job.id).result;
        }, failure => {
          toast.failure(gettext('Unable to add %(job)s to %(to)s. %(error)s'), words,
                        failure);
          // the write may be incomplete
          resources.of(jobType).refresh();
          return actionResult.getActionResult().failed(jobType, job.id).result;
        });
      });
    }

    /** The "Move to…" dialog with all sessions except the job's own. */
    function choose(job) {
      return api.lookAtSessions().then(sessions => {
        const others = sessions.filter(session => !job.home || session.id !== job.home.id);
        return moveTo.open(interpolate(gettext('Move %(job)s to…'), {job: job.name}, true),
                           others.map(moveTo.placeOf))
          .then(id => others.find(session => session.id === id));
      }, failure => {
        toast.failure(gettext('Unable to read the sessions. %(error)s'), {}, failure);
        return $q.reject();
      });
    }

    function asRow(answer) {
      return Object.assign({}, answer.job, {
        home: answer.session ? {id: answer.session.id, name: answer.session.name} : null,
        dangling: false
      });
    }

    /** Undoes the move. Resolves with the calls to repeat; reloads the list or the job's page. */
    function takeBack(calls) {
      return memberMoves.send(calls[0]).then(() => {
        toast.success(gettext('Undone.'), {});
        return [];
      }, failure => {
        toast.failure(gettext('Unable to undo. %(error)s'), {}, failure);
        return undos.mayPass(failure) ? calls : [];
      }).finally(() => {
        const list = resources.of(jobType);
        return list.panel ? list.refresh() : $route.reload();
      });
    }
  }
})();
