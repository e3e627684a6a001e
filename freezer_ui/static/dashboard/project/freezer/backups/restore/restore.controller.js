(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .controller('horizon.dashboard.project.freezer.backups.restore.Controller',
                RestoreController);

  RestoreController.$inject = [
    '$scope',
    '$uibModalInstance',
    'backupId',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.widgets.steps'
  ];

  /**
   * The dialog's steps: reading, choosing (where to), a summary of what will be done, started.
   * Nothing is written before the summary's button.
   */
  function RestoreController($scope, $uibModalInstance, backupId, api, steps) {
    var ctrl = this;
    var dialog = steps.create(ctrl, $scope, '.freezer-restore');

    ctrl.step = 'reading';
    ctrl.material = null;
    ctrl.choice = {client_id: null, path: ''};
    ctrl.errors = {};
    ctrl.summary = null;
    ctrl.started = null;
    angular.extend(ctrl, {read, check, start, back, nextWords, startWords});
    ctrl.close = () => $uibModalInstance.close();

    read();

    ////////////

    function read() {
      dialog.ask(() => api.getBackupRestore(backupId), material => {
        ctrl.material = material;
        ctrl.choice = {client_id: material.client_id, path: material.suggested};
        dialog.go('choosing', '.freezer-restore-client');
      }, onFailed);
    }

    /** Nothing is written: the server says what would be. */
    function check() {
      send(true, summary => {
        ctrl.summary = summary;
        dialog.go('summary', '.freezer-restore-start');
      });
    }

    function start() {
      send(false, answer => {
        ctrl.started = answer;
        dialog.go('started', '.freezer-restore-follow');
      });
    }

    function send(isCheck, then) {
      dialog.ask(() => {
        ctrl.errors = {};
        ctrl.writing = !isCheck;
        return api.restoreBackup(backupId, angular.extend({check: isCheck}, ctrl.choice));
      }, then, onFailed);
    }

    function onFailed(failure) {
      if (failure.status === 400 && angular.isObject(failure.detail)) {
        ctrl.errors = failure.detail;
        dialog.go('choosing', '[aria-invalid="true"]');
      } else {
        ctrl.failure = failure;
      }
    }

    function back() {
      ctrl.failure = null;
      dialog.go('choosing', '.freezer-restore-next');
    }

    function nextWords() {
      return ctrl.working ? gettext('Checking…') : gettext('Next');
    }

    function startWords() {
      if (ctrl.writing) {
        return gettext('Starting the restore…');
      }
      return ctrl.failure ? gettext('Try again') : gettext('Restore Backup');
    }
  }
})();
