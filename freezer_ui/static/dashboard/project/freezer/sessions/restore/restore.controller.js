(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .controller('horizon.dashboard.project.freezer.sessions.restore.Controller',
                RestoreController);

  RestoreController.$inject = [
    '$document',
    '$scope',
    '$timeout',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.sessions.restore.model',
    'horizon.dashboard.project.freezer.sessions.service',
    'snapshot'
  ];

  /**
   * The dialog's steps: choosing, a summary of what will be done, and what was started. Nothing is
   * written before the summary's button.
   */
  function RestoreController(
    $document, $scope, $timeout, $uibModalInstance, api, models, sessions, snapshot
  ) {
    var ctrl = this;

    ctrl.step = 'reading';
    ctrl.model = null;
    ctrl.failure = null;
    ctrl.working = false;
    ctrl.writing = false;
    ctrl.summary = null;
    ctrl.started = null;
    angular.extend(ctrl, {
      read, check, back, start, close, name, countWords, nextWords, startWords
    });
    ctrl.path = sessions.path;

    $scope.$on('modal.closing', onClosing);
    read();

    ////////////

    function read() {
      ask(() => api.getRestore(snapshot.session, snapshot.key), material => {
        ctrl.model = models.create(material);
        go('choosing', '.freezer-restore-root');
      });
    }

    /** Nothing is written: the server says what would be. */
    function check() {
      send(true, summary => {
        ctrl.summary = summary;
        go('summary', '.freezer-restore-start');
      });
    }

    function start() {
      send(false, answer => {
        ctrl.started = answer.session;
        go('started', '.freezer-restore-follow');
      });
    }

    function send(isCheck, then) {
      ask(() => {
        var body = {choices: ctrl.model.choices(), check: isCheck};
        ctrl.writing = !isCheck;
        return api.restoreSnapshot(snapshot.session, snapshot.key, body);
      }, then);
    }

    /** One at a time: a second click before the answer asks nothing. */
    function ask(request, then) {
      if (ctrl.working) {
        return;
      }
      ctrl.working = true;
      ctrl.failure = null;
      request().then(then, onFailed).finally(() => {
        ctrl.working = false;
        ctrl.writing = false;
      });
    }

    /** Esc would hide what is being started, and its session. */
    function onClosing(event) {
      if (ctrl.writing) {
        event.preventDefault();
      }
    }

    function onFailed(failure) {
      if (failure.status === 400 && angular.isObject(failure.detail)) {
        ctrl.model.refuse(failure.detail);
        go('choosing', '[aria-invalid="true"]');
      } else {
        ctrl.failure = failure;
      }
    }

    function back() {
      ctrl.failure = null;
      go('choosing', '.freezer-restore-next');
    }

    function close() {
      $uibModalInstance.close();
    }

    function go(step, selector) {
      ctrl.step = step;
      $timeout(() => {
        var found = $document[0].querySelector('.freezer-restore ' + selector);
        if (found) {
          found.focus();
        }
      }, 0);
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
