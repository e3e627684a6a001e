(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .controller('horizon.dashboard.project.freezer.protect.AddMachineController',
      AddMachineController);

  AddMachineController.$inject = [
    '$scope',
    '$timeout',
    '$uibModalInstance',
    '$window',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * Shows the commands, and polls until the machine has registered itself. Closes with {added: ids
   * of new clients, protect: whether to protect them next}.
   */
  function AddMachineController(
    $scope, $timeout, $uibModalInstance, $window, api, clientName, texts
  ) {
    // milliseconds between two polls
    const PAUSE = 5000;
    const ctrl = this;
    let known = null;
    let timer = null;
    let isClosed = false;

    ctrl.steps = null;
    ctrl.user = '';
    ctrl.failure = null;
    // ids of clients that have registered since the dialog opened
    ctrl.added = [];
    ctrl.copied = null;
    Object.assign(ctrl, {
      read, copy, copyWords, loginWords, addedWords, protectWords, protect, close
    });
    // closing takes a moment, during which no more requests are sent
    $scope.$on('modal.closing', stop);
    $scope.$on('$destroy', stop);

    read();

    function read() {
      ctrl.failure = null;
      return api.getInstallation().then(answer => {
        ctrl.steps = answer.steps;
        ctrl.user = answer.user;
        return look();
      }, failure => { ctrl.failure = failure; });
    }

    function look() {
      return api.getAllClients().then(clients => {
        const ids = clients.map(client => client.id);
        known = known || ids;
        ctrl.added = ids.filter(id => !known.includes(id));
        ctrl.failure = null;
      }, failure => { ctrl.failure = failure; }).finally(() => {
        if (!isClosed) {
          timer = $timeout(look, PAUSE);
        }
      });
    }

    function stop() {
      isClosed = true;
      $timeout.cancel(timer);
    }

    /** If the browser refuses to copy, the user can select the text. */
    function copy(step) {
      const clipboard = $window.navigator.clipboard;
      return clipboard && clipboard.writeText(step.commands).then(() => {
        $scope.$applyAsync(() => { ctrl.copied = step; });
      }, angular.noop);
    }

    function copyWords(step) {
      return interpolate(gettext('Copy the commands: %(title)s'), step, true);
    }

    function loginWords() {
      return interpolate(gettext('The second step asks for the password of %(user)s and stores ' +
        'it on the machine, readable by root only. A separate user with the role member in ' +
        'this project is safer than your own account.'), {user: ctrl.user}, true);
    }

    function addedWords() {
      return interpolate(ngettext('%(names)s has registered.', '%(names)s have registered.',
        ctrl.added.length), {names: texts.names(ctrl.added.map(clientName))}, true);
    }

    function protectWords() {
      return ngettext('Protect This Machine', 'Protect These Machines', ctrl.added.length);
    }

    function protect() {
      $uibModalInstance.close({added: ctrl.added, protect: true});
    }

    function close() {
      $uibModalInstance.close({added: ctrl.added, protect: false});
    }
  }
})();
