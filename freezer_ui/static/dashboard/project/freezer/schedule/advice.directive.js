(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .directive('freezerAdvice', freezerAdvice);

  freezerAdvice.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-advice items="answer.advice" can-apply="ctrl.can.edit" on-apply="ctrl.apply(apply)">
   * The server's advice on a schedule, with buttons that apply it.
   */
  function freezerAdvice(basePath) {
    let count = 0;

    return {
      scope: {items: '<', canApply: '<', onApply: '&'},
      templateUrl: basePath + 'schedule/advice.html',
      link
    };

    function link(scope) {
      scope.id = 'freezer-advice-' + ++count;
    }
  }
})();
