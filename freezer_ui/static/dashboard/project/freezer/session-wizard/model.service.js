(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.model', workflowModel);

  workflowModel.$inject = [
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.schedule.scheduleForm',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.writes.memberMoves'
  ];

  /**
   * What the three steps share: the session as the user wants it (spec and members), what the
   * server says of the schedule, and what it refused, field by field.
   */
  function workflowModel($q, $timeout, api, scheduleForm, pools, memberMoves) {
    var PREVIEW_DELAY = 400;
    var STEP_OF = {
      description: 'freezerSessionDetails',
      hold_off: 'freezerSessionDetails'
    };

    // see initialize()
    var before, session, isRescheduled, refused, disliked;
    var asked = 0;
    var timer = null;

    var model = {
      initialize,
      close,
      submit,
      moves,
      openPool,
      preview,
      apply,
      unapply,
      followers,
      addJob,
      removeJob,
      keepJob,
      error,
      touched,
      // counts the dialogs that were opened
      visit: 0,
      onRefused: angular.noop
    };
    return model;

    ////////////

    /**
     * The dialog that `visit` was opened for is closed: nothing is asked for it any more. What
     * moves() gave is still to be written.
     */
    function close(visit) {
      if (visit === model.visit) {
        forgetQuestion();
        closePool();
      }
    }

    /** Starts afresh; for an edit with the session as the server knows it now. */
    function initialize(edited) {
      close(model.visit);
      model.visit++;
      refused = {};
      disliked = {};
      before = {};
      session = null;
      isRescheduled = false;
      model.unchanged = false;
      // what the server says of the schedule as it is now in the form, or why it says nothing
      model.answer = null;
      model.previewFailure = null;
      model.previewing = false;
      // the advice that was taken over last
      model.applied = null;
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
        schedule: scheduleForm.fromSchedule(session.schedule, session.schedule_local)
      };
      model.members = session.members.slice();
      before = wanted();
      ask();
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

    /** Writes the session itself; its jobs follow by moves(). */
    function submit() {
      var body = wanted();
      refused = {};
      if (!model.spec.id) {
        if (body.hold_off === null) {
          // left to Freezer's own default
          delete body.hold_off;
        }
        body.as_calendar = true;
        return api.createSession(body).catch(refuse);
      }
      angular.forEach(body, (value, key) => {
        if (angular.equals(value, before[key])) {
          delete body[key];
        }
      });
      isRescheduled = 'schedule' in body;
      var isSame = Object.keys(body).length === 0;
      model.unchanged = isSame && !model.leaving.length && !Object.keys(model.coming).length;
      if (isRescheduled) {
        // agents keep calendar times through a restart, and intervals not
        body.as_calendar = true;
      }
      return isSame ? $q.when(session) : api.updateSession(model.spec.id, body).catch(refuse);
    }

    /**
     * What is left to write when the session `saved` was: members follow its new schedule, by the
     * calls that the server gave, jobs leave, jobs come. Moves of writes.memberMoves.
     */
    function moves(saved) {
      var leaving = model.leaving.map(job => job.id);
      // a drift from before is not this edit's business
      var drifts = saved.problems.filter(problem =>
        isRescheduled && problem.kind === 'drift' && problem.mends.length > 0 &&
          leaving.indexOf(problem.job_id) < 0);
      return [].concat(...drifts.map(follow), model.leaving.map(leave),
                       model.members.filter(isComing).map(come));

      function follow(problem) {
        return problem.mends[0].calls.map(call => ({name: problem.job_name, call}));
      }

      function leave(job) {
        return {name: name(job), call: memberMoves.outOf(saved.id, job.id, {then: 'stop'})};
      }

      function come(job) {
        return {name: name(job), call: memberMoves.into(saved.id, job.id, {from: null})};
      }
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
      angular.forEach(failure.status === 400 && failure.detail, (sentence, field) => {
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

    /** The user changed a field of the details: what was said of it no longer holds. */
    function touched(field) {
      delete refused[field];
      if (field === 'hold_off') {
        delete disliked[field];
        model.applied = null;
        ask();
      }
    }

    ////////////

    /** The user changed the schedule. */
    function preview() {
      model.applied = null;
      forgetSchedule();
      ask();
    }

    function forgetSchedule() {
      Object.keys(refused).forEach(field => {
        if (!STEP_OF[field]) {
          delete refused[field];
        }
      });
    }

    /**
     * Asks the server what the schedule means for these members and this hold-off, a little after
     * the last change. Until then the last answer stays, for the eye.
     */
    function ask() {
      var mine = forgetQuestion();
      if (scheduleForm.isBlank(model.spec.schedule)) {
        settle(null, null);
      } else {
        model.previewing = true;
        timer = $timeout(send, PREVIEW_DELAY);
      }

      function send() {
        return api.previewSchedule(question())
          .then(answer => settle(answer, null), failure => settle(null, failure));
      }

      /** A failure is shown in the step: at its field, or else in the place of the words. */
      function settle(answer, failure) {
        if (mine === asked) {
          disliked = failure ? fieldErrors(failure) : {};
          angular.extend(model, {answer, previewFailure: failure, previewing: false});
        }
      }
    }

    /** What is not asked yet is not asked any more, and no answer to come counts. */
    function forgetQuestion() {
      if (timer) {
        $timeout.cancel(timer);
        timer = null;
      }
      return ++asked;
    }

    function question() {
      var holdOff = number(model.spec.hold_off);
      return {
        // one that was not changed is asked about as it is stored, whatever a CLI wrote
        schedule: isChanged() ? wanted().schedule : session.schedule,
        as_calendar: isChanged(),
        // one that is no number is told at its field when it is saved
        hold_off: angular.isNumber(holdOff) && holdOff >= 0 ? holdOff : null,
        session_id: model.spec.id,
        members: model.members.filter(member => !member.ghost).map(member => ({
          id: member.id,
          client_id: member.client_id,
          time_started: member.time_started,
          time_ended: member.time_ended
        }))
      };
    }

    function isChanged() {
      return !session || !angular.equals(wanted().schedule, before.schedule);
    }

    ////////////

    /** Takes an advice over: into the form, for nothing is written before the user saves. */
    function apply(suggestion) {
      var holdOff = model.spec.hold_off;
      var schedule = angular.copy(model.spec.schedule);
      if ('hold_off' in suggestion) {
        model.spec.hold_off = String(suggestion.hold_off);
        delete refused.hold_off;
      } else {
        // the form stays the same object: the steps are bound to it
        angular.copy(scheduleForm.fromSchedule(suggestion.schedule, suggestion.schedule_local),
                     model.spec.schedule);
        forgetSchedule();
      }
      model.applied = {
        words: interpolate(gettext('Taken over: %s.'), [suggestion.words]),
        step: 'hold_off' in suggestion ? 'freezerSessionDetails' : 'freezerSessionSchedule',
        holdOff,
        schedule
      };
      ask();
    }

    function unapply() {
      model.spec.hold_off = model.applied.holdOff;
      angular.copy(model.applied.schedule, model.spec.schedule);
      model.applied = {words: gettext('Taken back: it is as it was.')};
      ask();
    }

    /** The names of the jobs that will follow when the schedule is saved as it is now. */
    function followers() {
      var isSame = model.answer && !model.previewing && session &&
        angular.equals(model.answer.schedule, session.schedule);
      if (!session || isSame || !isChanged()) {
        return [];
      }
      return model.members.filter(member => !isComing(member) && !member.ghost).map(name);
    }

    ////////////

    /** The pool that the jobs step chooses from. */
    function openPool() {
      closePool();
      model.pool = pools.create();
      model.pool.search('');
    }

    function closePool() {
      if (model.pool) {
        model.pool.stop();
      }
    }

    /** On top, where the user sees that it came. */
    function addJob(job) {
      model.members.unshift(job);
      model.coming[job.id] = true;
      ask();
    }

    /** Back to the pool; a member stays in sight, for nothing is written yet. */
    function removeJob(job) {
      model.members.splice(model.members.indexOf(job), 1);
      if (isComing(job)) {
        delete model.coming[job.id];
      } else {
        model.leaving.push(job);
      }
      ask();
    }

    /** The user thinks better of it. */
    function keepJob(job) {
      model.leaving.splice(model.leaving.indexOf(job), 1);
      model.members.unshift(job);
      ask();
    }

    function isComing(job) {
      return model.coming[job.id];
    }

    function name(job) {
      return job.description || job.id;
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
