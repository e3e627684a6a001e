(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .factory('horizon.dashboard.project.freezer.backups.restore', restoreService);

  restoreService.$inject = ['$uibModal', 'horizon.dashboard.project.freezer.basePath'];

  /** open(backupId): the dialog that restores one backup; resolves when it is closed. */
  function restoreService($uibModal, basePath) {
    return {open};

    function open(backupId) {
      return $uibModal.open({
        templateUrl: basePath + 'backups/restore/restore.html',
        controller: 'horizon.dashboard.project.freezer.backups.restore.Controller as ctrl',
        // a click beside it would lose what was typed
        backdrop: 'static',
        windowClass: 'freezer-restore',
        ariaLabelledBy: 'freezer-restore-title',
        resolve: {backupId: () => backupId}
      }).result;
    }
  }
})();
