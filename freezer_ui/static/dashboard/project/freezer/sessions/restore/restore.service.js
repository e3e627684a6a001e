(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.restore', restoreService);

  restoreService.$inject = ['$uibModal', 'horizon.dashboard.project.freezer.basePath'];

  /** open(sessionId, key): the dialog that restores a snapshot; resolves when it is closed. */
  function restoreService($uibModal, basePath) {
    return {open};

    function open(sessionId, key) {
      return $uibModal.open({
        templateUrl: basePath + 'sessions/restore/restore.html',
        controller: 'horizon.dashboard.project.freezer.sessions.restore.Controller as ctrl',
        // a click beside it would lose what was chosen
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-restore',
        ariaLabelledBy: 'freezer-restore-title',
        resolve: {
          snapshot: () => ({session: sessionId, key})
        }
      }).result;
    }
  }
})();
