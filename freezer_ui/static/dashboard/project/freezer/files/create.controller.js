(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.files')
    .controller('horizon.dashboard.project.freezer.files.CreateController', CreateController);

  CreateController.$inject = [
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.forms.dialog',
    'panel'
  ];

  /**
   * A job or a session from a file: the server checks it and says what would be made, or what is
   * wrong; only then can it be created. `panel` is "jobs" or "sessions".
   */
  function CreateController(
    $scope, $uibModalInstance, api, clientName, clock, latest, dialogs, panel
  ) {
    var ctrl = this;
    var dialog = dialogs.create(ctrl, $scope, '.freezer-file');
    var reads = latest.create();
    var isSent = false;

    ctrl.panel = panel;
    ctrl.name = '';
    ctrl.document = null;
    // of a job: in the place of the file's
    ctrl.clientId = null;
    ctrl.clients = [];
    // what would be made, or [{part, sentence}] of what is wrong
    ctrl.plan = null;
    ctrl.wrong = [];
    angular.extend(ctrl, {
      take, check, create, close, needsClient, clientWords, runWords, fieldWords
    });

    if (panel === 'jobs') {
      api.getAllClients().then(clients => { ctrl.clients = clients; }, angular.noop);
    }

    ////////////

    /** A file that the user chose. */
    function take(file) {
      var isLatest = reads.begin();
      forget();
      ctrl.name = file.name;
      return file.text().then(text => {
        if (isLatest()) {
          $scope.$apply(() => { parse(text); });
        }
      }, () => {
        if (isLatest()) {
          $scope.$apply(() => {
            ctrl.failure = {error: gettext('The browser could not read the file.')};
          });
        }
      });
    }

    function forget() {
      angular.extend(ctrl, {document: null, plan: null, wrong: [], failure: null, clientId: null});
      isSent = false;
    }

    function parse(text) {
      try {
        ctrl.document = angular.fromJson(text);
      } catch (error) {
        ctrl.failure = {
          error: gettext('The file is not JSON, the format of Freezer\'s files.'),
          detail: String(error)
        };
        return;
      }
      check();
    }

    function check() {
      ctrl.plan = null;
      ctrl.wrong = [];
      isSent = false;
      dialog.ask(() => api.createFromFile(panel, body({check: true})), plan => {
        ctrl.plan = plan;
      }, onRefused);
    }

    function create() {
      var more = panel === 'jobs' ? {id: ctrl.plan.id} : isSent ? {again: true} : {};
      dialog.ask(() => {
        ctrl.writing = true;
        isSent = true;
        return api.createFromFile(panel, body(more));
      }, row => {
        ctrl.writing = false;
        $uibModalInstance.close(row);
      }, onRefused);
    }

    function body(more) {
      return angular.extend({document: ctrl.document},
                            ctrl.clientId ? {client_id: ctrl.clientId} : {}, more);
    }

    /** What is wrong with the file, part by part; anything else is a failure of the call. */
    function onRefused(failure) {
      if (failure.status === 400 && failure.detail) {
        ctrl.plan = null;
        ctrl.wrong = Object.keys(failure.detail).map(part =>
          ({part: part === 'document' ? '' : part, sentence: failure.detail[part]}));
      } else {
        ctrl.failure = failure;
      }
    }

    function close() {
      $uibModalInstance.dismiss();
    }

    ////////////

    function needsClient() {
      return Boolean(ctrl.clientId) || ctrl.wrong.some(each => each.part === 'client_id');
    }

    function clientWords(client) {
      return clientName(client.id);
    }

    function runWords() {
      var plan = ctrl.plan;
      var when = plan.schedule;
      if (!when) {
        return gettext('It has no schedule, and runs only when it is started.');
      }
      if (plan.runs === false) {
        return interpolate(gettext('Stopped. Its schedule: %(words)s.'), when, true);
      }
      return when.next_run === null
        ? interpolate(gettext('Schedule: %(words)s. %(next_run_note)s'), when, true)
        : interpolate(gettext('Schedule: %(words)s. First run: %(time)s.'),
                      {words: when.words, time: clock.local(when.next_run)}, true);
    }

    function fieldWords(field) {
      return field.value === null ? gettext('hidden') : field.value;
    }
  }
})();
