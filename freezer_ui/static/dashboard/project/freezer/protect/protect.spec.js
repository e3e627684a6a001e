(function() {
  'use strict';

  const PROJECT = '0123456789abcdef0123456789abcdef_';

  describe('freezer protect machines', () => {
    let protect, list, sent, answers;
    let material, closed, may, machines, volumes;
    const PLANNED = {description: 'Web <b>nightly</b>', words: 'every day at 02:30', next_run: 60,
      next_run_about: true, next_run_note: null};

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      protect = freezer('protect.service');
      list = freezer('lists.resources').of('OS::Freezer::Job');
      machines = freezer('protect.addMachine');
      sent = [];
      closed = null;
      material = {clients: [client(PROJECT + 'db-1'), client('web-1'), client('web-2')]};
      answers = {
        check: body => $q.when({jobs: body.clients.map(planned),
          session: body.session || body.session_id ? PLANNED : null}),
        session: () => $q.when({id: 's1'}),
        jobs: made
      };
      may = {create: true, members: true};
      volumes = {offered: false, items: [], failed: null, whole: true};
      spyOn(api, 'getVolumes').and.callFake(() => $q.when(volumes));
      spyOn(list, 'refresh');
      spyOn(api, 'getActionChoices').and.returnValue($q.when([]));
      spyOn(api, 'getForm').and.callFake(name => material.failure ? $q.reject(material.failure)
        : name === 'volume-jobs' ? $q.when({
          job: [field('description', {default: 'Backup of volume {volume}'})],
          action: [field('backup_name', {default: '{volume}'})]
        })
        : $q.when({
          job: [field('description', {default: 'Backup of {hostname}'})],
          action: [
            field('path', {}),
            field('storage', {kind: 'choice', default: 'swift',
              choices: [{value: 'swift', label: 'Object storage'}]}),
            field('ssh_host', {when: {storage: ['ssh']}})
          ]
        }));
      spyOn(api, 'getClients').and.callFake(query => $q.when(query.cursor
        ? {items: material.clients.slice(2), next: null}
        : {items: material.clients.slice(0, 2), next: material.clients.length > 2 ? '2' : null}));
      spyOn(api, 'lookAtSessions').and.callFake(() => $q.when(
        [{id: 's7', name: 'Weekly <b>one</b>'}]));
      spyOn(api, 'previewSchedule').and.returnValue($q.defer().promise);
      spyOn(permissions, 'allowed').and.callFake(what => may[what] ? $q.when() : $q.reject());
      spyOn(api, 'createSession').and.callFake(body => {
        sent.push(body);
        return answers.session();
      });
      spyOn(api, 'createMembers').and.callFake((id, body) => {
        sent.push(Object.assign({sessionId: id}, body));
        return answers.jobs(body);
      });
      spyOn(api, 'createJobs').and.callFake(body => {
        sent.push(body);
        return answers[body.check ? 'check' : 'jobs'](body);
      });
      spyOn(api, 'deleteSession').and.callFake(id => $q.when(sent.push('session ' + id)));
      spyOn(api, 'deleteJob').and.callFake(id => $q.when(sent.push('job ' + id)));
      spyOn(api, 'deleteAction').and.callFake(id => $q.when(sent.push(id)));
    });

    function client(id) {
      return freezerFixtures.client(id, {hostname: 'host of ' + id, description: ''});
    }

    function field(name, more) {
      return freezerFixtures.like('form.job.0', {
        name, kind: 'text', label: name, help: '', needed: true, default: null,
        choices: [], when: {}, least: 0, most: 100, more: false
      }, more);
    }

    function planned(id) {
      return freezerFixtures.like('planned.jobs.0', {
        id: 'job of ' + id, client_id: id, description: 'Backup of ' + id,
        actions: [{backup_name: 'files', storage: 'swift', path_to_backup: '/srv',
          container: 'nightly'}],
        warnings: id === 'web-1' ? ['It is a <b>twin</b>.'] : []
      });
    }

    function made(body) {
      return $q.when({failed: [],
        items: body.clients.map(id => ({id: body.ids[id], action_ids: ['action of ' + id]}))});
    }

    function open(row) {
      protect.perform(row).then(result => { closed = result; });
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function part(name) {
      return angular.element('.freezer-protect-' + name);
    }

    function input(name) {
      return angular.element('[id="freezer-' + name + '"]');
    }

    function type(name, words) {
      input(name).val(words).trigger('input');
    }

    function choose(index) {
      part('client').eq(index).find('input').click();
    }

    function press(name) {
      part(name).click();
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function fill() {
      open();
      choose(0);
      choose(1);
      type('action.path', '/srv');
      press('next');
    }

    function pick(place) {
      part('place').filter((i, each) => each.textContent.trim() === place).find('input').click();
      $rootScope.$apply();
    }

    function fillAndCheck(place) {
      fill();
      if (place) {
        pick(place);
      }
      press('next');
    }

    function refuse(detail) {
      return () => $q.reject({status: 400, error: 'Wrong', field: Object.keys(detail)[0], detail});
    }

    it('is offered to those who may create jobs', () => {
      permissions.allowed.and.returnValue('asked');
      expect(protect.allowed()).toBe('asked');
      expect(permissions.allowed).toHaveBeenCalledWith(['jobs:create']);
    });

    it('shows the clients of all pages by their names, and the defaults', () => {
      open();
      expect(api.getForm).toHaveBeenCalledWith('backup-jobs');
      expect(part('client').map((i, each) => each.textContent.trim()).get())
        .toEqual(['db-1', 'web-1', 'web-2']);
      expect(input('description').val()).toBe('Backup of {hostname}');
      expect(part('count').text()).toBe('Nothing selected.');
      expect($document[0].activeElement).toBe(input('clients')[0]);
    });

    describe('copying a job', () => {
      let job, action;

      beforeEach(() => {
        job = {actions: [{id: 'a1', name: 'One', action: 'backup'}], session_id: null,
          stopped: true, schedule: {}, schedule_local: {}};
        action = {secrets: [], others: [], values: {
          action: 'backup', path: '/srv/orders', storage: 'swift', ssh_host: null, quiet: false}};
        spyOn(api, 'getJobForm').and.callFake(() => $q.when(job));
        spyOn(api, 'getActionForm').and.callFake(() => $q.when(action));
        api.getActionChoices.and.returnValue($q.when([]));
      });

      function copy() {
        protect.copy.perform({id: 'j1', name: 'Orders', action_ids: ['a1']});
        $rootScope.$apply();
        $timeout.flush(0);
      }

      it('begins with what its one backup does', () => {
        copy();
        expect(api.getJobForm).toHaveBeenCalledWith('j1');
        expect(api.getActionForm).toHaveBeenCalledWith('a1');
        expect(angular.element('#freezer-protect-title').text()).toBe('Copy Job');
        expect(input('description').val()).toBe('Orders copy');
        expect(input('action.path').val()).toBe('/srv/orders');
        choose(1);
        press('next');
        expect(sent[0].action).toEqual({path: '/srv/orders', storage: 'swift'});
      });

      it('shares the actions that the form cannot say', () => {
        const changes = [
          () => { action.values.storage = 'tape'; },
          () => { action.values.hostname = 'web-9'; },
          () => { action.secrets = ['ssh_password']; },
          () => { action.others = [{name: 'foreign'}]; },
          () => { job.actions[0].action = 'restore'; },
          () => { job.actions.push({id: 'a2', name: 'Two', action: 'admin'}); }
        ];
        changes.forEach(change => {
          const before = angular.copy([job, action]);
          change();
          copy();
          choose(1);
          press('next');
          expect(sent.pop().actions).toEqual(job.actions.map(each => each.id));
          angular.element('.modal, .modal-backdrop').remove();
          [job, action] = before;
        });
      });

      it('runs on a schedule of its own where the job does', () => {
        Object.assign(job, {stopped: false, schedule: {schedule_hour: '4'},
          schedule_local: {schedule_hour: '4'}});
        copy();
        choose(1);
        press('next');
        expect(part('place').find(':checked').parent().text()).toContain('its own schedule');
        press('next');
        expect(sent[1].schedule).toEqual(jasmine.objectContaining({schedule_hour: '4'}));
      });
    });

    it('makes jobs of actions that exist, on a schedule of their own', () => {
      const asked = [];
      api.getActionChoices.and.callFake(ids => {
        asked.push(ids);
        return $q.when([{id: 'a1', name: 'One', action: 'backup', refused: null},
          {id: 'a2', name: 'Two', action: 'backup', refused: 'The <b>client</b> cannot.'}]);
      });
      answers.check = body => $q.when({jobs: body.clients.map(planned), session: null,
        schedule: body.schedule ? PLANNED : null});
      open();
      choose(1);
      part('source').eq(1).find('input').click();
      $rootScope.$apply();
      choose(2);
      // first for the storages that are known
      expect(asked).toEqual([[], ['web-1'], ['web-1', 'web-2']]);
      const options = angular.element('.freezer-job-add option');
      expect(options.eq(2).prop('disabled')).toBe(true);
      expect(options.eq(2).text()).toContain('The <b>client</b> cannot.');
      options.eq(1).prop('selected', true);
      angular.element('.freezer-job-add').trigger('change');
      press('next');
      expect(sent[0]).toEqual({description: 'Backup of {hostname}', clients: ['web-1', 'web-2'],
        actions: ['a1'], check: true});
      pick('Each job on its own schedule');
      expect(part('alone').text()).toContain('Choose when the job runs');
      press('next');
      expect(sent[1].schedule).toEqual(jasmine.objectContaining(
        {schedule_hour: '2', schedule_minute: '30'}));
      expect(sent[1].as_calendar).toBe(true);
      expect(part('check').text()).toContain('First run:');
      press('start');
      expect(sent[2]).toEqual(jasmine.objectContaining({actions: ['a1'], as_calendar: true,
        ids: {'web-1': 'job of web-1', 'web-2': 'job of web-2'}}));
      expect(api.createMembers).not.toHaveBeenCalled();
      // what existed before stays
      press('undo');
      expect(sent.slice(3)).toEqual(['job job of web-1', 'job job of web-2']);
    });

    it('says that the actions could not be read, and reads them again', () => {
      let isLate = true;
      api.getActionChoices.and.callFake(() => isLate
        ? $q.reject({status: 504, error: 'Late <b>.'}) : $q.when([]));
      open();
      part('source').eq(1).find('input').click();
      $rootScope.$apply();
      expect(part('actions').find('[role="alert"]').text()).toContain('Late <b>.');
      isLate = false;
      part('actions').find('[role="alert"] button').click();
      $rootScope.$apply();
      expect(part('no-actions').length).toBe(1);
    });

    it('puts what is wrong with a schedule of their own at its field', () => {
      fill();
      pick('Each job on its own schedule');
      answers.check = () => $q.reject({status: 400, field: 'schedule_hour',
        error: 'No <b>hour</b>.', detail: {schedule_hour: 'No <b>hour</b>.'}});
      press('next');
      expect(part('alone').text()).toContain('No <b>hour</b>.');
      expect(part('failure').length).toBe(0);
    });

    it('copies jobs that do something', () => {
      permissions.allowed.and.returnValue('asked');
      expect(protect.copy.allowed({action_ids: ['a1']})).toBe('asked');
      let refused = false;
      protect.copy.allowed({action_ids: []}).catch(() => { refused = true; });
      $rootScope.$apply();
      expect(refused).toBe(true);
    });

    it('finds clients, and chooses all that are shown or none', () => {
      open();
      type('clients', 'WEB');
      expect(part('client').length).toBe(2);
      part('all').find('input').click();
      expect(part('count').text()).toBe('2 clients selected');
      expect(part('all').find('input').prop('checked')).toBe(true);
      choose(1);
      expect(part('count').text()).toBe('1 client selected');
      part('all').find('input').click();
      part('all').find('input').click();
      expect(part('count').text()).toBe('Nothing selected.');
      type('clients', 'nothing');
      expect(part('unfound').length).toBe(1);
      expect(part('all').find('input').prop('disabled')).toBe(true);
    });

    it('offers to add a machine, which is chosen when it comes; what was typed stays', () => {
      spyOn(machines, 'open').and.callFake(() => {
        material.clients.push(client('web-4'));
        return $q.when({added: ['web-4'], protect: false});
      });
      open({id: 'web-2'});
      expect(part('machine').length).toBe(0);
      may['clients:create'] = true;
      part('close').click();
      $rootScope.$apply();
      angular.element('.modal, .modal-backdrop').remove();
      open({id: 'web-2'});
      type('description', 'Typed');
      press('machine');
      expect(part('count').text()).toBe('2 clients selected');
      expect(input('description').val()).toBe('Typed');
    });

    it('ends the search with Esc before the dialog', () => {
      open();
      type('clients', 'web');
      esc();
      expect(part('client').length).toBe(3);
      expect(closed).toBe(null);
      esc();
      expect(closed.created).toEqual([]);
    });

    function esc() {
      freezerFixtures.press('Escape', {keyCode: 27, which: 27}, input('clients')[0]);
      $rootScope.$apply();
    }

    it('has the client of a row chosen', () => {
      open({id: 'web-2'});
      expect(part('count').text()).toBe('1 client selected');
    });

    function offerVolumes(more) {
      volumes = Object.assign({offered: true, failed: null, whole: true, clients: ['web-1'],
        items: [
          {id: 'v1', name: 'shop-db', words: 'Not backed up'},
          {id: 'v2', name: 'wiki <b>data</b>', words: 'Backed up by "Wiki"'}
        ]}, more);
    }

    function pickKind(index) {
      part('kind').eq(index).find('input').click();
      $rootScope.$apply();
    }

    it('asks nothing of volumes where there is no Cinder', () => {
      open();
      expect(part('kind').length).toBe(0);
      expect(api.getForm.calls.allArgs()).toEqual([['backup-jobs']]);
      expect(part('what').text()).toContain('storage');
    });

    it('protects volumes with one client, and asks for no storage', () => {
      offerVolumes();
      answers.check = body => $q.when({session: PLANNED, jobs: body.volumes.map(id => ({
        id: 'job of ' + id, client_id: body.clients[0], volume_id: id, volume_name: 'name of ' + id,
        actions: [{container: null}],
        description: 'Backup of ' + id, backup_name: id, warnings: []}))});
      answers.jobs = body => $q.when({failed: [],
        items: body.volumes.map(id => ({id: body.ids[id], action_ids: []}))});
      open();
      pickKind(1);
      expect(angular.element('#freezer-protect-title').text()).toBe('Protect Volumes');
      expect(part('volume').map((i, each) => each.textContent.trim()).get())
        .toEqual(['shop-db Not backed up', 'wiki <b>data</b> Backed up by "Wiki"']);
      expect(part('what').text()).not.toContain('storage');
      expect(angular.element('[data-field=volumes] .freezer-hint-words').text())
        .toBe('Cinder makes and keeps the backups. Nothing has to be installed on the machines ' +
          'that use the volumes.');
      type('volumes', 'WIKI');
      expect(part('volume').length).toBe(1);
      type('volumes', '');
      part('all').find('input').click();
      expect(part('count').text()).toBe('2 volumes selected');
      press('next');
      expect(sent[0]).toEqual({description: 'Backup of volume {volume}', volumes: ['v1', 'v2'],
        clients: ['web-1'], action: {backup_name: '{volume}'}, check: true});
      press('next');
      expect(part('job').first().text()).toContain('name of v1');
      expect(part('job').first().text()).toContain('Cinder');
      press('start');
      expect(sent[sent.length - 1]).toEqual(jasmine.objectContaining({sessionId: 's1',
        clients: ['web-1'], volumes: ['v1', 'v2'],
        ids: {v1: 'job of v1', v2: 'job of v2'}}));
      press('undo');
      expect(sent.slice(-3)).toEqual(['session s1', 'job job of v1', 'job job of v2']);
    });

    it('goes back to the volumes where they are refused', () => {
      offerVolumes();
      answers.check = refuse({volumes: 'Choose at least one volume.'});
      open();
      pickKind(1);
      expect(part('count').text()).toBe('Nothing selected.');
      press('next');
      expect(part('who').text()).toContain('Choose at least one volume.');
    });

    it('says that Cinder does not answer, and protects machines all the same', () => {
      offerVolumes({items: [], failed: 'Cinder does not answer <b>now</b>.', whole: false});
      open();
      pickKind(1);
      expect(part('silent').text().trim()).toBe('Cinder does not answer <b>now</b>.');
      pickKind(0);
      expect(part('client').length).toBe(3);
    });

    it('checks what is backed up before it asks when', () => {
      fill();
      expect(sent).toEqual([{description: 'Backup of {hostname}', check: true,
        clients: [PROJECT + 'db-1', 'web-1'], action: {path: '/srv', storage: 'swift'}}]);
      expect(part('place').map((i, each) => each.textContent.trim()).get())
        .toEqual(['In a new session', 'In an existing session', 'Each job on its own schedule',
          'Not yet']);
      expect(part('name').val()).toBe('Nightly backup');
      expect($document[0].activeElement).toBe(part('place').eq(0).find('input')[0]);
      press('back');
      expect(input('action.path').val()).toBe('/srv');
      expect(part('count').text()).toBe('2 clients selected');
    });

    it('shows the plan for a new session, and writes nothing', () => {
      fillAndCheck();
      expect(sent[1].session).toEqual({description: 'Nightly backup',
        schedule: {schedule_hour: '2', schedule_minute: '30', zone: 'UTC'}});
      expect(part('check').text()).toContain('2 jobs and session Web <b>nightly</b> will be');
      expect(part('check').text()).toContain('every day at 02:30. First run:');
      expect(part('job').eq(0).find('th').text()).toBe('db-1');
      expect(part('job').eq(0).text()).toContain('Object storage');
      expect(part('job').eq(0).find('.freezer-protect-warning').length).toBe(0);
      expect(part('job').eq(1).text()).toContain('It is a <b>twin</b>.');
      expect(part('start').text()).toBe('Create session and 2 jobs');
      expect($document[0].activeElement).toBe(part('start')[0]);
      press('back');
      expect(part('name').val()).toBe('Nightly backup');
    });

    it('creates the session, then its jobs under the ids of the plan', () => {
      fillAndCheck();
      press('start');
      expect(sent.slice(2)).toEqual([
        {description: 'Nightly backup', as_calendar: true,
          schedule: {schedule_hour: '2', schedule_minute: '30', zone: 'UTC'}},
        {sessionId: 's1', description: 'Backup of {hostname}',
          clients: [PROJECT + 'db-1', 'web-1'], action: {path: '/srv', storage: 'swift'},
          ids: {[PROJECT + 'db-1']: 'job of ' + PROJECT + 'db-1', 'web-1': 'job of web-1'}}
      ]);
      expect(part('made').text()).toContain('2 jobs were created.');
      expect(part('made').text()).toContain('First run:');
      expect(part('opened').attr('href')).toContain('freezer_sessions/s1');
      expect(part('failed').length).toBe(0);
      expect(part('rest').length).toBe(0);
      expect(list.refresh).toHaveBeenCalledTimes(1);
      expect($document[0].activeElement).toBe(part('close')[0]);
      part('close').click();
      $rootScope.$apply();
      expect(closed.created.map(each => each.id))
        .toEqual(['job of ' + PROJECT + 'db-1', 'job of web-1']);
    });

    it('creates the jobs in a session that is there', () => {
      fill();
      pick('In an existing session');
      answers.check = refuse({session_id: 'Choose one of the sessions.'});
      press('next');
      expect(input('session_id-error').text()).toContain('Choose one');
      answers.check = body => $q.when({jobs: body.clients.map(planned), session: PLANNED});
      input('session_id').find('option:contains("Weekly <b>one</b>")').prop('selected', true);
      input('session_id').trigger('change');
      press('next');
      expect(sent[sent.length - 1].session_id).toBe('s7');
      expect(part('check').text()).toContain('2 jobs will be created in session Web <b>nightly');
      press('start');
      expect(api.createSession).not.toHaveBeenCalled();
      expect(sent[sent.length - 1].sessionId).toBe('s7');
    });

    it('creates jobs that wait, and says so', () => {
      fillAndCheck('Not yet');
      expect(part('check').text()).toContain('2 jobs will be created.');
      press('start');
      expect(api.createMembers).not.toHaveBeenCalled();
      expect(part('then').text()).toContain('The jobs do not run until you add them');
      expect(part('board').attr('href')).toBe('project/freezer_board/');
    });

    it('offers no session to those who may not make one', () => {
      may = {};
      fill();
      expect(part('place').map((i, each) => each.textContent.trim()).get())
        .toEqual(['Each job on its own schedule', 'Not yet']);
    });

    it('says the value of a storage that the form does not know', () => {
      answers.check = () => $q.when({session: null,
        jobs: [Object.assign(planned('web-2'), {actions: [{storage: 'tape'}]})]});
      fillAndCheck('Not yet');
      expect(part('job').text()).toContain('tape');
    });

    it('says which clients got no job, and creates the rest under the same ids', () => {
      answers.jobs = () => $q.when({items: [{id: 'job of web-1'}],
        failed: [{client_id: PROJECT + 'db-1', error: 'Freezer <b>refused</b>.'}]});
      fillAndCheck();
      press('start');
      expect(part('made').text()).toContain('1 of 2 jobs were created.');
      expect(part('failed').find('li').text()).toBe('db-1 · Freezer <b>refused</b>.');
      answers.jobs = made;
      press('rest');
      expect(api.createSession).toHaveBeenCalledTimes(1);
      expect(sent[sent.length - 1].ids)
        .toEqual({[PROJECT + 'db-1']: 'job of ' + PROJECT + 'db-1'});
      expect(part('made').text()).toContain('2 jobs were created.');
    });

    it('says why no job of a call was made', () => {
      answers.jobs = () => $q.reject({status: 409, error: 'No job was made.', detail: [
        {client_id: 'web-1', error: 'Not now.'}]});
      fillAndCheck();
      press('start');
      expect(part('failed').find('li').text()).toBe('web-1 · Not now.');
      expect(part('made').text()).toContain('0 of 2 jobs were created.');
    });

    it('looks for the session whose answer was lost, and begins no job before', () => {
      answers.session = () => $q.reject({status: 504, error: 'Freezer did not answer.'});
      fillAndCheck();
      press('start');
      expect(api.createMembers).not.toHaveBeenCalled();
      expect(part('failed').find('li').text()).toBe('Nightly backup · Freezer did not answer.');
      answers.session = () => $q.when({id: 's2'});
      press('rest');
      expect(api.createSession.calls.mostRecent().args[0].again).toBe(true);
      expect(part('made').text()).toContain('2 jobs were created.');
    });

    it('deletes what was made, the session first', () => {
      fillAndCheck();
      press('start');
      sent = [];
      press('undo');
      expect(sent).toEqual(['session s1', 'job job of ' + PROJECT + 'db-1', 'job job of web-1',
        'action of ' + PROJECT + 'db-1', 'action of web-1']);
      expect(part('made').text()).toContain('Everything that was created is deleted again.');
      expect(part('undo').length).toBe(0);
      expect(part('opened').length).toBe(0);
    });

    it('finds and deletes the session whose answer was lost', () => {
      answers.session = () => $q.reject({status: 504, error: 'Freezer did not answer.'});
      fillAndCheck();
      press('start');
      press('undo');
      expect(part('failed').find('li').text()).toBe('Nightly backup · Freezer did not answer.');
      expect(part('made').text()).not.toContain('Everything that was created is deleted again.');
      answers.session = () => $q.when({id: 's2'});
      sent = [];
      press('undo');
      expect(sent[0].again).toBe(true);
      expect(sent.slice(1)).toEqual(['session s2']);
      expect(part('made').text()).toContain('Everything that was created is deleted again.');
    });

    it('creates no session to delete it where it was refused', () => {
      answers.session = () => $q.reject({status: 400, error: 'Wrong.', detail: null});
      fillAndCheck();
      press('start');
      press('undo');
      expect(api.createSession).toHaveBeenCalledTimes(1);
      expect(api.deleteSession).not.toHaveBeenCalled();
    });

    it('deletes no session that was there, and takes what is gone for deleted', () => {
      fill();
      pick('In an existing session');
      press('next');
      press('start');
      api.deleteJob.and.returnValue($q.reject({status: 404, error: 'Not there.'}));
      press('undo');
      expect(api.deleteSession).not.toHaveBeenCalled();
      expect(part('made').text()).toContain('Everything that was created is deleted again.');
    });

    it('says what could not be deleted', () => {
      fillAndCheck();
      press('start');
      api.deleteJob.and.returnValue($q.reject({status: 409, error: 'It <b>runs</b>.'}));
      press('undo');
      expect(part('failed').find('li').eq(0).text()).toBe('db-1 · It <b>runs</b>.');
      expect(part('undo').length).toBe(1);
    });

    it('makes many jobs some at a time', () => {
      material.clients = Array.from({length: 12}, (each, index) => client('web-' + index));
      open();
      part('all').find('input').click();
      press('next');
      press('next');
      press('start');
      expect(api.createMembers.calls.allArgs().map(each => each[1].clients.length))
        .toEqual([5, 5, 2]);
      expect(part('made').text()).toContain('12 jobs were created.');
    });

    it('puts what is wrong with the session at its field', () => {
      fill();
      answers.check = refuse({'session.description': 'Give <b>it</b> a description.'});
      press('next');
      expect(input('description-error').text()).toContain('Give <b>it</b> a description.');
      expect($document[0].activeElement).toBe(part('name')[0]);
      part('name').val('Web').trigger('input');
      expect(input('description-error').length).toBe(0);
    });

    it('puts what is wrong at its field, and goes to the first', () => {
      answers.check = refuse({'action.path': 'Write the whole path.', clients: 'Choose one.'});
      open();
      press('next');
      expect($document[0].activeElement).toBe(input('clients')[0]);
      expect(input('clients-error').text()).toContain('Choose one.');
      expect(input('action.path-error').text()).toContain('Write the whole path.');
      choose(0);
      expect(input('clients-error').length).toBe(0);
      press('next');
      type('clients', 'web');
      part('all').find('input').click();
      type('action.path', '/srv');
      expect(angular.element('.freezer-field-error').length).toBe(0);
    });

    it('leads back to what is backed up where the session shows that it is wrong', () => {
      fill();
      answers.check = refuse({'action.path': 'Keep them longer.'});
      press('next');
      expect(input('action.path-error').text()).toContain('Keep them longer.');
    });

    it('says above the form what is wrong with no field of it', () => {
      answers.check = refuse({'action.ssh_host': 'There is no such field.'});
      open();
      part('next').click();
      expect(part('failure').text()).toContain('Wrong');
    });

    it('stays open while it writes, and can be stopped', () => {
      answers.session = () => $q.defer().promise;
      fillAndCheck();
      part('start').click();
      $rootScope.$apply();
      expect(angular.element('.freezer-batch-words').text().trim()).toBe('Creating…');
      $uibModalStack.dismissAll();
      $rootScope.$apply();
      expect(closed).toBe(null);
    });

    it('says that there are no clients, and what to do', () => {
      material.clients = [];
      open();
      expect(part('none').text()).toContain('no clients yet');
      expect(part('next').length).toBe(0);
      part('close').click();
      $rootScope.$apply();
      expect(closed.created).toEqual([]);
    });

    it('can be tried again when the clients could not be read', () => {
      material.failure = {status: 502, error: 'Freezer <b>is</b> away.'};
      protect.perform();
      $rootScope.$apply();
      expect(part('failure').text()).toContain('Freezer <b>is</b> away.');
      material.failure = null;
      press('again');
      expect(part('client').length).toBe(3);
    });
  });
})();
