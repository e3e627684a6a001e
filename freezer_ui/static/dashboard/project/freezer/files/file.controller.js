(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.files')
    .controller('horizon.dashboard.project.freezer.files.FileController', FileController);

  FileController.$inject = [
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.requestId',
    'horizon.dashboard.project.freezer.forms.dialog',
    'subject'
  ];

  /**
   * Creates or updates a job, action or session from a file. The server checks the file and says
   * what would be written or what is wrong; only then can it be saved. `subject`: {panel, id,
   * words}; without an id, it is created.
   */
  function FileController(
    $scope, $uibModalInstance, api, clientName, clock, latest, requestIds, dialogs, subject
  ) {
    const ctrl = this;
    const dialog = dialogs.create(ctrl, $scope, '.freezer-file');
    const reads = latest.create();
    const requestId = requestIds.create();
    let isSent = false;

    Object.assign(ctrl, {
      panel: subject.panel,
      words: subject.words,
      isNew: !subject.id,
      name: '',
      document: null,
      // the client of a new job, instead of the one in the file
      clientId: null,
      clients: [],
      // what would be created or changed, or [{part, sentence}] of errors
      plan: null,
      wrong: [],
      take,
      check,
      save,
      close,
      needsClient,
      clientWords,
      runWords,
      valueWords
    });

    if (ctrl.isNew && ctrl.panel === 'jobs') {
      api.getAllClients().then(clients => { ctrl.clients = clients; }, angular.noop);
    }

    /** Reads and checks the chosen file. */
    function take(file) {
      const isLatest = reads.begin();
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
      Object.assign(ctrl, {document: null, plan: null, wrong: [], failure: null, clientId: null});
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
      dialog.ask(() => send({check: true}), plan => { ctrl.plan = plan; }, onRefused);
    }

    function save() {
      const plan = ctrl.plan;
      const more = !ctrl.isNew ? {version: plan.version}
        : ctrl.panel === 'jobs' ? {id: plan.id}
          : ctrl.panel === 'actions' ? {id: requestId}
            : ctrl.panel === 'sessions' && isSent ? {again: true} : {};
      dialog.ask(() => {
        ctrl.writing = true;
        isSent = true;
        return send(more);
      }, row => {
        ctrl.writing = false;
        $uibModalInstance.close({row, plan});
      }, onRefused);
    }

    function send(more) {
      const body = Object.assign({document: ctrl.document},
                                ctrl.clientId ? {client_id: ctrl.clientId} : {}, more);
      return ctrl.isNew ? api.createFromFile(ctrl.panel, body)
        : api.updateFromFile(ctrl.panel, subject.id, body);
    }

    /** Shows the errors of the file part by part; other failures are failures of the call. */
    function onRefused(failure) {
      const detail = failure.detail || {};
      if (failure.status === 400 && failure.detail) {
        ctrl.plan = null;
        ctrl.wrong = Object.keys(detail).map(part =>
          ({part: part === 'document' ? '' : part, sentence: detail[part]}));
      } else {
        // somebody changed the item meanwhile: check the file again
        ctrl.plan = detail.changes ? detail : ctrl.isNew ? ctrl.plan : null;
        ctrl.failure = failure;
      }
    }

    function close() {
      $uibModalInstance.dismiss();
    }

    function needsClient() {
      return Boolean(ctrl.clientId) || ctrl.wrong.some(each => each.part === 'client_id');
    }

    function clientWords(client) {
      return clientName(client.id);
    }

    function runWords() {
      const plan = ctrl.plan;
      const when = plan.schedule;
      if (!when) {
        return gettext('The job runs only when it is started.');
      }
      if (plan.runs === false) {
        return interpolate(gettext('Stopped. Its schedule: %(words)s.'), when, true);
      }
      return when.next_run === null
        ? interpolate(gettext('Schedule: %(words)s. %(next_run_note)s'), when, true)
        : interpolate(gettext('Schedule: %(words)s. First run: %(time)s.'),
                      {words: when.words, time: clock.local(when.next_run)}, true);
    }

    function valueWords(value) {
      return value === null ? gettext('hidden') : value === '' ? gettext('not set') : value;
    }
  }
})();
