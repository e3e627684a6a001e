(function() {
  'use strict';

  describe('freezer restore', function() {
    var api, restore, $q, $rootScope, $timeout, $document, modals, material, refusal, sent, answers;
    var fx = freezerFixtures;

    beforeEach(module('templates'));
    beforeEach(module('horizon.framework', 'horizon.app.core', 'gettext', 'ui.bootstrap'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($injector) {
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      $timeout = $injector.get('$timeout');
      $document = $injector.get('$document');
      modals = $injector.get('$uibModalStack');
      api = $injector.get('horizon.dashboard.project.freezer.api.service');
      restore = $injector.get('horizon.dashboard.project.freezer.sessions.restore');
      sent = [];
      refusal = null;
      answers = null;
      material = {
        snapshot: fx.snapshot(42),
        gaps: [],
        clients: [{id: 'client-a', hostname: 'h'}, {id: 'other', hostname: 'o'}],
        rows: [
          {id: 'a', description: 'Orders <b>', client_id: 'client-a', gap: null, path: '/srv/a',
            older: [], backups: [backup('b1', '/srv/a')]},
          {id: 'b', description: '', client_id: 'gone', gap: null, path: null, older: [],
            backups: [backup('b2', null)]}
        ]
      };
      spyOn(api, 'getRestore').and.callFake(function() {
        return material ? $q.when(material) : $q.reject({status: 502, error: 'No answer.'});
      });
      spyOn(api, 'restoreSnapshot').and.callFake(function(id, key, body) {
        sent.push(body);
        return answers ? answers.promise : refusal ? $q.reject(refusal) : $q.when(body.check
          ? {words: ['"orders" is restored.'], warnings: ['It lies elsewhere.']}
          : {session: {id: 'new', description: 'Restore of Shop tag 42'}, words: []});
      });
    }));
    afterEach(function() {
      angular.element('.modal, .modal-backdrop').remove();
      angular.element('body').removeClass('modal-open');
    });

    function backup(id, path) {
      return {id: id, backup_name: 'orders', at: 1700000000, path: path, words: 'orders, then'};
    }

    function open() {
      restore.open('s', 't42').catch(angular.noop);
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function part(name) {
      return angular.element('.freezer-restore-' + name);
    }

    function type(box, words) {
      box.val(words).trigger('input').trigger('change');
    }

    it('chooses all, each to where it came from', function() {
      open();
      expect(api.getRestore).toHaveBeenCalledWith('s', 't42');
      expect(part('line').eq(0).text()).toContain('Orders <b>');
      expect(part('path').eq(0).val()).toBe('/srv/a');
      expect(part('path').eq(1).val()).toBe('');
      expect(part('count').text()).toBe('2 backups are restored.');
      part('next').click();
      expect(sent[0]).toEqual({check: true, choices: [
        {backup_id: 'b1', client_id: 'client-a', path: '/srv/a'},
        {backup_id: 'b2', client_id: null, path: ''}
      ]});
    });

    it('says what will be done, starts it, and leads to its session', function() {
      open();
      part('next').click();
      expect(part('summary').text()).toContain('"orders" is restored.');
      expect(part('warnings').text()).toContain('It lies elsewhere.');
      part('back').click();
      part('next').click();
      part('start').click();
      expect(sent[2].check).toBe(false);
      expect(part('follow').attr('href')).toContain('Session/new');
      expect(part('body').text()).toContain('Restore of Shop tag 42');
    });

    it('restores below another folder, or where it was', function() {
      open();
      type(part('root'), '/srv/restored/');
      expect(part('path').eq(0).val()).toBe('/srv/restored/srv/a');
      type(part('root'), '');
      expect(part('path').eq(0).val()).toBe('/srv/a');
    });

    it('puts what is wrong at its field', function() {
      open();
      part('choose').eq(0).find('input').click();
      expect(part('count').text()).toBe('1 backup is restored.');
      refusal = {status: 400, error: 'Wrong', field: 'choices.0.path', detail: {
        'choices.0.path': 'Write a whole path.', 'choices.0.client_id': 'Choose one.',
        'body': 'And this.'
      }};
      part('next').click();
      expect(part('line').eq(1).text()).toContain('Write a whole path.');
      expect(part('line').eq(1).text()).toContain('Choose one.');
      expect(part('line').eq(0).text()).not.toContain('Write');
      expect(part('body').text()).toContain('And this.');
      refusal = null;
      part('next').click();
      expect(part('summary').length).toBe(1);
    });

    it('lists gaps first, and fills them with older backups only if asked to', function() {
      material.gaps = ['b has no backup in Tag 42.'];
      material.rows[1].backups = [];
      material.rows[1].gap = material.gaps[0];
      material.rows[1].older = [angular.extend(backup('old', '/b'), {age_words: '1 day older'})];
      open();
      expect(part('gaps').text()).toContain('b has no backup');
      expect(part('count').text()).toBe('1 backup is restored.');
      expect(part('older').text()).toContain('1 day older');
      part('older').val('old').trigger('change');
      expect(part('count').text()).toBe('2 backups are restored.');
      part('next').click();
      expect(sent[0].choices[1].backup_id).toBe('old');
    });

    it('says that there is nothing', function() {
      material.rows = [{id: 'a', description: 'a', client_id: 'c', gap: 'Gap.', older: [],
        path: null, backups: []}];
      open();
      expect(part('line').text()).toContain('no older backup');
      expect(part('count').text()).toBe('Nothing is chosen.');
      expect(part('next').prop('disabled')).toBe(true);
    });

    it('says why it cannot begin, and tries again', function() {
      var good = material;
      material = null;
      open();
      expect(part('failure').text()).toContain('No answer.');
      material = good;
      part('again').click();
      expect(part('line').length).toBe(2);
      refusal = {status: 409, error: 'It has changed.', detail: null};
      part('next').click();
      expect(part('failure').text()).toContain('It has changed.');
      part('close').click();
      $rootScope.$apply();
      expect(sent.length).toBe(1);
    });

    it('starts once, says so, and stays open until the answer', function() {
      open();
      part('next').click();
      answers = $q.defer();
      part('start').click();
      part('body').scope().ctrl.start();
      expect(sent.length).toBe(2);
      expect(part('start').text()).toContain('Starting');
      expect(part('start').prop('disabled')).toBe(true);
      escape();
      expect(modals.getTop()).toBeTruthy();
      answers.reject({status: 502, error: 'Two of three jobs were made.', detail: null});
      $rootScope.$apply();
      expect(part('failure').text()).toContain('Two of three');
      expect(part('start').text()).toContain('Try again');
      part('back').click();
      expect(part('path').eq(0).val()).toBe('/srv/a');
      escape();
      expect(modals.getTop()).toBeFalsy();
    });

    it('is left by Escape while it only checks', function() {
      open();
      answers = $q.defer();
      part('next').click();
      expect(part('next').text()).toContain('Checking');
      escape();
      expect(modals.getTop()).toBeFalsy();
    });

    it('ties what is wrong to its field, and goes to the first', function() {
      open();
      refusal = {status: 400, error: 'Wrong', field: 'choices.0.backup_id', detail: {
        'choices.0.backup_id': 'This backup is not there any more.',
        'choices.1.path': 'Write a whole path.'
      }};
      part('next').click();
      $timeout.flush(0);
      expect($document[0].activeElement).toBe(part('choose').eq(0).find('input')[0]);
      expect(part('path').eq(0).attr('aria-invalid')).toBeUndefined();
      expect(part('path').eq(1).attr('aria-invalid')).toBe('true');
      expect(angular.element('#' + part('path').eq(1).attr('aria-describedby')).text())
        .toBe('Write a whole path.');
    });

    it('takes the path of the older backup, unless another was typed', function() {
      material.rows[1].backups = [];
      material.rows[1].gap = 'Gap.';
      material.rows[1].older = ['o1', 'o2'].map(function(id) {
        return angular.extend(backup(id, '/' + id), {age_words: '1 day older'});
      });
      open();
      type(part('root'), '/srv');
      part('older').val('o2').trigger('change');
      expect(part('path').eq(1).val()).toBe('/srv/o2');
      type(part('path').eq(1), '/mine');
      part('older').val('o1').trigger('change');
      expect(part('path').eq(1).val()).toBe('/mine');
      type(part('root'), '');
      expect(part('path').eq(1).val()).toBe('/o1');
    });

    it('draws a snapshot of 200 members', function() {
      var row = material.rows[0];
      material.rows = Array.from({length: 200}, function(_, index) {
        return angular.extend({}, row, {id: 'm' + index, backups: [backup('b' + index, '/srv')]});
      });
      open();
      expect(part('line').length).toBe(200);
      expect(part('count').text()).toBe('200 backups are restored.');
    });

    function escape() {
      modals.dismiss(modals.getTop().key, 'escape key press');
      $rootScope.$apply();
    }
  });
})();
