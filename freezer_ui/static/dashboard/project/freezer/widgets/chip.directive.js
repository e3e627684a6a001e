(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .directive('freezerChip', freezerChip);

  freezerChip.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.widgets.states'
  ];

  /**
   * <freezer-chip state="session.verdict.state" words="session.verdict.words"></freezer-chip>
   * A state by colour, sign and words: never by colour alone.
   */
  function freezerChip(basePath, states) {
    return {
      scope: {state: '<', words: '<'},
      templateUrl: basePath + 'widgets/chip.html',
      link
    };

    function link(scope) {
      scope.$watch('state', state => {
        scope.look = states[state] || states.unknown;
      });
    }
  }
})();
