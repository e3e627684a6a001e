(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.restore')
    .controller('horizon.dashboard.project.freezer.restore.RestoreController',
                RestoreController);

  RestoreController.$inject = [
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.restore.progress',
    'horizon.dashboard.project.freezer.restore.model',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.requestId',
    'horizon.dashboard.project.freezer.forms.dialog',
    'subject'
  ];

  /**
   * The dialog's steps: choosing, a summary of what will be done, and following what was started.
   * Nothing is written before the summary's button. `subject` is {read, send}: what is restored.
   */
  function RestoreController(
    $scope, $uibModalInstance, follow, models, paths, requestIds, dialogs, subject
  ) {
    const ctrl = this;
    const requestId = requestIds.create();
    const dialog = dialogs.create(ctrl, $scope, '.freezer-restore');

    ctrl.step = 'reading';
    ctrl.model = null;
    ctrl.summary = null;
    ctrl.started = null;
    ctrl.following = null;
    Object.assign(ctrl, {
      read, check, back, start, close, title, clientLabel, folderLabel, countWords, nextWords,
      startWords, stateIcon, progressWords
    });
    ctrl.path = paths.session;
    // the window fades out before its scope is destroyed
    $uibModalInstance.result.then(stop, stop);
    $scope.$on('$destroy', stop);

    read();

    function read() {
      dialog.ask(subject.read, material => {
        ctrl.model = models.create(material);
        dialog.go('choosing', '.freezer-restore-root');
      }, onFailed);
    }

    /** Writes nothing: the server says what would be done. */
    function check() {
      send(true, summary => {
        ctrl.summary = summary;
        ctrl.model.typed = '';
        dialog.go('summary', summary.overwrite || ctrl.model.into === 'original'
          ? '.freezer-restore-confirm' : '.freezer-restore-start');
      });
    }

    function start() {
      send(false, answer => {
        ctrl.started = answer;
        ctrl.following = follow.follow(answer.jobs);
        dialog.go('started', '.freezer-restore-close');
      });
    }

    function stop() {
      if (ctrl.following) {
        ctrl.following.stop();
      }
    }

    function send(isCheck, then) {
      dialog.ask(() => {
        const body = ctrl.model.body(isCheck);
        ctrl.writing = !isCheck;
        return subject.send(isCheck ? body : Object.assign(body, {id: requestId}));
      }, then, onFailed);
    }

    function onFailed(failure) {
      if (failure.status === 400 && angular.isObject(failure.detail)) {
        ctrl.model.refuse(failure.detail);
        dialog.go(ctrl.model.confirmError ? 'summary' : 'choosing', '[aria-invalid="true"]');
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

    function title() {
      return ctrl.model ? interpolate(gettext('Restore %(name)s'), {name: ctrl.model.name}, true)
        : gettext('Restore');
    }

    function clientLabel(row) {
      return interpolate(gettext('Client to restore %(name)s on'), {name: row.name}, true);
    }

    function folderLabel(row) {
      return interpolate(gettext('Folder to restore %(name)s into'), {name: row.name}, true);
    }

    function countWords() {
      const count = ctrl.model.chosen().length;
      return count ? interpolate(ngettext('%s backup selected', '%s backups selected', count),
                                 [count])
        : gettext('Nothing selected.');
    }

    function nextWords() {
      return ctrl.working ? gettext('Checking…') : gettext('Next');
    }

    function startWords() {
      const count = ctrl.model.chosen().length;
      if (ctrl.writing) {
        return gettext('Starting the restore…');
      }
      if (ctrl.failure) {
        return gettext('Try again');
      }
      return interpolate(ngettext('Restore %s backup', 'Restore %s backups', count), [count]);
    }

    function stateIcon(row) {
      const ICONS = {
        waiting: 'fa-clock-o', queued: 'fa-clock-o', running: 'fa-spinner fa-spin',
        succeeded: 'fa-check', failed: 'fa-times'
      };
      return ICONS[row.state] || 'fa-exclamation-triangle';
    }

    /** The progress of all jobs, in one sentence. */
    function progressWords() {
      const following = ctrl.following;
      const all = following.rows.length;
      const good = following.counts.succeeded || 0;
      if (following.ended < all) {
        return interpolate(ngettext(
          'Restore in progress: %(ended)s of %(all)s job ended.',
          'Restore in progress: %(ended)s of %(all)s jobs ended.', all),
        {ended: following.ended, all}, true);
      }
      if (good === all) {
        return interpolate(ngettext('Restored the backup.',
                                    'Restored all %s backups.', all), [all]);
      }
      return interpolate(ngettext('Restored %(good)s of %(all)s backup.',
                                  'Restored %(good)s of %(all)s backups.', all),
                         {good, all}, true);
    }
  }
})();
