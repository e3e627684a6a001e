(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow')
    .factory('horizon.dashboard.project.freezer.sessions.workflow.service', workflowService);

  workflowService.$inject = [
    '$document',
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.sessions.workflow.model',
    'horizon.dashboard.project.freezer.widgets.tell',
    'horizon.framework.util.workflow.service',
    'horizon.framework.widgets.modal.wizard-modal.service',
    'horizon.framework.widgets.wizard.events'
  ];

  /** Opens the workflow, and says how it went. */
  function workflowService(
    $document, $q, $timeout, basePath, model, tell, workflow, wizardModal, wizardEvents
  ) {
    return {open: open, steps: steps};

    ////////////

    /**
     * Opens with an empty session (null) or with one to edit; resolves with the session that the
     * server answered, rejects when the user cancels or the session cannot be read.
     */
    function open(session) {
      return model.initialize(session).then(onReady, onUnreadable);

      function onReady() {
        return wizardModal.modal({
          workflow: describe(session),
          submit: submit
        }).result;
      }

      function onUnreadable(failure) {
        tell.failure(gettext('Unable to edit session %(name)s. %(error)s'),
                     {name: session.name}, failure);
        return $q.reject(failure);
      }
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
        templateUrl: basePath + 'sessions/workflow/details.html',
        helpUrl: basePath + 'sessions/workflow/details.help.html',
        formName: 'freezerSessionDetailsForm'
      }, {
        id: 'freezerSessionSchedule',
        title: gettext('Schedule'),
        templateUrl: basePath + 'sessions/workflow/schedule.html',
        helpUrl: basePath + 'sessions/workflow/schedule.help.html',
        formName: 'freezerSessionScheduleForm'
      }, {
        id: 'freezerSessionJobs',
        title: gettext('Jobs'),
        templateUrl: basePath + 'sessions/workflow/jobs.html',
        helpUrl: basePath + 'sessions/workflow/jobs.help.html',
        formName: 'freezerSessionJobsForm'
      }];
    }

    /** What the model cannot do by itself: clear the old message, turn to the step in error. */
    function withWizard(wizard) {
      model.onRefused = function showField(stepId, field) {
        wizard.steps.forEach(function find(step, index) {
          if (step.id === stepId) {
            wizard.switchTo(index);
          }
        });
        $timeout(function focus() {
          var input = $document[0].getElementById('freezer-' + field);
          if (input) {
            input.focus();
          }
        }, 0);
      };
      wizard.$on(wizardEvents.BEFORE_SUBMIT, function clear() {
        wizard.viewModel.hasError = false;
      });
    }

    /** Rejects with the sentence: the wizard shows it and stays open. */
    function submit() {
      return model.submit().then(onSaved, onRefused);

      function onSaved(session) {
        if (model.unchanged) {
          tell.success(gettext('Session %(name)s is as it was.'), {name: session.description});
        } else {
          tell.success(model.spec.id
            ? gettext('Saved session %(name)s.')
            : gettext('Created session %(name)s.'), {name: session.description});
        }
        tell.partial(session.failures, model.jobNames());
        return session;
      }

      function onRefused(failure) {
        return $q.reject(failure.error);
      }
    }
  }
})();
