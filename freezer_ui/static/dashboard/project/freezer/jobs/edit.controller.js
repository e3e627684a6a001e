(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .controller('horizon.dashboard.project.freezer.jobs.EditController', EditController);

  EditController.$inject = [
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.forms.dialog',
    'horizon.dashboard.project.freezer.forms.fieldErrors',
    'horizon.dashboard.project.freezer.schedule.scheduleForm',
    'horizon.dashboard.project.freezer.session-wizard.sessionForm',
    'subject'
  ];

  /** `subject`: {name, read, send}; `read` resolves with {job, actions}. */
  function EditController(
    $scope, $uibModalInstance, basePath, dialogs, fieldErrors, scheduleForm, sessionForms, subject
  ) {
    const ctrl = this;
    const dialog = dialogs.create(ctrl, $scope, '.freezer-job-edit');
    // the body of an unchanged job
    let before = {};

    ctrl.name = subject.name;
    ctrl.scheduleTemplate = basePath + 'session-wizard/schedule.html';
    ctrl.step = 'reading';
    ctrl.job = null;
    ctrl.description = '';
    // the job's actions in order, and all actions with the reason why its client cannot run some
    ctrl.actions = [];
    ctrl.all = [];
    ctrl.errors = fieldErrors.create();
    ctrl.model = {error: name => ctrl.errors.of(name)};
    // shaped as a session's form, for the shared template of a schedule
    $scope.form = Object.assign(sessionForms.create(), {ofJob: true});
    $scope.$on('$destroy', $scope.form.close);
    Object.assign(ctrl, {read, save, close, saveWords, isSame});

    read();

    function read() {
      dialog.ask(subject.read, found => {
        ctrl.all = found.actions;
        take(found.job);
        dialog.go('filling', '#freezer-description');
      }, failure => { ctrl.failure = failure; });
    }

    function take(job) {
      const form = $scope.form;
      ctrl.job = job;
      ctrl.description = job.description;
      ctrl.actions = job.actions.slice();
      // the same object: the template of the schedule is bound to it
      angular.copy(scheduleForm.fromSchedule(job.schedule, job.schedule_local),
                   form.spec.schedule);
      form.members = [
        {id: job.id, client_id: job.client_id, time_started: null, time_ended: null}
      ];
      before = wanted();
      form.preview();
    }

    function wanted() {
      const parts = {
        description: ctrl.description,
        actions: ctrl.actions.map(action => action.id)
      };
      return ctrl.job.session_id ? parts
        : Object.assign(parts, {schedule: $scope.form.body().schedule});
    }

    /** Only changes are sent, so values of other tools stay as they are. */
    function changes() {
      const parts = wanted();
      angular.forEach(before, (value, name) => {
        if (angular.equals(value, parts[name])) {
          delete parts[name];
        }
      });
      return parts;
    }

    function isSame() {
      return Object.keys(changes()).length === 0;
    }

    function save() {
      dialog.ask(() => {
        const body = Object.assign(changes(), {version: ctrl.job.version});
        ctrl.writing = true;
        refuse(null);
        return subject.send('schedule' in body ? Object.assign(body, {as_calendar: true}) : body);
      }, row => {
        ctrl.writing = false;
        $uibModalInstance.close(row);
      }, onFailed);
    }

    function refuse(failure) {
      ctrl.errors.refuse(failure);
      $scope.form.errors.refuse(failure);
    }

    function onFailed(failure) {
      refuse(failure);
      if (failure.status === 400) {
        dialog.go('filling', '[aria-invalid="true"]');
        ctrl.failure = hasField(failure) ? null : failure;
      } else {
        ctrl.failure = failure;
        if (failure.detail && failure.detail.version) {
          // the job as somebody else saved it
          take(failure.detail);
        }
      }
    }

    function hasField(failure) {
      return Object.keys(failure.detail || {}).some(name =>
        name === 'description' || name === 'actions' || /^schedule/.test(name));
    }

    function close() {
      $uibModalInstance.dismiss();
    }

    function saveWords() {
      return ctrl.writing ? gettext('Saving…') : gettext('Save Job');
    }
  }
})();
