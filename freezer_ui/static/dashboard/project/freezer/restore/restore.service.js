(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.restore')
    .factory('horizon.dashboard.project.freezer.restore.service', restoreService);

  restoreService.$inject = [
    '$uibModal',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.basePath'
  ];

  /** Opens the restore dialog. Each function resolves when it is closed. */
  function restoreService($uibModal, api, basePath) {
    return {open, openBackup};

    /** Restores a snapshot of a session. */
    function open(sessionId, key) {
      return show({
        read: () => api.getRestore(sessionId, key),
        send: body => api.restoreSnapshot(sessionId, key, body)
      });
    }

    /** Restores one backup, as a snapshot with one line. */
    function openBackup(id) {
      return show({
        read: () => api.getBackupRestore(id),
        send: body => api.restoreBackup(id, body)
      });
    }

    function show(subject) {
      return $uibModal.open({
        templateUrl: basePath + 'restore/restore.html',
        controller: 'horizon.dashboard.project.freezer.restore.RestoreController as ctrl',
        // a click outside would lose the input
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-restore',
        ariaLabelledBy: 'freezer-restore-title',
        resolve: {subject: () => subject}
      }).result;
    }
  }
})();
