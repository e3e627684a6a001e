(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.workflow', workflowService);

  workflowService.$inject = [
    '$q',
    '$rootScope',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.forms.wizard',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.session-wizard.sessionForm',
    'horizon.dashboard.project.freezer.writes.bulkOperation',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /** Opens the wizard, writes the jobs, and reports the outcome. */
  function workflowService(
    $q, $rootScope, basePath, toast, wizard, health, sessionForms, bulkOperation, memberMoves, texts
  ) {
    return {open, steps, follow};

    /**
     * Opens with an empty session (null) or one to edit. Resolves with the session when it and its
     * jobs are written; rejects when the user cancels or the session cannot be read. An advice
     * (`suggestion`, optional) is applied and shown in its step. Emits freezer.sessionsChanged on
     * the root scope.
     */
    function open(session, suggestion) {
      const form = sessionForms.create();
      return form.initialize(session).then(() => {
        if (suggestion) {
          form.apply(suggestion);
        }
        return wizard.open(Object.assign({
          form, steps: steps(), firstStep: form.applied && form.applied.step
        }, labels(session)));
      }, failure => {
        toast.failure(gettext('Unable to edit session %(name)s. %(error)s'),
                      {name: session.name}, failure);
        return $q.reject(failure);
      }).then(saved => writeJobs(form, saved));
    }

    /** The jobs of a session that was saved elsewhere follow its schedule, if that is a new one. */
    function follow(session, isRescheduled) {
      const moves = () => isRescheduled ? sessionForms.following(session, []) : [];
      return writeJobs({spec: {id: session.id}, moves}, session);
    }

    function labels(session) {
      return session ? {
        title: interpolate(gettext('Edit Session %(name)s'), {name: session.name}, true),
        finish: gettext('Save Session'),
        icon: 'fa fa-check'
      } : {
        title: gettext('Create Session'),
        finish: gettext('Create Session'),
        icon: 'fa fa-plus'
      };
    }

    function steps() {
      return [{
        id: 'freezerSessionDetails',
        title: gettext('Details'),
        templateUrl: basePath + 'session-wizard/details.html',
        helpUrl: basePath + 'session-wizard/details.help.html',
        formName: 'freezerSessionDetailsForm'
      }, {
        id: 'freezerSessionSchedule',
        title: gettext('Schedule'),
        templateUrl: basePath + 'session-wizard/schedule.html',
        helpUrl: basePath + 'session-wizard/schedule.help.html',
        formName: 'freezerSessionScheduleForm'
      }, {
        id: 'freezerSessionJobs',
        title: gettext('Jobs'),
        templateUrl: basePath + 'session-wizard/jobs.html',
        helpUrl: basePath + 'session-wizard/jobs.help.html',
        formName: 'freezerSessionJobsForm'
      }];
    }

    /** Writes the jobs with progress, after the wizard has closed. */
    function writeJobs(form, session) {
      const isNew = !form.spec.id;
      const words = {name: session.name};
      return memberMoves.sendAll(form.moves(session), tasks => bulkOperation.open({
        title: interpolate(gettext('Jobs of session %(name)s'), words, true),
        working: gettext('Saving the jobs…'),
        context: isNew
          ? gettext('The session was created. Add the missing jobs from its page.')
          : gettext('The session was saved. Its page shows what is left to do.'),
        again: true,
        tasks
      })).then(result => {
        if (result.failures.length || result.stopped) {
          toast.failure(partWords(isNew), words, {error: leftWords(result)});
          // what did not follow is a problem now, with its repair
          health.again();
        } else {
          toast.success(doneWords(form), words);
        }
        $rootScope.$emit('freezer.sessionsChanged');
        return session;
      });
    }

    function partWords(isNew) {
      return isNew
        ? gettext('Created session %(name)s, but without some of its jobs. %(error)s')
        : gettext('Saved session %(name)s, but not all changes to its jobs. %(error)s');
    }

    function leftWords(result) {
      const names = result.failures.map(failure => failure.name);
      return names.length
        ? interpolate(gettext('Not done: %(names)s.'),
                      {names: texts.names(names.map(texts.quoted))}, true)
        : gettext('Stopped by you.');
    }

    function doneWords(form) {
      if (!form.spec.id) {
        return gettext('Created session %(name)s.');
      }
      return form.unchanged
        ? gettext('Nothing changed in session %(name)s.')
        : gettext('Saved session %(name)s.');
    }
  }
})();
