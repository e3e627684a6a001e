(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow')
    .factory('horizon.dashboard.project.freezer.sessions.workflow.model', workflowModel);

  workflowModel.$inject = [
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.sessions.workflow.scheduleForm',
    'horizon.dashboard.project.freezer.widgets.pool'
  ];

  /**
   * What the three steps share: the session as the user wants it (spec and members), what the
   * server says of the schedule, and what it refused, field by field.
   */
  function workflowModel($q, $timeout, api, scheduleForm, pools) {
    var PREVIEW_DELAY = 400;
    var STEP_OF = {
      description: 'freezerSessionDetails',
      hold_off: 'freezerSessionDetails'
    };

    var before = {};
    var session = null;
    var isRescheduled = false;
    var refused = {};
    var disliked = {};
    var asked = 0;
    var timer = null;

    var model = {
      initialize: initialize,
      submit: submit,
      tasks: tasks,
      openPool: openPool,
      preview: preview,
      addJob: addJob,
      removeJob: removeJob,
      keepJob: keepJob,
      error: error,
      touched: touched,
      onRefused: angular.noop
    };
    return model;

    ////////////

    /** Starts afresh; for an edit with the session as the server knows it now. */
    function initialize(edited) {
      refused = {};
      disliked = {};
      before = {};
      session = null;
      isRescheduled = false;
      model.unchanged = false;
      model.words = null;
      model.previewFailure = null;
      model.previewing = false;
      model.pool = null;
      // the jobs of the session, those that leave it, and the ids of those that come new
      model.members = [];
      model.leaving = [];
      model.coming = {};
      model.spec = {
        id: null,
        description: '',
        hold_off: '',
        schedule: scheduleForm.empty()
      };
      model.onRefused = angular.noop;
      return edited ? api.getSession(edited.id).then(fill) : $q.when(model);
    }

    function fill(answer) {
      session = answer;
      model.spec = {
        id: session.id,
        description: session.description || '',
        hold_off: session.hold_off === null ? '' : String(session.hold_off),
        schedule: scheduleForm.fromSchedule(session.schedule)
      };
      model.members = session.members.slice();
      model.words = session.schedule_words;
      before = wanted();
      return model;
    }

    /** The body of a POST; an edit sends what of it differs from before. */
    function wanted() {
      return {
        description: model.spec.description,
        hold_off: number(model.spec.hold_off),
        schedule: angular.copy(scheduleForm.toSchedule(model.spec.schedule))
      };
    }

    /** Writes the session itself; its jobs follow by tasks(). */
    function submit() {
      var body = wanted();
      refused = {};
      if (!model.spec.id) {
        if (body.hold_off === null) {
          // left to Freezer's own default
          delete body.hold_off;
        }
        return api.createSession(body).catch(refuse);
      }
      angular.forEach(body, function drop(value, key) {
        if (angular.equals(value, before[key])) {
          delete body[key];
        }
      });
      isRescheduled = 'schedule' in body;
      var isSame = Object.keys(body).length === 0;
      model.unchanged = isSame && !model.leaving.length && !Object.keys(model.coming).length;
      return isSame ? $q.when(session) : api.updateSession(model.spec.id, body).catch(refuse);
    }

    /**
     * What is left to write when the session `saved` was: members follow its new schedule, by the
     * calls that the server gave, jobs leave, jobs come. Tasks of widgets.batch.
     */
    function tasks(saved) {
      var leaving = model.leaving.map(id);
      // a drift from before is not this edit's business
      var drifts = saved.problems.filter(function stays(problem) {
        return isRescheduled && problem.kind === 'drift' && problem.mends.length > 0 &&
          leaving.indexOf(problem.job_id) < 0;
      });
      return drifts.reduce(function follow(all, problem) {
        return all.concat(problem.mends[0].calls.map(function asTask(call) {
          return {name: problem.job_name, go: function() { return api.call(call); }};
        }));
      }, []).concat(model.leaving.map(function leave(job) {
        return task(job, function go() {
          return api.removeJob(saved.id, job.id, {then: 'stop'});
        });
      }), model.members.filter(isComing).map(function come(job) {
        return task(job, function go() {
          return api.addJob(saved.id, job.id, {from: null});
        });
      }));
    }

    function task(job, go) {
      return {name: job.description || job.id, go: go};
    }

    /** Keeps the server's sentences for their fields, and rejects again. */
    function refuse(failure) {
      refused = fieldErrors(failure);
      var field = failure.field || Object.keys(refused)[0];
      if (field) {
        model.onRefused(STEP_OF[field] || 'freezerSessionSchedule', field);
      }
      return $q.reject(failure);
    }

    function fieldErrors(failure) {
      var errors = {};
      if (failure.field) {
        errors[failure.field] = failure.error;
      }
      angular.forEach(failure.status === 400 && failure.detail, function keep(sentence, field) {
        if (angular.isString(sentence) && angular.isString(field)) {
          errors[field] = sentence;
        }
      });
      return errors;
    }

    /** The server's sentence for a field: the last submission's, or the preview's. */
    function error(field) {
      return refused[field] || disliked[field] || null;
    }

    /** The user changed a field: what was said of it no longer holds. */
    function touched(field) {
      delete refused[field];
    }

    ////////////

    /** Asks the server what the schedule means, a little after the last change. */
    function preview() {
      var mine = ++asked;
      if (timer) {
        $timeout.cancel(timer);
      }
      Object.keys(refused).forEach(function forget(field) {
        if (!STEP_OF[field]) {
          delete refused[field];
        }
      });
      if (scheduleForm.isBlank(model.spec.schedule)) {
        disliked = {};
        model.previewFailure = null;
        model.words = null;
        model.previewing = false;
        return;
      }
      model.previewing = true;
      timer = $timeout(ask, PREVIEW_DELAY);

      function ask() {
        return api.previewSchedule(scheduleForm.toSchedule(model.spec.schedule))
          .then(onWords, onDisliked);
      }

      function onWords(answer) {
        if (mine === asked) {
          disliked = {};
          model.words = answer.words;
          model.nextRun = answer.next_run;
          model.nextRunAbout = answer.next_run_about;
          model.previewFailure = null;
          model.previewing = false;
        }
      }

      function onDisliked(failure) {
        if (mine === asked) {
          disliked = fieldErrors(failure);
          model.words = null;
          // shown in the step: at its field, or else in the place of the words
          model.previewFailure = failure;
          model.previewing = false;
        }
      }
    }

    ////////////

    /** The pool that the jobs step chooses from. */
    function openPool() {
      model.pool = pools.create();
      model.pool.search('');
    }

    /** On top, where the user sees that it came. */
    function addJob(job) {
      model.members.unshift(job);
      model.coming[job.id] = true;
    }

    /** Back to the pool; a member stays in sight, for nothing is written yet. */
    function removeJob(job) {
      model.members.splice(model.members.indexOf(job), 1);
      if (isComing(job)) {
        delete model.coming[job.id];
      } else {
        model.leaving.push(job);
      }
    }

    /** The user thinks better of it. */
    function keepJob(job) {
      model.leaving.splice(model.leaving.indexOf(job), 1);
      model.members.unshift(job);
    }

    function isComing(job) {
      return model.coming[job.id];
    }

    function id(job) {
      return job.id;
    }

    /** A whole number as a number; anything else as it is, for the server to judge. */
    function number(text) {
      var trimmed = String(text).trim();
      if (trimmed === '') {
        return null;
      }
      return /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
    }
  }
})();
