(function() {
  'use strict';

  var base = 'horizon.dashboard.project.freezer.';
  var PROJECT = '0123456789abcdef0123456789abcdef_';

  describe('freezer create jobs', function() {
    var api, create, list, permissions, $q, $rootScope, $timeout, $document, sent, answers;
    var material, closed;

    beforeEach(module('templates'));
    beforeEach(module('horizon.framework', 'horizon.app.core', 'gettext', 'ui.bootstrap'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($injector) {
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      $timeout = $injector.get('$timeout');
      $document = $injector.get('$document');
      api = $injector.get(base + 'core.api');
      create = $injector.get(base + 'jobs.create');
      list = $injector.get(base + 'lists.resources').of('OS::Freezer::Job');
      permissions = $injector.get(base + 'core.permissions');
      sent = [];
      closed = null;
      material = {clients: [client(PROJECT + 'db-1'), client('web-1'), client('web-2')]};
      answers = {check: () => $q.when({jobs: sent[sent.length - 1].clients.map(planned)})};
      spyOn(list, 'refresh');
      spyOn(api, 'getForm').and.callFake(() => material.failure ? $q.reject(material.failure)
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
      spyOn(api, 'createJobs').and.callFake(body => {
        sent.push(body);
        return answers[body.check ? 'check' : 'create']();
      });
    }));
    afterEach(function() {
      angular.element('.modal, .modal-backdrop').remove();
      angular.element('body').removeClass('modal-open');
    });

    function client(id) {
      return {id, hostname: 'host of ' + id, description: ''};
    }

    function field(name, more) {
      return angular.extend({name, kind: 'text', label: name, help: '', needed: true, default: null,
        choices: [], when: {}, least: 0, most: 100, more: false}, more);
    }

    function planned(id) {
      return {client_id: id, description: 'Backup of ' + id, backup_name: 'files', storage: 'swift',
        path_to_backup: '/srv', container: 'nightly',
        warnings: id === 'web-1' ? ['It is a <b>twin</b>.'] : []};
    }

    function open() {
      create.perform().then(result => { closed = result; });
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function part(name) {
      return angular.element('.freezer-create-' + name);
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
      $timeout.flush(0);
    }

    function fillAndCheck() {
      open();
      choose(0);
      choose(1);
      type('action.path', '/srv');
      press('next');
    }

    function refuse(detail) {
      return () => $q.reject({status: 400, error: 'Wrong', field: Object.keys(detail)[0], detail});
    }

    it('is offered to those who may create jobs', function() {
      spyOn(permissions, 'allowed').and.returnValue('asked');
      expect(create.allowed()).toBe('asked');
      expect(permissions.allowed).toHaveBeenCalledWith(['jobs:create']);
    });

    it('shows the clients of all pages by their names, and the defaults', function() {
      open();
      expect(api.getForm).toHaveBeenCalledWith('backup-jobs');
      expect(part('client').map((i, each) => each.textContent.trim()).get())
        .toEqual(['db-1', 'web-1', 'web-2']);
      expect(input('description').val()).toBe('Backup of {hostname}');
      expect(part('count').text()).toBe('No client is chosen.');
      expect($document[0].activeElement).toBe(input('clients')[0]);
    });

    it('finds clients, and chooses all that are shown or none', function() {
      open();
      type('clients', 'WEB');
      expect(part('client').length).toBe(2);
      part('all').find('input').click();
      expect(part('count').text()).toBe('2 clients are chosen.');
      expect(part('all').find('input').prop('checked')).toBe(true);
      choose(1);
      expect(part('count').text()).toBe('1 client is chosen.');
      part('all').find('input').click();
      part('all').find('input').click();
      expect(part('count').text()).toBe('No client is chosen.');
      type('clients', 'nothing');
      expect(part('unfound').length).toBe(1);
      expect(part('all').find('input').prop('disabled')).toBe(true);
    });

    it('ends the search with Esc before the dialog', function() {
      open();
      type('clients', 'web');
      esc();
      expect(part('client').length).toBe(3);
      expect(closed).toBe(null);
      esc();
      expect(closed.created).toEqual([]);
    });

    function esc() {
      input('clients')[0].dispatchEvent(new KeyboardEvent('keydown',
        {key: 'Escape', keyCode: 27, which: 27, bubbles: true, cancelable: true}));
      $rootScope.$apply();
    }

    it('shows what would be made, one row a client, and writes nothing', function() {
      fillAndCheck();
      expect(sent).toEqual([{description: 'Backup of {hostname}', check: true,
        clients: [PROJECT + 'db-1', 'web-1'], action: {path: '/srv', storage: 'swift'}}]);
      expect(part('check').text()).toContain('2 jobs will be created');
      expect(part('job').eq(0).find('th').text()).toBe('db-1');
      expect(part('job').eq(0).text()).toContain('Object storage');
      expect(part('job').eq(0).find('.freezer-create-warning').length).toBe(0);
      expect(part('job').eq(1).text()).toContain('It is a <b>twin</b>.');
      expect($document[0].activeElement).toBe(part('start')[0]);
    });

    it('says the value of a storage that the form does not know', function() {
      answers.check = () => $q.when({jobs: [angular.extend(planned('web-2'), {storage: 'tape'})]});
      fillAndCheck();
      expect(part('job').text()).toContain('tape');
    });

    it('keeps everything when one goes back', function() {
      fillAndCheck();
      press('back');
      expect(input('action.path').val()).toBe('/srv');
      expect(part('count').text()).toBe('2 clients are chosen.');
    });

    it('makes the jobs, says so, and has the list read again', function() {
      answers.create = () => $q.when({items: [{id: 'j1'}, {id: 'j2'}], failed: []});
      fillAndCheck();
      expect(part('start').text().trim()).toBe('Create 2 jobs');
      press('start');
      expect(sent[1]).toEqual(angular.extend({}, sent[0], {check: false}));
      expect(part('made').text()).toContain('2 jobs were created.');
      expect(part('failed').length).toBe(0);
      expect(part('made').next().text()).toContain('They do not run by themselves yet.');
      expect(part('board').attr('href')).toBe('project/freezer_board/');
      expect(list.refresh).toHaveBeenCalledTimes(1);
      expect($document[0].activeElement).toBe(part('close')[0]);
      part('close').click();
      $rootScope.$apply();
      expect(closed.created.map(each => each.id)).toEqual(['j1', 'j2']);
    });

    it('says which clients got no job, and why', function() {
      answers.create = () => $q.when({items: [{id: 'j1'}],
        failed: [{client_id: PROJECT + 'db-1', error: 'Freezer <b>refused</b>.'}]});
      fillAndCheck();
      press('start');
      expect(part('made').text()).toContain('1 job was created.');
      expect(part('made').next().text()).toContain('It does not run by itself yet.');
      expect(part('failed').find('li').text()).toBe('db-1: Freezer <b>refused</b>.');
    });

    it('checks again before another try when a write has failed', function() {
      answers.create = () => $q.reject({status: 409, error: 'No job was made.', detail: [
        {client_id: 'web-1', error: 'Not now.'}]});
      fillAndCheck();
      press('start');
      expect(part('failure').text()).toContain('No job was made.');
      expect(part('doubt').length).toBe(1);
      expect(part('failed').find('li').text()).toBe('web-1: Not now.');
      // the answer may be lost, and the jobs there
      expect(list.refresh).toHaveBeenCalledTimes(1);
      expect(part('start').text().trim()).toBe('Check again');
      press('start');
      expect(sent.map(each => each.check)).toEqual([true, false, true]);
      expect(part('failure').length).toBe(0);
      expect(part('failed').length).toBe(0);
      expect(part('start').text().trim()).toBe('Create 2 jobs');
    });

    it('puts what is wrong at its field, and goes to the first', function() {
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

    it('leads back to the fields when the jobs are refused after all', function() {
      answers.create = refuse({clients: 'Not registered with Freezer: web-1.'});
      fillAndCheck();
      press('start');
      expect(input('clients-error').text()).toContain('Not registered');
      expect(list.refresh).not.toHaveBeenCalled();
    });

    it('says above the form what is wrong with no field of it', function() {
      answers.check = refuse({'action.ssh_host': 'There is no such field.'});
      open();
      part('next').click();
      expect(part('failure').text()).toContain('Wrong');
    });

    it('sends nothing twice, and stays open while it writes', function() {
      answers.create = () => $q.defer().promise;
      fillAndCheck();
      part('start').click();
      expect(part('start').text().trim()).toBe('Creating…');
      expect(part('start').prop('disabled')).toBe(true);
      part('start').triggerHandler('click');
      expect(sent.length).toBe(2);
      inject(function($uibModalStack) {
        $uibModalStack.dismissAll();
      });
      $rootScope.$apply();
      expect(closed).toBe(null);
    });

    it('says that there are no clients, and what to do', function() {
      material.clients = [];
      open();
      expect(part('none').text()).toContain('no clients yet');
      expect(part('next').length).toBe(0);
      part('close').click();
      $rootScope.$apply();
      expect(closed.created).toEqual([]);
    });

    it('can be tried again when the clients could not be read', function() {
      material.failure = {status: 502, error: 'Freezer <b>is</b> away.'};
      create.perform();
      $rootScope.$apply();
      expect(part('failure').text()).toContain('Freezer <b>is</b> away.');
      material.failure = null;
      press('again');
      expect(part('client').length).toBe(3);
    });
  });

  describe('freezer jobs panel', function() {
    var $controller, $q, $rootScope, create;

    beforeEach(module('horizon.framework', 'horizon.app.core'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($injector) {
      $controller = $injector.get('$controller');
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      create = $injector.get(base + 'jobs.create');
    }));

    [true, false].forEach(may => it('offers the first jobs to those who may: ' + may, function() {
      spyOn(create, 'allowed').and.returnValue(may ? $q.when() : $q.reject());
      var ctrl = $controller(base + 'jobs.PanelController');
      $rootScope.$apply();
      expect(ctrl.can.create).toBe(may);
      expect(ctrl.create).toBe(create.perform);
    }));
  });
})();
