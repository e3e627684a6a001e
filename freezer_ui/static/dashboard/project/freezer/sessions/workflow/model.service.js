(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow')
    .factory('horizon.dashboard.project.freezer.sessions.workflow.model', workflowModel);

  workflowModel.$inject = [
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.sessions.workflow.scheduleForm'
  ];

  /**
   * What the three steps share: the session as the user wants it (spec), the jobs there are, what
   * the server says of the schedule, and what it refused, field by field.
   */
  function workflowModel($q, $timeout, api, scheduleForm) {
    var PREVIEW_DELAY = 400;
    var STEP_OF = {
      description: 'freezerSessionDetails',
      hold_off: 'freezerSessionDetails',
      jobs: 'freezerSessionJobs'
    };

    var before = {};
    var refused = {};
    var disliked = {};
    var asked = 0;
    var timer = null;

    var model = {
      initialize: initialize,
      submit: submit,
      loadJobs: loadJobs,
      preview: preview,
      addJob: addJob,
      removeJob: removeJob,
      jobNames: jobNames,
      error: error,
      touched: touched,
      onRefused: angular.noop
    };
    return model;

    ////////////

    /** Starts afresh; for an edit with the session as the server knows it now. */
    function initialize(session) {
      refused = {};
      disliked = {};
      before = {};
      model.unchanged = false;
      model.words = null;
      model.previewFailure = null;
      model.previewing = false;
      model.pool = [];
      model.members = [];
      model.jobs = {loading: false, loaded: false, failure: null};
      model.spec = {
        id: null,
        description: '',
        hold_off: '',
        schedule: scheduleForm.empty()
      };
      model.onRefused = angular.noop;
      return session ? api.getSession(session.id).then(fill) : $q.when(model);
    }

    function fill(session) {
      model.spec = {
        id: session.id,
        description: session.description || '',
        hold_off: session.hold_off === null ? '' : String(session.hold_off),
        schedule: scheduleForm.fromSchedule(session.schedule)
      };
      model.members = session.members.map(function asJob(member) {
        return angular.extend({}, member);
      });
      model.words = session.schedule_words;
      before = wanted();
      // to be shown when the server has no better answer
      before.session = session;
      return model;
    }

    /** The body of a POST; an edit sends what of it differs from before. */
    function wanted() {
      return {
        description: model.spec.description,
        hold_off: number(model.spec.hold_off),
        schedule: angular.copy(scheduleForm.toSchedule(model.spec.schedule)),
        jobs: model.members.map(id)
      };
    }

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
      model.unchanged = Object.keys(body).length === 0;
      return model.unchanged
        ? $q.when(before.session)
        : api.updateSession(model.spec.id, body).catch(refuse);
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

    /** Every job of the pool. The members came with the session. */
    function loadJobs() {
      model.jobs.loading = true;
      model.jobs.failure = null;
      return api.getAllJobs({pool: 1}).then(onJobs, onFailed);

      function onJobs(jobs) {
        var taken = model.members.map(id);
        model.jobs.loading = false;
        model.jobs.loaded = true;
        // members that the user took out before the pool was there have their place in it
        model.pool = model.pool.concat(jobs.filter(function isNew(job) {
          return taken.indexOf(job.id) < 0 && model.pool.map(id).indexOf(job.id) < 0;
        }));
        return jobs;
      }

      function onFailed(failure) {
        model.jobs.loading = false;
        model.jobs.failure = failure;
        return $q.reject(failure);
      }
    }

    function addJob(job) {
      move(job, model.pool, model.members);
      touched('jobs');
    }

    function removeJob(job) {
      move(job, model.members, model.pool);
      touched('jobs');
    }

    function move(job, from, to) {
      from.splice(from.indexOf(job), 1);
      to.push(job);
    }

    function jobNames() {
      return model.members.concat(model.pool).reduce(function add(names, job) {
        names[job.id] = job.description || job.id;
        return names;
      }, {});
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
