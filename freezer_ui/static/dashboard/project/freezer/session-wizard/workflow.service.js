(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .factory('horizon.dashboard.project.freezer.session-wizard.workflow', workflowService);

  workflowService.$inject = [
    '$document',
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.session-wizard.model',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.writes.bulkOperation',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.framework.util.workflow.service',
    'horizon.framework.widgets.modal.wizard-modal.service',
    'horizon.framework.widgets.wizard.events'
  ];

  /** Opens the workflow, and says how it went. */
  function workflowService(
    $document, $q, $timeout, basePath, model, health, toast, bulkOperation, memberMoves, workflow,
    wizardModal, wizardEvents
  ) {
    return {open, steps};

    ////////////

    /**
     * Opens with an empty session (null) or with one to edit; resolves with the session when it
     * and its jobs are written, rejects when the user cancels or it cannot be read. An advice
     * (`suggestion`, optional) is taken over already, and shown in its step.
     */
    function open(session, suggestion) {
      return model.initialize(session).then(() => {
        if (suggestion) {
          model.apply(suggestion);
        }
        return wizardModal.modal({
          workflow: describe(session),
          submit
        }).result.then(writeJobs);
      }, failure => {
        toast.failure(gettext('Unable to edit session %(name)s. %(error)s'),
                     {name: session.name}, failure);
        return $q.reject(failure);
      });
    }

    function describe(session) {
      return workflow({
        title: session
          ? interpolate(gettext('Edit Session %(name)s'), {name: session.name}, true)
          : gettext('Create Session'),
        btnText: {finish: session ? gettext('Save Session') : gettext('Create Session')},
        btnIcon: {finish: session ? 'fa fa-check' : 'fa fa-plus'},
        steps: steps()
      }).addController(['$scope', withWizard]);
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

    /** What the model cannot do by itself: clear the old message, turn to the step in error. */
    function withWizard(wizard) {
      var visit = model.visit;
      model.onRefused = (stepId, field) => {
        turnTo(stepId);
        $timeout(() => {
          var input = $document[0].getElementById('freezer-' + field);
          if (input) {
            input.focus();
          }
        }, 0);
      };
      wizard.$on(wizardEvents.BEFORE_SUBMIT, () => {
        wizard.viewModel.hasError = false;
      });
      wizard.$on('$destroy', () => { model.close(visit); });
      wizard.$on(wizardEvents.ON_INIT_SUCCESS, () => {
        if (model.applied) {
          turnTo(model.applied.step);
        }
      });

      function turnTo(stepId) {
        wizard.steps.forEach((step, index) => {
          if (step.id === stepId) {
            wizard.switchTo(index);
          }
        });
      }
    }

    /** Rejects with the sentence: the wizard shows it and stays open. */
    function submit() {
      return model.submit().catch(failure => $q.reject(failure.error));
    }

    /** The session is written and the wizard closed: now its jobs, with progress. */
    function writeJobs(session) {
      var isNew = !model.spec.id;
      var words = {name: session.description};
      return memberMoves.sendAll(model.moves(session), tasks => bulkOperation.open({
        title: interpolate(gettext('Jobs of session %(name)s'), words, true),
        working: gettext('Writing the jobs…'),
        context: isNew
          ? gettext('The session itself is created. You can add the jobs again from its page.')
          : gettext('The session itself is saved. Its page shows what is left.'),
        again: true,
        tasks
      })).then(result => {
        if (result.failures.length || result.stopped) {
          toast.failure(partWords(isNew), words, {error: leftWords(result)});
          // what did not follow is a problem now, with its mend
          health.again();
        } else {
          toast.success(doneWords(isNew), words);
        }
        return session;
      });
    }

    function partWords(isNew) {
      return isNew
        ? gettext('Created session %(name)s, but not with all of its jobs. %(error)s')
        : gettext('Saved session %(name)s, but not all of its jobs. %(error)s');
    }

    function leftWords(result) {
      var names = result.failures.map(failure => failure.name);
      return names.length
        ? interpolate(gettext('Not done: "%s".'), [names.join('", "')])
        : gettext('You stopped it.');
    }

    function doneWords(isNew) {
      if (isNew) {
        return gettext('Created session %(name)s.');
      }
      return model.unchanged
        ? gettext('Session %(name)s is as it was.')
        : gettext('Saved session %(name)s.');
    }
  }
})();
