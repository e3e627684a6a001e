(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .controller('horizon.dashboard.project.freezer.protect.PlanController', PlanController);

  PlanController.$inject = [
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.choice',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.textMatch',
    'horizon.dashboard.project.freezer.forms.dialog',
    'horizon.dashboard.project.freezer.forms.fieldErrors',
    'horizon.dashboard.project.freezer.forms.fieldTable',
    'horizon.dashboard.project.freezer.protect.addMachine',
    'horizon.dashboard.project.freezer.protect.messages',
    'horizon.dashboard.project.freezer.protect.work',
    'horizon.dashboard.project.freezer.schedule.scheduleForm',
    'horizon.dashboard.project.freezer.session-wizard.sessionForm',
    'subject'
  ];

  /**
   * The steps of "Protect Machines": what is backed up (filling), when (scheduling), the plan
   * (checking), progress (working), and the outcome (made). Nothing is written before "checking" is
   * confirmed.
   * `subject`: {clientIds, read, onWritten(jobs)}.
   */
  function PlanController(
    $scope, $uibModalInstance, basePath, api, choices, clientName, latest, paths, matchesText,
    dialogs, fieldErrors, fieldTable, machines, messages, works, scheduleForm, sessionForms, subject
  ) {
    const NEW = 'new';
    const EXISTING = 'existing';
    const ALONE = 'alone';
    const NONE = 'none';
    const MACHINES = 'machines';
    const VOLUMES = 'volumes';
    const forms = {};
    const valuesOf = {};
    const ctrl = this;
    const dialog = dialogs.create(ctrl, $scope, '.freezer-protect');
    const actionReads = latest.create();

    // machines or volumes, and the form for them with its values by part
    ctrl.kind = MACHINES;
    ctrl.kinds = [];
    ctrl.form = null;
    ctrl.values = {};
    ctrl.clients = [];
    ctrl.clientChoice = choices.create();
    // {field: {choice: why one of the chosen clients cannot do it}}
    ctrl.refused = {};
    ctrl.search = '';
    ctrl.volumes = [];
    ctrl.volumesFailed = null;
    ctrl.volumesWhole = true;
    ctrl.volumeChoice = choices.create();
    ctrl.volumeSearch = '';
    // the client that asks Cinder for the backups
    ctrl.runners = [];
    ctrl.runner = null;
    // existing actions in place of a new one: all, and the chosen ones
    ctrl.existing = {isChosen: false, isReading: false, failure: null, all: null, actions: []};
    // the session that the jobs are made in
    ctrl.place = {kind: NEW, sessionId: null};
    ctrl.places = [];
    ctrl.sessions = [];
    ctrl.can = {};
    ctrl.step = 'reading';
    ctrl.errors = fieldErrors.create();
    ctrl.model = {error: name => ctrl.errors.of(name)};
    // what would be created: {jobs, session}
    ctrl.plan = null;
    ctrl.work = works.create();
    ctrl.scheduleTemplate = basePath + 'session-wizard/schedule.html';
    // the session's form, as the steps of the workflow have it
    $scope.form = sessionForms.create();
    $scope.$on('$destroy', $scope.form.close);
    // the schedule of jobs in no session
    ctrl.own = Object.assign(sessionForms.create(), {ofJob: true});
    $scope.$on('$destroy', ctrl.own.close);
    Object.assign(ctrl, {
      read, addMachine, next, check, start, undo, back, close, shown, onSearchKey, onChosen,
      sessionPath, onKind, shownVolumes, onVolumeChosen, runnerName, readChoices, ofVolumes, chosen,
      chosenVolumes
    }, messages.create(ctrl));

    read();

    function read() {
      dialog.ask(subject.read, material => {
        addForm(MACHINES, material.form, material.source);
        ctrl.clients = material.clients;
        readVolumes(material.volumes);
        onKind();
        ctrl.sessions = material.sessions;
        ctrl.can = material.can;
        ctrl.places = places();
        ctrl.place.kind = ctrl.places[0].kind;
        choose(subject.clientIds);
        beginSession();
        ctrl.isCopy = Boolean(material.source);
        begin(material.source || {});
        dialog.go('filling', subject.clientIds.length ? '.freezer-protect-what select'
          : '#freezer-clients');
      }, failure => { ctrl.failure = failure; });
    }

    /** Chooses the new machines; the rest of the form stays. */
    function addMachine() {
      return machines.open().then(answer => {
        if (answer.added.length) {
          dialog.ask(api.getAllClients, clients => {
            ctrl.clients = clients;
            choose(answer.added);
            dialog.go('filling', '#freezer-clients');
          }, failure => { ctrl.failure = failure; });
        }
      });
    }

    function choose(ids) {
      ctrl.clients.filter(client => ids.includes(client.id)).forEach(client => {
        ctrl.clientChoice.items[client.id] = client;
      });
      refuseChoices();
    }

    function refuseChoices() {
      // the first client that cannot tells why
      ctrl.refused = angular.merge({}, ...chosen().map(client => client.cannot).reverse());
    }

    function addForm(kind, form, source) {
      forms[kind] = form;
      valuesOf[kind] = {};
      angular.forEach(form, (fields, part) => {
        valuesOf[kind][part] = fieldTable.filled(fields, source && source[part]);
      });
    }

    function readVolumes(found) {
      if (found.offered) {
        ctrl.kinds = [
          {kind: MACHINES, label: gettext('Machines')}, {kind: VOLUMES, label: gettext('Volumes')}
        ];
        addForm(VOLUMES, found.form);
        ctrl.volumes = found.items;
        ctrl.volumesFailed = found.failed;
        ctrl.volumesWhole = found.whole;
        ctrl.runners = ctrl.clients.filter(client => found.clients.includes(client.id));
        ctrl.runner = ctrl.runners.length ? ctrl.runners[0].id : null;
      }
    }

    function onKind() {
      ctrl.form = forms[ctrl.kind];
      ctrl.values = valuesOf[ctrl.kind];
      refuse(null);
    }

    function ofVolumes() {
      return ctrl.kind === VOLUMES;
    }

    /** The default: every night. */
    function beginSession() {
      Object.assign($scope.form.spec, {description: gettext('Nightly backup')});
      [$scope.form, ctrl.own].forEach(form => {
        Object.assign(form.spec.schedule, {kind: 'calendar', hour: '2', minute: '30'});
      });
    }

    /** Actions and schedule of a copied job. */
    function begin(source) {
      if (source.actions) {
        Object.assign(ctrl.existing, {isChosen: true, actions: source.actions});
        readChoices();
      }
      if (source.schedule) {
        ctrl.place.kind = ALONE;
        ctrl.own.spec.schedule = scheduleForm.fromSchedule(source.schedule, source.schedule_local);
      }
    }

    /** Reads all actions, with why one of the chosen clients cannot do some. */
    function readChoices() {
      const isLatest = actionReads.begin();
      Object.assign(ctrl.existing, {isReading: true, failure: null});
      return api.getActionChoices(chosen().map(client => client.id)).then(all => {
        if (isLatest()) {
          Object.assign(ctrl.existing, {isReading: false, all});
        }
      }, failure => {
        if (isLatest()) {
          Object.assign(ctrl.existing, {isReading: false, failure});
        }
      });
    }

    /** Checks the first step before the second is shown. */
    function next() {
      send({}, () => {
        [$scope.form, ctrl.own].forEach(form => {
          form.members = runners().map(asMember);
          form.preview();
        });
        dialog.go('scheduling', '.freezer-protect-places input:checked');
      });
    }

    function asMember(client) {
      return {id: client.id, client_id: client.id, time_started: null, time_ended: null};
    }

    function check() {
      send(session(), answer => {
        ctrl.plan = answer;
        dialog.go('checking', '.freezer-protect-start');
      });
    }

    /** The part of a check about the new or the existing session. */
    function session() {
      return {
        new: () => ({session: $scope.form.body()}),
        existing: () => ({session_id: ctrl.place.sessionId || '?'}),
        alone: ownSchedule,
        none: () => ({})
      }[ctrl.place.kind]();
    }

    function ownSchedule() {
      return ctrl.place.kind === ALONE
        ? {schedule: ctrl.own.body().schedule, as_calendar: true} : {};
    }

    function send(where, then) {
      dialog.ask(() => {
        refuse(null);
        return api.createJobs(Object.assign(body(), where, {check: true}));
      }, then, onRefused);
    }

    function body() {
      return Object.assign(fieldTable.body(ctrl.form.job, ctrl.values.job), {
        clients: runners().map(client => client.id)
      }, what(), ofVolumes() ? {volumes: chosenVolumes().map(volume => volume.id)} : {});
    }

    function what() {
      return ofExisting() ? {actions: ctrl.existing.actions.map(action => action.id)}
        : {action: fieldTable.body(ctrl.form.action, ctrl.values.action)};
    }

    function ofExisting() {
      return ctrl.existing.isChosen && !ofVolumes();
    }

    /** The clients that run the jobs. */
    function runners() {
      return ofVolumes() ? ctrl.clients.filter(client => client.id === ctrl.runner) : chosen();
    }

    function chosenVolumes() {
      return ctrl.volumes.filter(volume => ctrl.volumeChoice.items[volume.id]);
    }

    function chosen() {
      return ctrl.clients.filter(client => ctrl.clientChoice.items[client.id]);
    }

    /** The server names the session's fields with "session." before them. */
    function refuse(failure) {
      ctrl.errors.refuse(failure);
      $scope.form.errors.refuse(failure && ofSession(failure));
      ctrl.own.errors.refuse(failure);
    }

    function ofSession(failure) {
      const detail = {};
      angular.forEach(failure.status === 400 && failure.detail, (sentence, name) => {
        if (/^session\./.test(name)) {
          detail[name.replace('session.', '')] = sentence;
        }
      });
      return {status: 400, detail};
    }

    function onRefused(failure) {
      refuse(failure);
      if (isIn(failure, fillingFields())) {
        dialog.go('filling', '[aria-invalid="true"]');
      } else if (ctrl.step === 'scheduling' && isIn(failure, [/^session/, /^schedule/])) {
        dialog.go('scheduling', '[aria-invalid="true"]');
      } else {
        ctrl.failure = failure;
      }
    }

    function isIn(failure, fields) {
      return failure.status === 400 && Object.keys(failure.detail || {}).some(name =>
        fields.some(field => field.test ? field.test(name) : field === name));
    }

    function fillingFields() {
      return ['clients', 'volumes', 'actions'].concat(
        applying('job').map(field => field.name),
        applying('action').map(field => 'action.' + field.name));
    }

    function applying(part) {
      return fieldTable.applying(ctrl.form[part], ctrl.values[part]);
    }

    /** Writes the parts of the plan that are not written yet. */
    function start() {
      work(() => ctrl.work.go({
        body: Object.assign(body(), ownSchedule()),
        jobs: ctrl.plan.jobs,
        session: ctrl.place.kind === NEW ? $scope.form.body() : null,
        sessionId: ctrl.place.kind === EXISTING ? ctrl.place.sessionId : null
      }));
    }

    /** Deletes the created session and jobs. */
    function undo() {
      work(ctrl.work.undo);
    }

    function work(perform) {
      dialog.ask(() => {
        ctrl.writing = true;
        dialog.go('working', '.freezer-batch-stop');
        return perform();
      }, () => {
        subject.onWritten(ctrl.work.isUndoing ? [] : ctrl.work.made);
        dialog.go('made', '.freezer-protect-close');
      });
    }

    function back() {
      ctrl.failure = null;
      if (ctrl.step === 'checking') {
        dialog.go('scheduling', '.freezer-protect-places input:checked');
      } else {
        dialog.go('filling', '.freezer-protect-next');
      }
    }

    function close() {
      $uibModalInstance.close();
    }

    function shown() {
      return ctrl.clients.filter(client => matchesText(
        [clientName(client.id), client.hostname, client.description], ctrl.search));
    }

    /** The first Esc ends the search, the next one the dialog. */
    function onSearchKey(event) {
      if (event.key === 'Escape' && ctrl.search) {
        ctrl.search = '';
        event.preventDefault();
      }
    }

    function onChosen() {
      ctrl.errors.forget('clients');
      refuseChoices();
      if (ofExisting()) {
        readChoices();
      }
    }

    function shownVolumes() {
      return ctrl.volumes.filter(volume =>
        matchesText([volume.name, volume.id], ctrl.volumeSearch));
    }

    function onVolumeChosen() {
      ctrl.errors.forget('volumes');
    }

    function runnerName(client) {
      return clientName(client.id);
    }

    function places() {
      return [
        {kind: NEW, label: gettext('In a new session'), offered: ctrl.can.create},
        {kind: EXISTING, label: gettext('In an existing session'), offered: ctrl.sessions.length},
        {kind: ALONE, label: gettext('Each job on its own schedule')},
        {kind: NONE, label: gettext('Not yet')}
      ].filter(each => [ALONE, NONE].includes(each.kind) || ctrl.can.members && each.offered);
    }

    function sessionPath() {
      return ctrl.work.sessionId && !ctrl.work.isUndone
        ? paths.session({id: ctrl.work.sessionId}) : null;
    }
  }
})();
