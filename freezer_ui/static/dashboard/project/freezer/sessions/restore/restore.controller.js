(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .controller('horizon.dashboard.project.freezer.sessions.restore.Controller',
                RestoreController);

  RestoreController.$inject = [
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.sessions.restore.model',
    'horizon.dashboard.project.freezer.sessions.service',
    'horizon.dashboard.project.freezer.widgets.steps',
    'snapshot'
  ];

  /**
   * The dialog's steps: choosing, a summary of what will be done, and what was started. Nothing is
   * written before the summary's button.
   */
  function RestoreController($scope, $uibModalInstance, api, models, sessions, steps, snapshot) {
    var ctrl = this;
    var dialog = steps.create(ctrl, $scope, '.freezer-restore');

    ctrl.step = 'reading';
    ctrl.model = null;
    ctrl.summary = null;
    ctrl.started = null;
    angular.extend(ctrl, {
      read, check, back, start, close, name, countWords, nextWords, startWords
    });
    ctrl.path = sessions.path;

    read();

    ////////////

    function read() {
      dialog.ask(() => api.getRestore(snapshot.session, snapshot.key), material => {
        ctrl.model = models.create(material);
        dialog.go('choosing', '.freezer-restore-root');
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
        ctrl.started = answer.session;
        dialog.go('started', '.freezer-restore-follow');
      });
    }

    function send(isCheck, then) {
      dialog.ask(() => {
        var body = {choices: ctrl.model.choices(), check: isCheck};
        ctrl.writing = !isCheck;
        return api.restoreSnapshot(snapshot.session, snapshot.key, body);
      }, then, onFailed);
    }

    function onFailed(failure) {
      if (failure.status === 400 && angular.isObject(failure.detail)) {
        ctrl.model.refuse(failure.detail);
        dialog.go('choosing', '[aria-invalid="true"]');
      } else {
        ctrl.failure = failure;
      }
    }

    function back() {
      ctrl.failure = null;
      dialog.go('choosing', '.freezer-restore-next');
    }

    function close() {
      $uibModalInstance.close();
    }

    ////////////

    function name(row) {
      return row.description || row.id;
    }

    function countWords() {
      var count = ctrl.model.chosen().length;
      return count ? interpolate(ngettext('%s backup is restored.', '%s backups are restored.',
                                          count), [count])
        : gettext('Nothing is chosen.');
    }

    function nextWords() {
      return ctrl.working ? gettext('Checking…') : gettext('Next');
    }

    function startWords() {
      var count = ctrl.model.chosen().length;
      if (ctrl.writing) {
        return gettext('Starting the restore…');
      }
      if (ctrl.failure) {
        return gettext('Try again');
      }
      return interpolate(ngettext('Restore %s backup', 'Restore %s backups', count), [count]);
    }
  }
})();
