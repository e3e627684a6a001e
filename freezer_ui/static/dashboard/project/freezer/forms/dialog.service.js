(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .factory('horizon.dashboard.project.freezer.forms.dialog', dialogs);

  dialogs.$inject = ['$document', '$timeout'];

  /** The steps of a dialog that sends one request at a time. */
  function dialogs($document, $timeout) {
    return {create};

    /**
     * Maintains ctrl.step, .working (a request is under way), .writing (it writes; set by the
     * dialog) and .failure. `scope` is the dialog's, `inside` a selector of its window.
     */
    function create(ctrl, scope, inside) {
      Object.assign(ctrl, {failure: null, working: false, writing: false});
      scope.$on('modal.closing', onClosing);
      return {ask, go};

      /** One request at a time: a second click before the answer is ignored. */
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

      /** Shows a step and focuses the element that `selector` finds in it. */
      function go(step, selector) {
        ctrl.step = step;
        $timeout(() => {
          const found = $document[0].querySelector(inside + ' ' + selector);
          if (found) {
            found.focus();
          }
        }, 0);
      }

      /** The Escape key must not close the dialog during a write. */
      function onClosing(event) {
        if (ctrl.writing) {
          event.preventDefault();
        }
      }
    }
  }
})();
