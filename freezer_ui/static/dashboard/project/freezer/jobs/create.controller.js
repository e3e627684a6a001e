(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .controller('horizon.dashboard.project.freezer.jobs.CreateController', CreateController);

  CreateController.$inject = [
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.textMatch',
    'horizon.dashboard.project.freezer.forms.dialog',
    'horizon.dashboard.project.freezer.forms.fieldErrors',
    'horizon.dashboard.project.freezer.forms.fieldTable',
    'subject'
  ];

  /**
   * The dialog's steps: filling in, a table of what would be made, and what was made. Nothing is
   * written before the table's button. `subject`: {read, send, onWritten(jobs)}.
   */
  function CreateController(
    $scope, $uibModalInstance, clientName, matchesText, dialogs, fieldErrors, fieldTable, subject
  ) {
    var ctrl = this;
    var dialog = dialogs.create(ctrl, $scope, '.freezer-create');

    // the whole answer to `read`; values by part of the form
    ctrl.form = null;
    ctrl.values = {};
    ctrl.clients = [];
    ctrl.chosen = {};
    ctrl.search = '';
    ctrl.step = 'reading';
    ctrl.errors = fieldErrors.create();
    ctrl.model = {error: name => ctrl.errors.of(name)};
    // what would be made, what was made, and which clients were refused a job
    ctrl.jobs = [];
    ctrl.made = [];
    ctrl.failed = [];
    // a write failed: some jobs may be there, and are looked for before another try
    ctrl.isInDoubt = false;
    angular.extend(ctrl, {
      read, check, start, back, close, shown, onSearchKey, onChosen, allShown, chooseShown,
      countWords, nextWords, startWords, checkWords, madeWords, nextStepWords, storageWords
    });

    read();

    ////////////

    function read() {
      dialog.ask(subject.read, material => {
        ctrl.form = material.form;
        angular.forEach(material.form, (fields, part) => {
          ctrl.values[part] = fieldTable.defaults(fields);
        });
        ctrl.clients = material.clients;
        dialog.go('filling', '#freezer-clients');
      }, failure => { ctrl.failure = failure; });
    }

    /** Nothing is written: the server says what would be. */
    function check() {
      send(true, answer => {
        ctrl.jobs = answer.jobs;
        ctrl.isInDoubt = false;
        dialog.go('checking', '.freezer-create-start');
      });
    }

    function start() {
      send(false, answer => {
        ctrl.made = answer.items;
        ctrl.failed = answer.failed;
        subject.onWritten(answer.items);
        dialog.go('made', '.freezer-create-close');
      });
    }

    function send(isCheck, then) {
      dialog.ask(() => {
        ctrl.writing = !isCheck;
        ctrl.failed = [];
        ctrl.errors.refuse(null);
        return subject.send(body(isCheck));
      }, then, failure => { onFailed(failure, isCheck); });
    }

    function body(isCheck) {
      return angular.extend(fieldTable.body(ctrl.form.job, ctrl.values.job), {
        clients: ctrl.clients.map(client => client.id).filter(id => ctrl.chosen[id]),
        action: fieldTable.body(ctrl.form.action, ctrl.values.action),
        check: isCheck
      });
    }

    function onFailed(failure, isCheck) {
      if (isAtFields(failure)) {
        ctrl.errors.refuse(failure);
        dialog.go('filling', '[aria-invalid="true"]');
        return;
      }
      ctrl.failure = failure;
      ctrl.failed = angular.isArray(failure.detail) ? failure.detail : [];
      if (!isCheck) {
        ctrl.isInDoubt = true;
        subject.onWritten([]);
      }
    }

    /** Whether the form shows one of the fields that the server names. */
    function isAtFields(failure) {
      var names = ['clients'].concat(
        applying('job').map(field => field.name),
        applying('action').map(field => 'action.' + field.name));
      return failure.status === 400 && angular.isObject(failure.detail) &&
        names.some(each => failure.detail[each]);
    }

    function applying(part) {
      return fieldTable.applying(ctrl.form[part], ctrl.values[part]);
    }

    function back() {
      ctrl.failure = null;
      ctrl.failed = [];
      dialog.go('filling', '.freezer-create-next');
    }

    function close() {
      $uibModalInstance.close();
    }

    ////////////

    function shown() {
      return ctrl.clients.filter(client => matchesText(
        [clientName(client.id), client.hostname, client.description], ctrl.search));
    }

    /** Esc ends the search first, and the dialog only after that. */
    function onSearchKey(event) {
      if (event.key === 'Escape' && ctrl.search) {
        ctrl.search = '';
        event.preventDefault();
      }
    }

    function onChosen() {
      ctrl.errors.forget('clients');
    }

    function allShown() {
      var clients = shown();
      return clients.length > 0 && clients.every(client => ctrl.chosen[client.id]);
    }

    function chooseShown() {
      var chosen = !allShown();
      shown().forEach(client => { ctrl.chosen[client.id] = chosen; });
      onChosen();
    }

    function countWords() {
      var count = ctrl.clients.filter(client => ctrl.chosen[client.id]).length;
      return count ? interpolate(ngettext('%s client is chosen.', '%s clients are chosen.', count),
                                 [count])
        : gettext('No client is chosen.');
    }

    function nextWords() {
      return ctrl.working ? gettext('Checking…') : gettext('Next');
    }

    function startWords() {
      var count = ctrl.jobs.length;
      if (ctrl.working) {
        return ctrl.writing ? gettext('Creating…') : gettext('Checking…');
      }
      if (ctrl.isInDoubt) {
        return gettext('Check again');
      }
      return interpolate(ngettext('Create %s job', 'Create %s jobs', count), [count]);
    }

    function checkWords() {
      var count = ctrl.jobs.length;
      return interpolate(ngettext(
        '%s job will be created. Nothing is created yet.',
        '%s jobs will be created, one for each client. Nothing is created yet.', count), [count]);
    }

    function madeWords() {
      var count = ctrl.made.length;
      return interpolate(ngettext('%s job was created.', '%s jobs were created.', count), [count]);
    }

    function nextStepWords() {
      return ngettext(
        'It does not run by itself yet. Put it into a session on the board, or start it in the ' +
        'list of jobs.',
        'They do not run by themselves yet. Put them into a session on the board, or start them ' +
        'in the list of jobs.', ctrl.made.length);
    }

    function storageWords(value) {
      var field = ctrl.form.action.find(each => each.name === 'storage');
      var choice = field && field.choices.find(each => each.value === value);
      return choice ? choice.label : value;
    }
  }
})();
