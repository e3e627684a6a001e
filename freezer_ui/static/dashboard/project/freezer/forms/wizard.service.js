(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .factory('horizon.dashboard.project.freezer.forms.wizard', wizardService);

  wizardService.$inject = [
    '$document',
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.core.announcer',
    'horizon.framework.util.workflow.service',
    'horizon.framework.widgets.modal.wizard-modal.service',
    'horizon.framework.widgets.wizard.events'
  ];

  /**
   * A form in steps, in Horizon's wizard. It stays open and keeps its values until they are saved.
   */
  function wizardService(
    $document, $q, $timeout, announcer, workflow, wizardModal, wizardEvents
  ) {
    return {open};

    /**
     * Resolves with what the form's submit() resolved with; rejects when the user cancels.
     *
     *   spec.title, spec.finish, spec.icon   of the wizard and of its last button
     *   spec.steps      of Horizon's workflow; their scopes have `form` and takeTheirs()
     *   spec.firstStep  optional; the id of the step to begin with
     *   spec.form       one for each opening:
     *     submit()      saves; rejects with a failure of the API
     *     stepOf(field) the id of the step that has a field
     *     errors        forms.fieldErrors
     *     takeTheirs()  fills it with what somebody else saved; for steps that show differences
     *     close()       the wizard is gone
     */
    function open(spec) {
      const form = spec.form;
      let turnTo = angular.noop;
      let turning = null;
      return wizardModal.modal({
        workflow: workflow({
          title: spec.title,
          btnText: {finish: spec.finish},
          btnIcon: {finish: spec.icon},
          steps: spec.steps
        }).addController(['$scope', withWizard]),
        submit
      }).result;

      /**
       * What Horizon's wizard lacks: focus the first field, clear the old message, go to the step
       * with an error.
       */
      function withWizard(wizard) {
        wizard.form = form;
        turnTo = stepId => {
          wizard.steps.forEach((step, index) => {
            if (step.id === stepId) {
              wizard.switchTo(index);
            }
          });
        };
        wizard.$on(wizardEvents.BEFORE_SUBMIT, () => {
          wizard.viewModel.hasError = false;
        });
        wizard.$on(wizardEvents.ON_INIT_SUCCESS, () => {
          if (spec.firstStep) {
            turnTo(spec.firstStep);
          }
          turn(focusFirst);
        });
        wizard.takeTheirs = () => {
          form.takeTheirs();
          wizard.viewModel.hasError = false;
          // the button that had it is gone
          turn(focusFirst);
        };
        wizard.$on('$destroy', () => {
          $timeout.cancel(turning);
          form.close();
        });
      }

      /** Focuses once the step is drawn. */
      function turn(toField) {
        turning = $timeout(toField, 0);
      }

      /** Rejects with the error sentence, which the wizard shows while it stays open. */
      function submit() {
        form.errors.refuse(null);
        return form.submit().catch(failure => {
          const field = form.errors.refuse(failure);
          if (field) {
            turnTo(form.stepOf(field));
            turn(() => { focus(field); });
          } else {
            // Horizon's wizard shows it silently
            announcer.announce(failure.error);
          }
          return $q.reject(failure.error);
        });
      }
    }

    /** Focuses the first field, as in other dialogs: Horizon's wizard focuses its window. */
    function focusFirst() {
      const inputs = $document[0].querySelectorAll(
        '.modal-content .freezer-step input, .modal-content .freezer-step select');
      const first = Array.from(inputs).find(each => each.offsetParent && !each.disabled);
      if (first) {
        first.focus();
      }
    }

    function focus(field) {
      const input = $document[0].getElementById('freezer-' + field);
      if (input) {
        input.focus();
      }
    }
  }
})();
