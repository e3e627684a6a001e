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
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.textMatch',
    'horizon.dashboard.project.freezer.forms.dialog',
    'horizon.dashboard.project.freezer.forms.fieldErrors',
    'horizon.dashboard.project.freezer.forms.fieldTable',
    'horizon.dashboard.project.freezer.protect.addMachine',
    'horizon.dashboard.project.freezer.protect.work',
    'horizon.dashboard.project.freezer.schedule.scheduleForm',
    'horizon.dashboard.project.freezer.session-wizard.sessionForm',
    'subject'
  ];

  /**
   * The dialog's steps: what is backed up (filling), when (scheduling), the plan (checking), the
   * work, and what came of it (made). Nothing is written before the plan's button.
   * `subject`: {clientIds, read, onWritten(jobs)}.
   */
  function PlanController(
    $scope, $uibModalInstance, basePath, api, clientName, clock, latest, paths, matchesText,
    dialogs, fieldErrors, fieldTable, machines, works, scheduleForm, sessionForms, subject
  ) {
    var NEW = 'new';
    var EXISTING = 'existing';
    var ALONE = 'alone';
    var NONE = 'none';
    var MACHINES = 'machines';
    var VOLUMES = 'volumes';
    var forms = {};
    var valuesOf = {};
    var ctrl = this;
    var dialog = dialogs.create(ctrl, $scope, '.freezer-protect');
    var choices = latest.create();

    // what is protected, and the form for that with its values by part
    ctrl.kind = MACHINES;
    ctrl.kinds = [];
    ctrl.form = null;
    ctrl.values = {};
    ctrl.clients = [];
    ctrl.chosen = {};
    ctrl.search = '';
    ctrl.volumes = [];
    ctrl.volumesFailed = null;
    ctrl.volumesWhole = true;
    ctrl.chosenVolumes = {};
    ctrl.volumeSearch = '';
    // the client that asks Cinder for the backups
    ctrl.runners = [];
    ctrl.runner = null;
    // in the place of a new action: those that exist, all and chosen
    ctrl.existing = {isChosen: false, isReading: false, failure: null, all: null, actions: []};
    // the session that the jobs are made in
    ctrl.place = {kind: NEW, sessionId: null};
    ctrl.places = [];
    ctrl.sessions = [];
    ctrl.can = {};
    ctrl.step = 'reading';
    ctrl.errors = fieldErrors.create();
    ctrl.model = {error: name => ctrl.errors.of(name)};
    // what would be made: {jobs, session}
    ctrl.plan = null;
    ctrl.work = works.create();
    ctrl.scheduleTemplate = basePath + 'session-wizard/schedule.html';
    // the session's form, as the steps of the workflow have it
    $scope.form = sessionForms.create();
    $scope.$on('$destroy', $scope.form.close);
    // the schedule of jobs in no session
    ctrl.own = angular.extend(sessionForms.create(), {ofJob: true});
    $scope.$on('$destroy', ctrl.own.close);
    angular.extend(ctrl, {
      read, addMachine, next, check, start, undo, back, close, shown, onSearchKey, onChosen,
      allShown, chooseShown, countWords, nextWords, startWords, workWords, planWords, runWords,
      madeWords, nextStepWords, storageWords, sessionPath, onKind, shownVolumes, onVolumeChosen,
      allVolumesShown, chooseShownVolumes, runnerName, readChoices
    });

    read();

    ////////////

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
        subject.clientIds.forEach(id => { ctrl.chosen[id] = true; });
        beginSession();
        begin(material.source || {});
        dialog.go('filling', subject.clientIds.length ? '.freezer-protect-what select'
          : '#freezer-clients');
      }, failure => { ctrl.failure = failure; });
    }

    /** What was typed stays; the machines that came are chosen. */
    function addMachine() {
      return machines.open().then(answer => {
        if (answer.added.length) {
          dialog.ask(api.getAllClients, clients => {
            ctrl.clients = clients;
            answer.added.forEach(id => { ctrl.chosen[id] = true; });
            dialog.go('filling', '#freezer-clients');
          }, failure => { ctrl.failure = failure; });
        }
      });
    }

    function addForm(kind, form, source) {
      forms[kind] = form;
      valuesOf[kind] = {};
      angular.forEach(form, (fields, part) => {
        valuesOf[kind][part] = fieldTable.filled(fields, source && source[part]);
      });
    }

    function readVolumes(found) {
      ctrl.kinds = found.offered ? [
        {kind: MACHINES, label: gettext('Machines')}, {kind: VOLUMES, label: gettext('Volumes')}
      ] : [];
      if (found.offered) {
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

    /** Every night, which most want. */
    function beginSession() {
      angular.extend($scope.form.spec, {description: gettext('Nightly backup')});
      [$scope.form, ctrl.own].forEach(form => {
        angular.extend(form.spec.schedule, {kind: 'calendar', hour: '2', minute: '30'});
      });
    }

    /** What a copied job has beside the values of the form. */
    function begin(source) {
      if (source.actions) {
        angular.extend(ctrl.existing, {isChosen: true, actions: source.actions});
        readChoices();
      }
      if (source.schedule) {
        ctrl.place.kind = ALONE;
        ctrl.own.spec.schedule = scheduleForm.fromSchedule(source.schedule, source.schedule_local);
      }
    }

    /** All actions, with those that one of the chosen clients cannot do. */
    function readChoices() {
      var isLatest = choices.begin();
      angular.extend(ctrl.existing, {isReading: true, failure: null});
      return api.getActionChoices(chosen().map(client => client.id)).then(all => {
        if (isLatest()) {
          angular.extend(ctrl.existing, {isReading: false, all});
        }
      }, failure => {
        if (isLatest()) {
          angular.extend(ctrl.existing, {isReading: false, failure});
        }
      });
    }

    /** What is backed up is checked before the user goes on to when. */
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

    /** What a check says of the session: the one that is to be made, or is there. */
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
        return api.createJobs(angular.extend(body(), where, {check: true}));
      }, then, onRefused);
    }

    function body() {
      return angular.extend(fieldTable.body(ctrl.form.job, ctrl.values.job), {
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

    /** Those that run the jobs. */
    function runners() {
      return ofVolumes() ? ctrl.clients.filter(client => client.id === ctrl.runner) : chosen();
    }

    function chosenVolumes() {
      return ctrl.volumes.filter(volume => ctrl.chosenVolumes[volume.id]);
    }

    function chosen() {
      return ctrl.clients.filter(client => ctrl.chosen[client.id]);
    }

    /** The server names the session's fields with "session." before them. */
    function refuse(failure) {
      ctrl.errors.refuse(failure);
      $scope.form.errors.refuse(failure && ofSession(failure));
      ctrl.own.errors.refuse(failure);
    }

    function ofSession(failure) {
      var detail = {};
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

    ////////////

    /** Writes what of the plan is not written yet. */
    function start() {
      dialog.ask(() => {
        ctrl.writing = true;
        dialog.go('working', '.freezer-batch-stop');
        return ctrl.work.go({
          body: angular.extend(body(), ownSchedule()),
          jobs: ctrl.plan.jobs,
          session: ctrl.place.kind === NEW ? $scope.form.body() : null,
          sessionId: ctrl.place.kind === EXISTING ? ctrl.place.sessionId : null
        });
      }, () => {
        subject.onWritten(ctrl.work.made);
        dialog.go('made', '.freezer-protect-close');
      });
    }

    /** Deletes what was made, the session with its jobs. */
    function undo() {
      dialog.ask(() => {
        ctrl.writing = true;
        dialog.go('working', '.freezer-batch-stop');
        return ctrl.work.undo();
      }, () => {
        subject.onWritten([]);
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
      if (ofExisting()) {
        readChoices();
      }
    }

    function allShown() {
      var clients = shown();
      return clients.length > 0 && clients.every(client => ctrl.chosen[client.id]);
    }

    function chooseShown() {
      var isChosen = !allShown();
      shown().forEach(client => { ctrl.chosen[client.id] = isChosen; });
      onChosen();
    }

    function shownVolumes() {
      return ctrl.volumes.filter(volume =>
        matchesText([volume.name, volume.id], ctrl.volumeSearch));
    }

    function onVolumeChosen() {
      ctrl.errors.forget('volumes');
    }

    function allVolumesShown() {
      var volumes = shownVolumes();
      return volumes.length > 0 && volumes.every(volume => ctrl.chosenVolumes[volume.id]);
    }

    function chooseShownVolumes() {
      var isChosen = !allVolumesShown();
      shownVolumes().forEach(volume => { ctrl.chosenVolumes[volume.id] = isChosen; });
      onVolumeChosen();
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

    ////////////

    function countWords() {
      var count = ofVolumes() ? chosenVolumes().length : chosen().length;
      if (ofVolumes()) {
        return count ? interpolate(ngettext('%s volume is chosen.', '%s volumes are chosen.',
                                            count), [count])
          : gettext('No volume is chosen.');
      }
      return count ? interpolate(ngettext('%s client is chosen.', '%s clients are chosen.', count),
                                 [count])
        : gettext('No client is chosen.');
    }

    function nextWords() {
      return ctrl.working ? gettext('Checking…') : gettext('Next');
    }

    function startWords() {
      var count = ctrl.plan.jobs.length;
      var words = ctrl.place.kind === NEW
        ? ngettext('Create session and %s job', 'Create session and %s jobs', count)
        : ngettext('Create %s job', 'Create %s jobs', count);
      return interpolate(words, [count]);
    }

    function workWords() {
      return ctrl.work.isUndoing ? gettext('Deleting…') : gettext('Creating…');
    }

    function planWords() {
      var values = {count: ctrl.plan.jobs.length,
        session: ctrl.plan.session && ctrl.plan.session.description};
      var words = {
        new: ngettext('%(count)s job and session %(session)s will be created.',
                      '%(count)s jobs and session %(session)s will be created.', values.count),
        existing: ngettext('%(count)s job will be created in session %(session)s.',
                           '%(count)s jobs will be created in session %(session)s.', values.count),
        none: ngettext('%(count)s job will be created.', '%(count)s jobs will be created.',
                       values.count)
      };
      return interpolate(words[ctrl.place.kind] || words.none, values, true);
    }

    /** When the jobs run, of the plan or of what was made; "" for jobs in no session. */
    function runWords() {
      var planned = ctrl.plan && (ctrl.plan.session || ctrl.plan.schedule);
      if (!planned) {
        return '';
      }
      return planned.next_run === null
        ? interpolate(gettext('Schedule: %(words)s. %(next_run_note)s'), planned, true)
        : interpolate(gettext('Schedule: %(words)s. First run: %(time)s.'),
                      {words: planned.words, time: clock.local(planned.next_run)}, true);
    }

    function madeWords() {
      var made = ctrl.work.made.length;
      var total = ctrl.plan.jobs.length;
      if (ctrl.work.isUndone) {
        return gettext('What was created is deleted again.');
      }
      return made === total
        ? interpolate(ngettext('%s job was created.', '%s jobs were created.', made), [made])
        : interpolate(ngettext('%(made)s of %(total)s job was created.',
                               '%(made)s of %(total)s jobs were created.', total),
                      {made, total}, true);
    }

    function nextStepWords() {
      if (ctrl.work.isUndone || !ctrl.work.made.length) {
        return '';
      }
      return ctrl.place.kind === NONE ? ngettext(
        'It does not run by itself yet. Put it into a session on the board, or start it in the ' +
        'list of jobs.',
        'They do not run by themselves yet. Put them into a session on the board, or start them ' +
        'in the list of jobs.', ctrl.work.made.length) : runWords();
    }

    function storageWords(value) {
      var field = ctrl.form.action.find(each => each.name === 'storage');
      var choice = field && field.choices.find(each => each.value === value);
      return ofVolumes() ? gettext('Cinder') : choice ? choice.label : value;
    }

    function sessionPath() {
      return ctrl.work.sessionId && !ctrl.work.isUndone
        ? paths.session({id: ctrl.work.sessionId}) : null;
    }
  }
})();
