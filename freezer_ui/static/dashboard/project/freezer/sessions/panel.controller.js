(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .controller('horizon.dashboard.project.freezer.sessions.PanelController', PanelController);

  PanelController.$inject = [
    '$rootScope',
    '$scope',
    'horizon.dashboard.project.freezer.core.cancellable',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.protect.service',
    'horizon.dashboard.project.freezer.verdict-checks.service',
    'horizon.dashboard.project.freezer.session-wizard.actions',
    'horizon.dashboard.project.freezer.sessions.service'
  ];

  /** The panel around the list of sessions: health, and checks of unconfirmed sessions. */
  function PanelController(
    $rootScope, $scope, cancellable, permissions, toast, protect, verdictChecks, sessionActions,
    sessions
  ) {
    const ctrl = this;
    const checking = verdictChecks.create({
      ask: sessions.check, take: sessions.take, stamp: sessions.rows
    });

    ctrl.can = {};
    Object.assign(ctrl, {
      create: cancellable.of(sessionActions.create).perform, protect: () => protect.open([]),
      pathOf, onRepaired
    });

    permissions.fill(ctrl.can);
    $scope.$on(verdictChecks.IN_SIGHT, (event, id) => { checking.want(id); });
    $scope.$on('$destroy', checking.stop);
    $scope.$on('$destroy', $rootScope.$on('freezer.sessionsChanged', sessions.refresh));

    /** Undefined for a session that is not listed: a problem can name one that is gone. */
    function pathOf(id) {
      const row = sessions.rows().find(each => each.id === id);
      return row && row.$path;
    }

    function onRepaired(words) {
      if (words) {
        toast.success('%(words)s', {words});
      }
      sessions.refresh();
    }
  }
})();
