(function() {
  'use strict';


  describe('freezer form of an action', () => {
    let forms, list;
    let sent, answers, stored, result;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      forms = freezer('actions.form');
      list = freezer('lists.resources').of('OS::Freezer::Action');
      sent = [];
      result = null;
      stored = freezerFixtures.like('actionForm', {
        values: {action: 'backup', backup_name: 'orders', path: '/srv', password: null, sync: true},
        secrets: ['password'],
        others: [{name: 'always_level', value: '3', warning: null},
          {name: 'secret_key', value: null, warning: 'Agents <b>stop</b> at it.'}],
        version: 'v1',
        used_by: Array.from({length: 6}, (each, index) => ({id: 'j' + index, name: 'Job ' + index}))
      });
      answers = {
        form: () => $q.when(stored),
        send: body => $q.when({id: 'a2', name: body.action.backup_name})
      };
      spyOn(list, 'refresh');
      spyOn(toast, 'success');
      spyOn(api, 'getForm').and.callFake(() => $q.when({action: [
        field('action', {kind: 'choice', default: 'backup', choices: [
          {value: 'backup', label: 'Back up'}, {value: 'admin', label: 'Delete <old>'}]}),
        field('backup_name', {}),
        field('path', {when: {action: ['backup']}}),
        field('password', {kind: 'secret', when: {action: ['backup']}}),
        field('sync', {kind: 'switch', default: false})
      ]}));
      spyOn(api, 'getActionForm').and.callFake(() => answers.form());
      ['createAction', 'updateAction'].forEach(name => {
        spyOn(api, name).and.callFake((...args) => {
          sent.push([name].concat(args));
          return answers.send(args[args.length - 1]);
        });
      });
    });

    function field(name, more) {
      return freezerFixtures.like('form.action.0', {
        name, kind: 'text', label: 'Label of ' + name, help: '', needed: true, default: null,
        choices: [], when: {}, least: 0, most: 100, more: false
      }, more);
    }

    function open(what) {
      forms[what].perform({id: 'a1', name: 'orders'}).then(given => { result = given; },
                                                           () => { result = 'cancelled'; });
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function part(name) {
      return angular.element('.freezer-action-' + name);
    }

    function input(name) {
      return angular.element('[id="freezer-action.' + name + '"]');
    }

    function type(name, words) {
      input(name).val(words).trigger('input');
    }

    function save() {
      part('save').click();
      $rootScope.$apply();
    }

    it('is offered to those who may', () => {
      spyOn(permissions, 'allowed').and.returnValue('asked');
      expect(forms.create.allowed()).toBe('asked');
      expect(permissions.allowed).toHaveBeenCalledWith(['actions:create']);
      forms.edit.allowed();
      expect(permissions.allowed).toHaveBeenCalledWith(['actions:update']);
      forms.copy.allowed();
      expect(permissions.allowed).toHaveBeenCalledWith(['actions:create']);
    });

    it('creates an action, says so, and has the list read again', () => {
      open('create');
      expect(angular.element('#freezer-action-title').text()).toBe('Create Action');
      expect($document[0].activeElement).toBe(input('action')[0]);
      expect(part('used').length + part('others').length + part('secret').length).toBe(0);
      type('backup_name', 'new');
      save();
      expect(sent).toEqual([['createAction', {
        id: jasmine.stringMatching(/^[0-9a-f]{32}$/), drop: [],
        action: {action: 'backup', backup_name: 'new', path: null, password: null, sync: false}
      }]]);
      expect(toast.success).toHaveBeenCalledWith('Created action %(name)s.', {name: 'new'});
      expect(list.refresh).toHaveBeenCalledTimes(1);
      expect(result.updated.map(each => each.id)).toEqual(['a2']);
    });

    it('edits one, and says first which jobs use it', () => {
      open('edit');
      expect(angular.element('#freezer-action-title').text()).toBe('Edit Action orders');
      expect(part('used').text()).toContain('6 jobs use this action, and');
      expect(part('used').text()).toContain('Job 4');
      expect(part('used').text()).not.toContain('Job 5');
      expect(input('path').val()).toBe('/srv');
      type('path', '/srv/new');
      save();
      expect(sent).toEqual([['updateAction', 'a1', {version: 'v1', drop: [], action: {
        action: 'backup', backup_name: 'orders', path: '/srv/new', password: null, sync: true}}]]);
    });

    it('shows what another tool wrote, and drops what is to go', () => {
      open('edit');
      expect(part('other').eq(0).text()).toContain('always_level 3');
      expect(part('other').eq(1).text()).toContain('Agents <b>stop</b> at it.');
      expect(part('other').eq(1).text()).not.toContain(':  ');
      expect(part('secret').text()).toContain('Label of password');
      part('other').eq(1).find('input').click();
      part('secret').find('input').click();
      save();
      expect(sent[0][2].drop).toEqual(['secret_key', 'password']);
    });

    it('keeps a secret only where its field applies and nothing new was typed', () => {
      open('edit');
      type('password', 'new');
      expect(part('secret').length).toBe(0);
      type('password', '');
      expect(part('secret').length).toBe(1);
      input('action').find('option').eq(1).prop('selected', true);
      input('action').trigger('change');
      expect(part('secret').length).toBe(0);
    });

    it('copies one under a name of its own', () => {
      open('copy');
      expect(input('backup_name').val()).toBe('orders copy');
      expect(part('used').length).toBe(0);
      save();
      expect(sent[0][0]).toBe('createAction');
      expect(sent[0][1].copy_of).toBe('a1');
      expect(sent[0][1].version).toBeUndefined();
    });

    it('puts what is wrong at its field', () => {
      open('create');
      answers.send = () => $q.reject({status: 400, error: 'Wrong', detail: {
        'action.backup_name': 'Leave out <b>.'}});
      save();
      $timeout.flush(0);
      expect(input('backup_name-error').text()).toContain('Leave out <b>.');
      expect($document[0].activeElement).toBe(input('backup_name')[0]);
      expect(result).toBe(null);
    });

    it('shows both versions where two edit one action, and keeps what is saved again', () => {
      open('edit');
      type('path', '/srv/mine');
      answers.send = () => $q.reject({status: 409, error: 'Someone <b>changed</b> it.', detail: {
        version: 'v2', secrets: [], others: [], used_by: [],
        values: {action: 'admin', backup_name: 'orders', path: '/srv/theirs', sync: false}}});
      save();
      expect(part('failure').text()).toContain('Someone <b>changed</b> it.');
      const rows = angular.element('.freezer-differences tbody tr');
      expect(rows.map((i, row) => row.textContent).get()).toEqual([
        'Label of actionBack upDelete <old>', 'Label of path/srv/mine/srv/theirs',
        'Label of syncyesno']);
      save();
      expect(sent[1][2].version).toBe('v2');
      expect(sent[1][2].action.path).toBe('/srv/mine');
      angular.element('.freezer-differences-theirs').click();
      expect(input('backup_name').val()).toBe('orders');
      expect(input('action').find('option:selected').text()).toBe('Delete <old>');
      expect(part('failure').length).toBe(0);
      $timeout.flush(0);
      expect($document[0].activeElement).toBe(input('action')[0]);
    });

    it('says above the form what failed otherwise', () => {
      open('create');
      answers.send = () => $q.reject({status: 502, error: 'Freezer <b>failed</b>.', detail: null});
      save();
      expect(part('failure').text()).toContain('Freezer <b>failed</b>.');
      expect(angular.element('.freezer-differences').length).toBe(0);
      part('close').click();
      $rootScope.$apply();
      expect(result).toBe('cancelled');
    });

    it('can be tried again when the action could not be read', () => {
      answers.form = () => $q.reject({status: 502, error: 'Freezer <b>is</b> away.'});
      forms.edit.perform({id: 'a1', name: 'orders'}).catch(angular.noop);
      $rootScope.$apply();
      expect(part('failure').text()).toContain('Freezer <b>is</b> away.');
      answers.form = () => $q.when(stored);
      part('again').click();
      $rootScope.$apply();
      $timeout.flush(0);
      expect(input('path').val()).toBe('/srv');
    });
  });
})();
