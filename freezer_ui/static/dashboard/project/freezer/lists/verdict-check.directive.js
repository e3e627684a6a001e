(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .directive('freezerCheck', freezerCheck);

  freezerCheck.$inject = ['horizon.dashboard.project.freezer.widgets.checks'];

  /**
   * <freezer-chip freezer-check="item" …>: what is drawn is in sight. Emits, once for each reading,
   * that this session is in doubt.
   */
  function freezerCheck(checks) {
    return {
      restrict: 'A',
      link: (scope, element, attrs) => {
        scope.$watch(attrs.freezerCheck, row => {
          if (row && row.confirmed === false) {
            scope.$emit(checks.IN_SIGHT, row.id);
          }
        });
      }
    };
  }
})();
