(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.health')
    .directive('freezerHealthMark', freezerHealthMark);

  freezerHealthMark.$inject = ['horizon.dashboard.project.freezer.health.service'];

  /**
   * <freezer-health-mark session-id="item.id"></freezer-health-mark>
   * "2 problems" if the check found some. It updates itself, so the row need not be redrawn.
   */
  function freezerHealthMark(health) {
    return {
      scope: {sessionId: '<'},
      template: '<span class="freezer-mark freezer-health-mark" ng-if="count()">' +
        '<span class="fa fa-exclamation-triangle" aria-hidden="true"></span> ' +
        '<span ng-bind="words()"></span></span>',
      link
    };

    function link(scope) {
      Object.assign(scope, {count, words});

      function count() {
        return health.counts[scope.sessionId] || 0;
      }

      function words() {
        return interpolate(ngettext('%s problem', '%s problems', count()), [count()]);
      }
    }
  }
})();
