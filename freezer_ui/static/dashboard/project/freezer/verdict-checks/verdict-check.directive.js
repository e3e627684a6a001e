(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.verdict-checks')
    .directive('freezerVerdictCheck', freezerVerdictCheck);

  freezerVerdictCheck.$inject = ['horizon.dashboard.project.freezer.verdict-checks.service'];

  /**
   * <freezer-chip freezer-verdict-check="item" …>: the row is on the screen. Emits, once
   * for each reading, that its session is in doubt.
   */
  function freezerVerdictCheck(verdictChecks) {
    return {
      restrict: 'A',
      link: (scope, element, attrs) => {
        scope.$watch(attrs.freezerVerdictCheck, row => {
          if (row && row.confirmed === false) {
            scope.$emit(verdictChecks.IN_SIGHT, row.id);
          }
        });
      }
    };
  }
})();
