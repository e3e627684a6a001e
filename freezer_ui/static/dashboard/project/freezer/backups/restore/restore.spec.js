(function() {
  'use strict';

  var base = 'horizon.dashboard.project.freezer.';

  describe('freezer restore of one backup', function() {
    var api, restore, material, refusal, sent, answers, modals, $document, $q, $rootScope, $timeout;

    beforeEach(module('templates'));
    beforeEach(module('horizon.framework', 'horizon.app.core', 'gettext', 'ui.bootstrap'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($injector) {
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      $timeout = $injector.get('$timeout');
      $document = $injector.get('$document');
      modals = $injector.get('$uibModalStack');
      api = $injector.get(base + 'api.service');
      restore = $injector.get(base + 'backups.restore');
      sent = [];
      refusal = null;
      answers = null;
      material = {
        backup: {id: 'b', backup_name: 'Orders <b>'},
        clients: [{id: 'client-a', hostname: 'h'}, {id: 'other', hostname: 'o'}],
        client_id: 'client-a',
        path: '/srv/orders',
        suggested: '/srv/restored/srv/orders',
        words: 'It chooses by name and time.'
      };
      spyOn(api, 'getBackupRestore').and.callFake(() =>
        material ? $q.when(material) : $q.reject({status: 502, error: 'No answer.'}));
      spyOn(api, 'restoreBackup').and.callFake((id, body) => {
        sent.push(body);
        if (answers) {
          return answers.promise;
        }
        return refusal ? $q.reject(refusal) : $q.when(body.check
          ? {words: ['"orders" is restored.'], warnings: ['It is overwritten.']}
          : {job: {id: 'new', description: 'Restore of orders'}, words: ''});
      });
    }));
    afterEach(function() {
      angular.element('.modal, .modal-backdrop').remove();
      angular.element('body').removeClass('modal-open');
    });

    function open() {
      restore.open('b').catch(angular.noop);
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function part(name) {
      return angular.element('.freezer-restore-' + name);
    }

    function escape() {
      modals.dismiss(modals.getTop().key, 'escape key press');
      $rootScope.$apply();
    }

    it('offers another folder on the machine that it was made on', function() {
      open();
      expect(api.getBackupRestore).toHaveBeenCalledWith('b');
      expect(angular.element('#freezer-restore-title').text()).toContain('Orders <b>');
      expect(part('words').text()).toContain('by name and time');
      expect(part('original').text()).toBe('/srv/orders');
      expect(part('path').val()).toBe('/srv/restored/srv/orders');
      expect($document[0].activeElement).toBe(part('client')[0]);
      part('next').click();
      expect(sent).toEqual(
        [{check: true, client_id: 'client-a', path: '/srv/restored/srv/orders'}]);
    });

    it('says what will be done and what it may cost, and starts it', function() {
      open();
      part('next').click();
      expect(part('summary').text()).toContain('"orders" is restored.');
      expect(part('warnings').text()).toContain('It is overwritten.');
      part('back').click();
      part('next').click();
      part('start').click();
      expect(sent[2].check).toBe(false);
      expect(part('body').text()).toContain('Restore of orders');
      expect(part('follow').attr('href')).toBe('project/freezer_jobs/');
    });

    it('puts what is wrong at its field, and goes there', function() {
      open();
      refusal = {status: 400, error: 'Wrong', detail: {path: 'Write a whole path.',
        client_id: 'Choose one.'}};
      part('next').click();
      $timeout.flush(0);
      expect(part('path').attr('aria-invalid')).toBe('true');
      expect(angular.element('#freezer-restore-path-error').text()).toBe('Write a whole path.');
      expect(angular.element('#freezer-restore-client-error').text()).toBe('Choose one.');
      expect($document[0].activeElement).toBe(part('client')[0]);
      refusal = {status: 400, error: 'Wrong', detail: {backup_id: 'It has no time.'}};
      part('next').click();
      expect(part('refused').text()).toBe('It has no time.');
      expect(part('path').attr('aria-invalid')).toBeUndefined();
      refusal = null;
      part('next').click();
      expect(part('summary').length).toBe(1);
    });

    it('says that it does not know where it was made from', function() {
      material.path = null;
      material.client_id = null;
      open();
      expect(part('body').text()).toContain('does not know where');
      expect(part('client').val()).toBe('');
    });

    it('says why it cannot begin, and tries again', function() {
      var good = material;
      material = null;
      open();
      expect(part('failure').text()).toContain('No answer.');
      material = good;
      part('again').click();
      expect(part('path').length).toBe(1);
    });

    it('starts once, and stays open until the answer', function() {
      open();
      part('next').click();
      answers = $q.defer();
      part('start').click();
      part('body').scope().ctrl.start();
      expect(sent.length).toBe(2);
      expect(part('start').text()).toContain('Starting');
      escape();
      expect(modals.getTop()).toBeTruthy();
      answers.reject({status: 504, error: 'Freezer did not answer.', detail: null});
      $rootScope.$apply();
      expect(part('failure').text()).toContain('did not answer');
      expect(part('start').text()).toContain('Try again');
      escape();
      expect(modals.getTop()).toBeFalsy();
    });
  });
})();
