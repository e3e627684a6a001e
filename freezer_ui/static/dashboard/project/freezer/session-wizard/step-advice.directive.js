(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .directive('freezerStepAdvice', freezerStepAdvice);

  freezerStepAdvice.$inject = ['$timeout', 'horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-step-advice model="ctrl.model"></freezer-step-advice>
   * The server's advice in a step of the workflow, and the advice that was just applied. With
   * of="hold_off" only advice on the hold-off.
   */
  function freezerStepAdvice($timeout, basePath) {
    return {
      scope: {model: '<', of: '@?'},
      templateUrl: basePath + 'session-wizard/step-advice.html',
      link
    };

    function link(scope, element) {
      let all = null;
      scope.items = [];
      scope.$watch('model.answer.advice', choose);
      scope.$watch('model.applied', onApplied);

      function choose(advice) {
        all = advice || [];
        scope.items = scope.of
          ? all.filter(item => item.applies.some(apply => scope.of in apply)) : all;
      }

      /** The clicked button goes away with its advice: its note takes the focus. */
      function onApplied(applied) {
        if (applied) {
          $timeout(() => {
            const note = element.find('.freezer-applied')[0];
            if (note && note.offsetParent !== null) {
              note.focus();
            }
          }, 0);
        }
      }
    }
  }
})();
