(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .directive('freezerTime', freezerTime);

  freezerTime.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.widgets.clock'
  ];

  /**
   * <freezer-time at="session.next_run" about="session.next_run_about"></freezer-time>
   * A time in the user's zone, in UTC on hover; for none its `note`, which says why, or a dash.
   * styled="time" for hh:mm:ss.
   */
  function freezerTime(basePath, clock) {
    return {
      scope: {at: '<', about: '<?', note: '<?', styled: '@?'},
      templateUrl: basePath + 'widgets/time.html',
      link
    };

    function link(scope) {
      scope.$watch('at', at => {
        scope.text = clock.local(at, scope.styled);
        scope.utc = clock.utc(at);
        scope.iso = clock.iso(at);
      });
    }
  }
})();
