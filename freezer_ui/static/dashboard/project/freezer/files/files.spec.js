(function() {
  'use strict';

  describe('freezer files', () => {
    let download, files, list;
    let sent, answer, result;
    const PLAN = freezerFixtures.like('filed', {
      id: 'j9', description: 'Orders <b>', client_id: 'web-1', runs: true,
      schedule: {words: 'every day', next_run: 60, next_run_note: null},
      actions: [[{name: 'backup_name', value: 'orders <i>'}, {name: 'ssh_key', value: null}]],
      warnings: ['A <b>twin</b>.'], ignored: ['job_id']
    });

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      download = freezer('core.download');
      files = freezer('files.service');
      list = freezer('lists.resources').of('OS::Freezer::Job');
      sent = [];
      result = null;
      answer = body => $q.when(body.check ? PLAN : {id: 'j9', name: 'Orders <b>'});
      ['success', 'warning', 'failure'].forEach(name => spyOn(toast, name));
      spyOn(list, 'refresh');
      spyOn(download, 'file');
      spyOn(api, 'getAllClients').and.callFake(() => $q.when([{id: 'web-1'}, {id: 'web-2'}]));
      spyOn(api, 'createFromFile').and.callFake((panel, body) => {
        sent.push([panel, body]);
        return answer(body);
      });
      spyOn(api, 'updateFromFile').and.callFake((panel, id, body) => {
        sent.push([panel, id, body]);
        return answer(body);
      });
    });

    describe('exported', () => {
      it('is given to the user, who is told what is not in it', () => {
        const file = {name: 'job-x.json', type: 'application/json', text: '{}',
          left_out: ['ssh_password'], commands: []};
        spyOn(api, 'getFile').and.returnValue($q.when(file));
        files.exportOf('jobs').perform({id: 'j1', name: 'x'});
        $rootScope.$apply();
        expect(api.getFile).toHaveBeenCalledWith('jobs', 'j1');
        expect(download.file).toHaveBeenCalledWith(file);
        expect(toast.warning.calls.mostRecent().args[1])
          .toEqual({file: 'job-x.json', fields: 'ssh_password'});
      });

      it('says why it could not be', () => {
        spyOn(api, 'getFile').and.returnValue($q.reject({status: 404, error: 'Gone.'}));
        files.exportOf('jobs').perform({id: 'j1', name: 'x'});
        $rootScope.$apply();
        expect(download.file).not.toHaveBeenCalled();
        expect(toast.failure).toHaveBeenCalled();
      });
    });

    function begin(asked) {
      asked.then(given => { result = given; }, () => { result = 'cancelled'; });
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function part(name) {
      return angular.element('.freezer-file-' + name);
    }

    /** A file's text comes as browsers give it: by a promise that is not Angular's. */
    function choose(text) {
      const ctrl = part('close').scope().ctrl;
      return ctrl.take({name: 'job.json', text: () => Promise.resolve(text)});
    }

    function press(name) {
      part(name).click();
      $rootScope.$apply();
    }

    describe('that change what is there', () => {
      const CHANGES = [
        {part: 'description', before: 'Old <b>', after: 'New <i>'},
        {part: 'job_actions[1].ssh_password', before: null, after: ''}
      ];
      const CHECKED = {changes: CHANGES, schedule: null, warnings: ['Shared <b>.'], ignored: [],
        version: 'v1'};

      function open(panel, follow) {
        begin(files.update(panel, follow).perform({id: 'x1'}));
      }

      it('are checked, shown field by field, and saved', done => {
        answer = body => $q.when(body.check ? CHECKED : {id: 'x1', name: 'New <i>'});
        open('jobs');
        choose('{"description": "New <i>"}').then(() => {
          expect(sent).toEqual([['jobs', 'x1',
            {document: {description: 'New <i>'}, check: true}]]);
          expect(part('changes').find('tbody tr').map((i, row) =>
            angular.element(row).children().map((j, cell) => cell.textContent).get().join('|'))
            .get()).toEqual(['description|Old <b>|New <i>',
            'job_actions[1].ssh_password|hidden|not set']);
          expect(part('plan').text()).toContain('Shared <b>.');
          expect(part('plan').text()).not.toContain('runs only when it is started');
          press('save');
          expect(sent[1][2]).toEqual({document: {description: 'New <i>'}, version: 'v1'});
          expect(list.refresh).toHaveBeenCalled();
          expect(toast.success.calls.mostRecent().args[1]).toEqual({name: 'New <i>'});
          expect(result.updated.map(each => each.id)).toEqual(['x1']);
        }).then(done, done.fail);
      });

      it('are not saved where nothing would change', done => {
        answer = () => $q.when(Object.assign({}, CHECKED, {changes: []}));
        open('actions');
        choose('{}').then(() => {
          expect(part('plan').text()).toContain('No changes');
          expect(part('save').prop('disabled')).toBe(true);
        }).then(done, done.fail);
      });

      it('are shown against what somebody else made of it', done => {
        const now = Object.assign({}, CHECKED, {version: 'v2',
          changes: [{part: 'description', before: 'Theirs', after: 'New <i>'}]});
        answer = body => body.check ? $q.when(CHECKED) : body.version === 'v2' ? $q.when({id: 'x1'})
          : $q.reject({status: 409, error: 'Changed.', detail: now});
        open('actions');
        choose('{}').then(() => {
          press('save');
          expect(part('failure').text()).toContain('Changed.');
          expect(part('changes').text()).toContain('Theirs');
          press('save');
          expect(sent[2][2].version).toBe('v2');
          expect(result.updated.length).toBe(1);
        }).then(done, done.fail);
      });

      it('are checked again after a failure that says nothing of them', done => {
        answer = body => body.check ? $q.when(CHECKED)
          : $q.reject({status: 504, error: 'Late.'});
        open('jobs');
        choose('{}').then(() => {
          press('save');
          expect(part('save').prop('disabled')).toBe(true);
          press('again');
          expect(sent.length).toBe(3);
          expect(part('save').prop('disabled')).toBe(false);
        }).then(done, done.fail);
      });

      it('of a session are followed by its jobs', done => {
        const followed = [];
        answer = body => $q.when(body.check ? CHECKED : {id: 'x1', name: 's'});
        open('sessions', (row, plan) => { followed.push(row.id, plan.changes); });
        choose('{}').then(() => {
          press('save');
          expect(followed).toEqual(['x1', CHANGES]);
          expect(toast.success).not.toHaveBeenCalled();
        }).then(done, done.fail);
      });

      it('need their rights', () => {
        spyOn(permissions, 'allowed').and.returnValue('asked');
        expect(files.update('sessions').allowed()).toBe('asked');
        expect(permissions.allowed).toHaveBeenCalledWith(['sessions:update']);
      });
    });

    describe('created from', () => {
      function open(panel) {
        begin(files.creation(panel || 'jobs').perform());
      }

      it('takes the file that the user chose, once there is one', () => {
        open();
        const input = angular.element('[id="freezer-file-choice"]')[0];
        const ctrl = part('close').scope().ctrl;
        spyOn(ctrl, 'take');
        input.dispatchEvent(new Event('change'));
        expect(ctrl.take).not.toHaveBeenCalled();
        const chosen = new DataTransfer();
        chosen.items.add(new File(['{}'], 'job.json'));
        input.files = chosen.files;
        input.dispatchEvent(new Event('change'));
        expect(ctrl.take.calls.mostRecent().args[0].name).toBe('job.json');
      });

      it('says when it runs', () => {
        open();
        const ctrl = part('close').scope().ctrl;
        ctrl.plan = {schedule: null};
        expect(ctrl.runWords()).toContain('runs only when it is started');
        ctrl.plan = {runs: false, schedule: {words: 'every day'}};
        expect(ctrl.runWords()).toBe('Stopped. Its schedule: every day.');
        ctrl.plan = {runs: true, schedule: {words: 'once', next_run: null, next_run_note: 'Over.'}};
        expect(ctrl.runWords()).toBe('Schedule: once. Over.');
      });

      it('needs the right to create', () => {
        spyOn(permissions, 'allowed').and.returnValue('asked');
        expect(files.creation('sessions').allowed()).toBe('asked');
        expect(permissions.allowed).toHaveBeenCalledWith(['sessions:create']);
      });

      it('shows what would be made, and makes it', done => {
        open();
        expect(part('save').prop('disabled')).toBe(true);
        choose('{"description": "x"}').then(() => {
          expect(sent).toEqual([['jobs', {document: {description: 'x'}, check: true}]]);
          expect(part('plan').text()).toContain('orders <i>');
          expect(part('plan').text()).toContain('hidden');
          expect(part('plan').text()).toContain('A <b>twin</b>.');
          expect(part('plan').text()).toContain('First run:');
          expect(part('plan').text()).toContain('job_id');
          press('save');
          expect(sent[1]).toEqual(['jobs', {document: {description: 'x'}, id: 'j9'}]);
          expect(list.refresh).toHaveBeenCalled();
          expect(result.created.map(each => each.id)).toEqual(['j9']);
        }).then(done, done.fail);
      });

      it('says part by part what is wrong, and lets the client be chosen', done => {
        open();
        answer = body => body.client_id ? $q.when(PLAN) : $q.reject({status: 400, error: 'No.',
          detail: {client_id: 'No <b>client</b>.', 'job_actions[1].mode': 'No <i>mode</i>.'}});
        choose('{}').then(() => {
          expect(part('wrong').find('li').map((i, each) => each.textContent.trim()).get())
            .toEqual(['client_id No <b>client</b>.', 'job_actions[1].mode No <i>mode</i>.']);
          expect(part('save').prop('disabled')).toBe(true);
          const client = angular.element('[id="freezer-file-client"]');
          client.val(client.find('option').last().val()).trigger('change');
          expect(sent[1][1]).toEqual({document: {}, client_id: 'web-2', check: true});
          expect(part('wrong').length).toBe(0);
          expect(part('save').prop('disabled')).toBe(false);
        }).then(done, done.fail);
      });

      it('sends nothing of what is no JSON, or cannot be read', done => {
        open();
        choose('{').then(() => {
          expect(sent).toEqual([]);
          expect(part('failure').text()).toContain('not JSON');
          const ctrl = part('close').scope().ctrl;
          return ctrl.take({name: 'x', text: () => Promise.reject(new Error('gone'))});
        }).then(() => {
          expect(part('failure').text()).toContain('could not read the file');
          press('close');
          expect(result).toBe('cancelled');
        }).then(done, done.fail);
      });

      it('keeps the plan where the answer was lost, and makes a session once', done => {
        open('sessions');
        choose('{"schedule": {}}').then(() => {
          answer = () => $q.reject({status: 504, error: 'Late.'});
          press('save');
          expect(part('failure').text()).toContain('Late.');
          answer = () => $q.when({id: 's1', name: 'x'});
          press('save');
          expect(sent.slice(1)).toEqual([
            ['sessions', {document: {schedule: {}}}],
            ['sessions', {document: {schedule: {}}, again: true}]
          ]);
        }).then(done, done.fail);
      });

      it('takes the last of two files', done => {
        open();
        let first;
        const ctrl = part('close').scope().ctrl;
        const slow = ctrl.take({name: 'a', text: () => new Promise(given => { first = given; })});
        choose('{"description": "b"}').then(() => {
          first('{"description": "a"}');
          return slow;
        }).then(() => {
          expect(sent.map(each => each[1].document.description)).toEqual(['b']);
        }).then(done, done.fail);
      });
    });

    describe('as commands', () => {
      let element, scope;

      beforeEach(() => {
        scope = $rootScope.$new();
        element = freezerFixtures.draw(
          '<freezer-commands panel="actions" of="\'a1\'"></freezer-commands>', scope);
      });

      function toggle() {
        element.find('.freezer-commands-toggle').click();
        scope.$apply();
      }

      it('are read when they are opened, and are text', () => {
        spyOn(api, 'getFile').and.callFake(() => $q.when({left_out: ['ssh_password'],
          commands: [{title: 'Run <b>it</b>', text: "freezer-agent --mode 'a <i>'"}]}));
        expect(element.find('pre').length).toBe(0);
        toggle();
        expect(api.getFile).toHaveBeenCalledWith('actions', 'a1');
        expect(element.find('pre').text()).toBe("freezer-agent --mode 'a <i>'");
        expect(element.find('h4').text()).toBe('Run <b>it</b>');
        expect(element.text()).toContain('ssh_password');
        toggle();
        expect(element.find('pre').length).toBe(0);
      });

      it('say why they could not be read', () => {
        spyOn(api, 'getFile').and.callFake(() => $q.reject({error: 'Gone <b>.'}));
        toggle();
        expect(element.find('[role="alert"]').text()).toBe('Gone <b>.');
      });
    });
  });
})();
