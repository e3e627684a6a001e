(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.health')
    .directive('freezerHealth', freezerHealth);

  freezerHealth.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-health session-id="…" can-repair="ctrl.can.members" link="ctrl.path"
   *   members-problems="session.problems" on-change="ctrl.changed(words, calls)"></freezer-health>
   * Problems of all sessions or of one, with their repairs; empty without problems.
   *
   *   session-id        optional; only this session's problems
   *   members-problems  optional; problems that the page knows already: shown at once
   *   link              optional; function(session id) -> its page, or nothing where there is none
   *   on-change         after a repair: what was done, and the calls that take it back;
   *                     without words after a failure
   */
  function freezerHealth(basePath) {
    return {
      scope: {},
      bindToController: {
        sessionId: '@?',
        canRepair: '<',
        membersProblems: '<?',
        link: '<?',
        onChange: '&'
      },
      controller: 'horizon.dashboard.project.freezer.health.HealthController as ctrl',
      templateUrl: basePath + 'health/health.html'
    };
  }
})();
