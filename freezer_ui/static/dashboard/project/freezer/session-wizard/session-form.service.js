(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.sessionForm', sessionForms);

  sessionForms.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.delayedQuestion',
    'horizon.dashboard.project.freezer.forms.fieldErrors',
    'horizon.dashboard.project.freezer.schedule.scheduleForm',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.writes.sessionCreation',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * The form of a session, one for each dialog: the wanted session (spec and members), the server's
   * preview of its schedule, and the errors of its fields.
   */
  function sessionForms(
    $q, api, delayedQuestions, fieldErrors, scheduleForm, pools, memberMoves, sessionCreations,
    texts
  ) {
    // names of jobs that are told one by one
    const FEW = 5;
    const STEP_OF = {
      description: 'freezerSessionDetails',
      hold_off: 'freezerSessionDetails'
    };

    return {create, following};

    /**
     * The moves by which the members of a session that was saved follow its schedule, by the calls
     * that the server gave; without those that are `leaving` (ids).
     */
    function following(saved, leaving) {
      const drifts = saved.problems.filter(problem => problem.kind === 'drift' &&
        problem.repairs.length > 0 && !leaving.includes(problem.job_id));
      return drifts.flatMap(problem =>
        problem.repairs[0].calls.map(call => ({name: problem.job_name, call})));
    }

    function create() {
      // the session as it was read, and the body of an unchanged form
      let session = null;
      let before = {};
      let isRescheduled = false;
      const errors = fieldErrors.create();
      const creation = sessionCreations.create();
      const previews = delayedQuestions.create(() => api.previewSchedule(question()), settle);

      const form = {
        initialize, close, submit, moves, openPool, preview, apply, unapply, followers, addJob,
        addJobs, removeJob, keepJob, touched, stepOf, takeTheirs, errors,
        body: newBody,
        error: errors.of,
        unchanged: false,
        // the server's preview of the schedule in the form, or its failure
        answer: null,
        previewFailure: null,
        previewing: false,
        // the advice that was applied last
        applied: null,
        pool: null,
        // what somebody else made of the session meanwhile: [{name, label, mine, theirs}]
        differences: [],
        // the wanted members, the leaving ones, and the ids of new ones
        members: [],
        leaving: [],
        coming: {},
        spec: {id: null, description: '', hold_off: '', schedule: scheduleForm.empty()}
      };
      return form;

      /** Ends previews and the pool's readings. moves() can still be sent. */
      function close() {
        previews.cancel();
        closePool();
      }

      /** Fills an edit with the session as it is now; resolves with the form. */
      function initialize(edited) {
        return edited ? api.getSession(edited.id).then(fill) : $q.when(form);
      }

      function fill(answer) {
        session = answer;
        Object.assign(form.spec, {
          id: session.id,
          description: session.description || '',
          hold_off: session.hold_off === null ? '' : String(session.hold_off)
        });
        // the same object: the steps are bound to it
        angular.copy(scheduleForm.fromSchedule(session.schedule, session.schedule_local),
                     form.spec.schedule);
        Object.assign(form, {
          members: session.members.slice(), leaving: [], coming: {}, differences: [],
          // its Undo would bring back what was before this session
          applied: null
        });
        if (form.pool) {
          form.members.forEach(job => { form.pool.drop(job.id); });
        }
        before = wanted();
        ask();
        return form;
      }

      /** The body of a POST; an edit sends its changed parts. */
      function wanted() {
        return {
          description: form.spec.description,
          hold_off: number(form.spec.hold_off),
          schedule: angular.copy(scheduleForm.toSchedule(form.spec.schedule))
        };
      }

      /** The body of a new session. */
      function newBody() {
        const body = wanted();
        if (body.hold_off === null) {
          // Freezer has a default
          delete body.hold_off;
        }
        return body;
      }

      /** Writes the session itself; its jobs follow by moves(). */
      function submit() {
        if (!form.spec.id) {
          return creation.send(newBody());
        }
        const body = changes();
        isRescheduled = 'schedule' in body;
        const isSame = Object.keys(body).length === 0;
        form.unchanged = isSame && !form.leaving.length && !Object.keys(form.coming).length;
        if (isRescheduled) {
          // agents keep calendar times through a restart, intervals they do not
          body.as_calendar = true;
        }
        form.differences = [];
        return isSame ? $q.when(session)
          : api.updateSession(form.spec.id, Object.assign(body, {version: session.form_version}))
            .catch(onRefused);
      }

      /** The parts that differ from the session as it was read. */
      function changes() {
        const parts = wanted();
        return Object.keys(parts).filter(key => !angular.equals(parts[key], before[key]))
          .reduce((changed, key) => Object.assign(changed, {[key]: parts[key]}), {});
      }

      function onRefused(failure) {
        const theirs = failure.status === 409 && failure.detail && failure.detail.form_version
          ? failure.detail : null;
        if (theirs) {
          meet(theirs);
        }
        // a save whose answer was lost is there already
        return theirs && !Object.keys(changes()).length ? session : $q.reject(failure);
      }

      /**
       * The form is now an edit of what somebody else saved: what the user has not changed follows
       * it, what the user has changed stays and is saved by the next submission.
       */
      function meet(theirs) {
        const mine = changes();
        const typed = angular.copy(form.spec);
        const words = scheduleWords();
        const {members, leaving} = form;
        const old = before;
        const opened = session;
        const coming = members.filter(isComing);
        fill(theirs);
        angular.forEach(mine, (value, key) => {
          if (key === 'schedule') {
            angular.copy(Object.assign(typed.schedule, {raw: form.spec.schedule.raw}),
                         form.spec.schedule);
          } else {
            form.spec[key] = typed[key];
          }
        });
        form.members.filter(job => isIn(leaving, job)).forEach(removeJob);
        coming.filter(job => !isIn(theirs.members, job)).forEach(addJob);
        form.differences = [
          row('description', gettext('Description'), typed.description, theirs.description),
          row('hold_off', gettext('Hold-off'), typed.hold_off, theirs.hold_off),
          row('schedule', gettext('Schedule'), words, theirs.schedule_words)
        ].concat(memberRow(opened, theirs)).filter(Boolean);

        function row(key, label, mineWords, theirWords) {
          const isMine = key in mine;
          return (isMine || !angular.equals(before[key], old[key])) && {
            name: key, label, mine: isMine ? mineWords : theirWords, theirs: theirWords
          };
        }
      }

      function memberRow(opened, theirs) {
        const ids = list => list.map(job => job.id).sort();
        return angular.equals(ids(opened.members), ids(theirs.members)) ? [] : [{
          name: 'members', label: gettext('Jobs'), mine: names(form.members),
          theirs: names(theirs.members)
        }];
      }

      function names(jobs) {
        return texts.some(jobs.map(job => job.name), FEW);
      }

      function scheduleWords() {
        const kind = scheduleForm.kinds().find(each => each.kind === form.spec.schedule.kind);
        return form.answer ? form.answer.words : kind ? kind.label : '';
      }

      /** What was typed and chosen gives way to what the other one saved. */
      function takeTheirs() {
        fill(session);
      }

      /**
       * The moves (writes.memberMoves) after the session was saved: members get the new schedule by
       * the server's own calls, jobs leave, jobs are added.
       */
      function moves(saved) {
        const leaving = form.leaving.map(job => job.id);
        // a drift that existed before this edit stays
        const drifts = isRescheduled ? following(saved, leaving) : [];
        return [].concat(drifts, form.leaving.map(leave), form.members.filter(isComing).map(come));

        function leave(job) {
          return {name: job.name, call: memberMoves.outOf(saved.id, job.id, {then: 'stop'})};
        }

        function come(job) {
          return {name: job.name, call: memberMoves.into(saved.id, job.id, {from: null})};
        }
      }

      function stepOf(field) {
        return STEP_OF[field] || 'freezerSessionSchedule';
      }

      /** The user changed a field of the step "Details": its error no longer holds. */
      function touched(field) {
        errors.forget(field);
        if (field === 'hold_off') {
          form.applied = null;
          ask();
        }
      }

      /** The user changed the schedule. */
      function preview() {
        form.applied = null;
        forgetSchedule();
        ask();
      }

      function forgetSchedule() {
        errors.forgetRefused(field => !STEP_OF[field]);
      }

      /** The last answer stays until the new one comes. */
      function ask() {
        if (scheduleForm.isBlank(form.spec.schedule)) {
          previews.cancel();
          settle(null, null);
        } else {
          form.previewing = true;
          previews.ask();
        }
      }

      /** A failure is shown at its field, or in the place of the preview. */
      function settle(answer, failure) {
        errors.check(failure);
        Object.assign(form, {answer, previewFailure: failure, previewing: false});
      }

      function question() {
        const holdOff = number(form.spec.hold_off);
        return {
          // an unchanged schedule is sent as it is stored, whatever a CLI wrote
          schedule: isChanged() ? wanted().schedule : session.schedule,
          as_calendar: isChanged(),
          // text that is no number gets its error on saving
          hold_off: angular.isNumber(holdOff) && holdOff >= 0 ? holdOff : null,
          session_id: form.spec.id,
          members: form.members.filter(member => !member.ghost).map(member => ({
            id: member.id,
            client_id: member.client_id,
            time_started: member.time_started,
            time_ended: member.time_ended,
            result: member.result || null
          }))
        };
      }

      function isChanged() {
        return !session || !angular.equals(wanted().schedule, before.schedule);
      }

      /** Puts an advice into the form; nothing is written before the user saves. */
      function apply(suggestion) {
        const holdOff = form.spec.hold_off;
        const schedule = angular.copy(form.spec.schedule);
        if ('hold_off' in suggestion) {
          form.spec.hold_off = String(suggestion.hold_off);
          errors.forget('hold_off');
        } else {
          // the same object: the steps are bound to it
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

      /** The names of the members that get the new schedule on saving. */
      function followers() {
        const isSame = form.answer && !form.previewing && session &&
          angular.equals(form.answer.schedule, session.schedule);
        if (!session || isSame || !isChanged()) {
          return [];
        }
        return form.members.filter(member => !isComing(member) && !member.ghost)
          .map(member => member.name);
      }

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

      /** Adds on top, in sight. A pool that was read before may still offer a member. */
      function addJob(job) {
        if (isIn(form.members, job)) {
          return;
        }
        form.members.unshift(job);
        form.coming[job.id] = true;
        ask();
      }

      /** Resolves at once: nothing is written before the session is saved. */
      function addJobs(jobs) {
        jobs.forEach(addJob);
        return $q.when();
      }

      /** Back to the pool; a member stays in the list of leaving ones. */
      function removeJob(job) {
        form.members.splice(form.members.indexOf(job), 1);
        if (isComing(job)) {
          delete form.coming[job.id];
        } else {
          form.leaving.push(job);
        }
        ask();
      }

      /** A leaving member stays. */
      function keepJob(job) {
        form.leaving.splice(form.leaving.indexOf(job), 1);
        form.members.unshift(job);
        ask();
      }

      function isIn(list, job) {
        return list.some(each => each.id === job.id);
      }

      function isComing(job) {
        return form.coming[job.id];
      }

      /** A whole number as a number; anything else as it is, for the server to judge. */
      function number(text) {
        const trimmed = String(text).trim();
        if (trimmed === '') {
          return null;
        }
        return /^-?\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
      }
    }
  }
})();
