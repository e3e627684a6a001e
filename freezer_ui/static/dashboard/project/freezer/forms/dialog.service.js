(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .factory('horizon.dashboard.project.freezer.forms.dialog', dialogs);

  dialogs.$inject = ['$document', '$timeout'];

  /** The steps of a dialog that asks the server one thing at a time. */
  function dialogs($document, $timeout) {
    return {create};

    /**
     * Keeps ctrl.step, .working (something is asked), .writing (what is asked writes; the dialog
     * sets it) and .failure. `scope` is the dialog's, `inside` a selector of its window.
     */
    function create(ctrl, scope, inside) {
      Object.assign(ctrl, {failure: null, working: false, writing: false});
      scope.$on('modal.closing', onClosing);
      return {ask, go};

      /** One at a time: a second click before the answer asks nothing. */
      function ask(request, then, onFailed) {
        if (ctrl.working) {
          return;
        }
        ctrl.working = true;
        ctrl.failure = null;
        request().then(then, onFailed).finally(() => {
          ctrl.working = false;
          ctrl.writing = false;
        });
      }

      /** Shows a step, and puts the focus on what `selector` finds in it. */
      function go(step, selector) {
        ctrl.step = step;
        $timeout(() => {
          const found = $document[0].querySelector(inside + ' ' + selector);
          if (found) {
            found.focus();
          }
        }, 0);
      }

      /** Esc would hide what is being started. */
      function onClosing(event) {
        if (ctrl.writing) {
          event.preventDefault();
        }
      }
    }
  }
})();
