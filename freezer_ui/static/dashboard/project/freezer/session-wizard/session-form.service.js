(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.sessionForm', sessionForms);

  sessionForms.$inject = [
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.forms.fieldErrors',
    'horizon.dashboard.project.freezer.schedule.scheduleForm',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.writes.memberMoves'
  ];

  /**
   * The form of a session, one for each dialog: the session as the user wants it (spec and
   * members), what the server says of its schedule, and what it refused, field by field.
   */
  function sessionForms(
    $q, $timeout, api, latest, fieldErrors, scheduleForm, pools, memberMoves
  ) {
    var PREVIEW_DELAY = 400;
    var STEP_OF = {
      description: 'freezerSessionDetails',
      hold_off: 'freezerSessionDetails'
    };

    return {create, following};

    /**
     * The moves by which the members of a session that was saved follow its schedule, by the calls
     * that the server gave; without those that are `leaving` (ids).
     */
    function following(saved, leaving) {
      var drifts = saved.problems.filter(problem => problem.kind === 'drift' &&
        problem.mends.length > 0 && !leaving.includes(problem.job_id));
      return [].concat(...drifts.map(problem =>
        problem.mends[0].calls.map(call => ({name: problem.job_name, call}))));
    }

    function create() {
      // the session as it is, and as the form would send it unchanged
      var session = null;
      var before = {};
      var isRescheduled = false;
      var questions = latest.create();
      var timer = null;
      var errors = fieldErrors.create();

      var form = {
        initialize,
        close,
        body: newBody,
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
        errors,
        error: errors.of,
        touched,
        stepOf,
        unchanged: false,
        // what the server says of the schedule as it is now in the form, or why it says nothing
        answer: null,
        previewFailure: null,
        previewing: false,
        // the advice that was taken over last
        applied: null,
        pool: null,
        // the jobs of the session, those that leave it, and the ids of those that come new
        members: [],
        leaving: [],
        coming: {},
        spec: {id: null, description: '', hold_off: '', schedule: scheduleForm.empty()}
      };
      return form;

      ////////////

      /** With the dialog: nothing is asked for it any more. moves() are still to be written. */
      function close() {
        forgetQuestion();
        closePool();
      }

      /** For an edit with the session as the server knows it now; resolves with the form. */
      function initialize(edited) {
        return edited ? api.getSession(edited.id).then(fill) : $q.when(form);
      }

      function fill(answer) {
        session = answer;
        form.spec = {
          id: session.id,
          description: session.description || '',
          hold_off: session.hold_off === null ? '' : String(session.hold_off),
          schedule: scheduleForm.fromSchedule(session.schedule, session.schedule_local)
        };
        form.members = session.members.slice();
        before = wanted();
        ask();
        return form;
      }

      /** The body of a POST; an edit sends what of it differs from before. */
      function wanted() {
        return {
          description: form.spec.description,
          hold_off: number(form.spec.hold_off),
          schedule: angular.copy(scheduleForm.toSchedule(form.spec.schedule))
        };
      }

      /** The parts of a session that is still to be made. */
      function newBody() {
        var body = wanted();
        if (body.hold_off === null) {
          // left to Freezer's own default
          delete body.hold_off;
        }
        return body;
      }

      /** Writes the session itself; its jobs follow by moves(). */
      function submit() {
        if (!form.spec.id) {
          return api.createSession(angular.extend(newBody(), {as_calendar: true}));
        }
        var body = wanted();
        angular.forEach(body, (value, key) => {
          if (angular.equals(value, before[key])) {
            delete body[key];
          }
        });
        isRescheduled = 'schedule' in body;
        var isSame = Object.keys(body).length === 0;
        form.unchanged = isSame && !form.leaving.length && !Object.keys(form.coming).length;
        if (isRescheduled) {
          // agents keep calendar times through a restart, and intervals not
          body.as_calendar = true;
        }
        return isSame ? $q.when(session) : api.updateSession(form.spec.id, body);
      }

      /**
       * What is left to write when the session `saved` was: members follow its new schedule, jobs
       * leave, jobs come. Moves of writes.memberMoves.
       */
      function moves(saved) {
        var leaving = form.leaving.map(job => job.id);
        // a drift from before is not this edit's business
        var drifts = isRescheduled ? following(saved, leaving) : [];
        return [].concat(drifts, form.leaving.map(leave), form.members.filter(isComing).map(come));

        function leave(job) {
          return {name: name(job), call: memberMoves.outOf(saved.id, job.id, {then: 'stop'})};
        }

        function come(job) {
          return {name: name(job), call: memberMoves.into(saved.id, job.id, {from: null})};
        }
      }

      function stepOf(field) {
        return STEP_OF[field] || 'freezerSessionSchedule';
      }

      /** The user changed a field of the details: what was said of it no longer holds. */
      function touched(field) {
        errors.forget(field);
        if (field === 'hold_off') {
          form.applied = null;
          ask();
        }
      }

      ////////////

      /** The user changed the schedule. */
      function preview() {
        form.applied = null;
        forgetSchedule();
        ask();
      }

      function forgetSchedule() {
        errors.forgetRefused(field => !STEP_OF[field]);
      }

      /**
       * Asks the server what the schedule means for these members and this hold-off, a little after
       * the last change. Until then the last answer stays, for the eye.
       */
      function ask() {
        var isLatest = forgetQuestion();
        if (scheduleForm.isBlank(form.spec.schedule)) {
          settle(null, null);
        } else {
          form.previewing = true;
          timer = $timeout(send, PREVIEW_DELAY);
        }

        function send() {
          return api.previewSchedule(question())
            .then(answer => settle(answer, null), failure => settle(null, failure));
        }

        /** A failure is shown in the step: at its field, or else in the place of the words. */
        function settle(answer, failure) {
          if (isLatest()) {
            errors.check(failure);
            angular.extend(form, {answer, previewFailure: failure, previewing: false});
          }
        }
      }

      /** What is not asked yet is not asked any more, and no answer to come counts. */
      function forgetQuestion() {
        if (timer) {
          $timeout.cancel(timer);
          timer = null;
        }
        return questions.begin();
      }

      function question() {
        var holdOff = number(form.spec.hold_off);
        return {
          // one that was not changed is asked about as it is stored, whatever a CLI wrote
          schedule: isChanged() ? wanted().schedule : session.schedule,
          as_calendar: isChanged(),
          // one that is no number is told at its field when it is saved
          hold_off: angular.isNumber(holdOff) && holdOff >= 0 ? holdOff : null,
          session_id: form.spec.id,
          members: form.members.filter(member => !member.ghost).map(member => ({
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
        var holdOff = form.spec.hold_off;
        var schedule = angular.copy(form.spec.schedule);
        if ('hold_off' in suggestion) {
          form.spec.hold_off = String(suggestion.hold_off);
          errors.forget('hold_off');
        } else {
          // the form stays the same object: the steps are bound to it
          angular.copy(scheduleForm.fromSchedule(suggestion.schedule, suggestion.schedule_local),
                       form.spec.schedule);
          forgetSchedule();
        }
        form.applied = {
          words: interpolate(gettext('Applied: %s.'), [suggestion.words]),
          step: 'hold_off' in suggestion ? 'freezerSessionDetails' : 'freezerSessionSchedule',
          holdOff,
          schedule
        };
        ask();
      }

      function unapply() {
        form.spec.hold_off = form.applied.holdOff;
        angular.copy(form.applied.schedule, form.spec.schedule);
        form.applied = {words: gettext('Undone: the previous value is back.')};
        ask();
      }

      /** The names of the jobs that will follow when the schedule is saved as it is now. */
      function followers() {
        var isSame = form.answer && !form.previewing && session &&
          angular.equals(form.answer.schedule, session.schedule);
        if (!session || isSame || !isChanged()) {
          return [];
        }
        return form.members.filter(member => !isComing(member) && !member.ghost).map(name);
      }

      ////////////

      /** The pool that the jobs step chooses from. */
      function openPool() {
        closePool();
        form.pool = pools.create();
        form.pool.search('');
      }

      function closePool() {
        if (form.pool) {
          form.pool.stop();
        }
      }

      /** On top, where the user sees that it came. */
      function addJob(job) {
        form.members.unshift(job);
        form.coming[job.id] = true;
        ask();
      }

      /** Back to the pool; a member stays in sight, for nothing is written yet. */
      function removeJob(job) {
        form.members.splice(form.members.indexOf(job), 1);
        if (isComing(job)) {
          delete form.coming[job.id];
        } else {
          form.leaving.push(job);
        }
        ask();
      }

      /** The user thinks better of it. */
      function keepJob(job) {
        form.leaving.splice(form.leaving.indexOf(job), 1);
        form.members.unshift(job);
        ask();
      }

      function isComing(job) {
        return form.coming[job.id];
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
  }
})();
