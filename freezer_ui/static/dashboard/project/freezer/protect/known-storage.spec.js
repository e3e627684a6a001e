(function() {
  'use strict';

  describe('freezer storage of an existing action', () => {
    let api, scope, element, all, form, draw, $q, $timeout;

    beforeEach(freezerFixtures.page);
    beforeEach(inject(($compile, $injector, $rootScope) => {
      $q = $injector.get('$q');
      $timeout = $injector.get('$timeout');
      api = freezer('core.api');
      all = ['swift: nightly', 'ssh: /<b>vault</b>', 'swift: nightly', null].map((place, at) =>
        freezerFixtures.like('choices.items.0', {id: 'a' + at, name: 'A' + at, action: 'backup',
          place, refused: null}));
      all.unshift(freezerFixtures.like('choices.items.0', {
        id: 'r', action: 'restore', place: 'swift: nightly'}));
      form = freezerFixtures.like('actionForm', {secrets: ['ssh_password'], values: {
        storage: 'ssh', container: '/vault', ssh_host: 'vault', ssh_username: 'u', ssh_key: null,
        ssh_port: 22, path_to_backup: '/not/this'}});
      spyOn(api, 'getActionChoices').and.callFake(() => $q.when(all));
      spyOn(api, 'getActionForm').and.callFake(() => $q.when(form));
      scope = Object.assign($rootScope.$new(), {
        values: {storage: 'swift', path_to_backup: '/srv', ssh_host: null},
        errors: freezer('forms.fieldErrors').create()
      });
      draw = () => {
        element = $compile('<div><freezer-known-storage values="values" errors="errors">' +
          '</freezer-known-storage></div>')(scope);
        angular.element(document.body).append(element);
        scope.$apply();
      };
    }));

    afterEach(() => {
      element.remove();
      element = null;
    });

    function open() {
      if (!element) {
        draw();
      }
      element.find('.freezer-known-storage-open').click();
      scope.$apply();
    }

    function choose(index) {
      element.find('option').filter((_, each) => each.value !== '?').eq(index)
        .prop('selected', true);
      element.find('select').trigger('change');
      scope.$apply();
    }

    function places() {
      return element.find('option').map((_, option) => option.textContent).get().filter(Boolean);
    }

    it('fills in where it stores, and nothing else', () => {
      open();
      expect(places()).toEqual(['swift: nightly', 'ssh: /<b>vault</b>']);
      choose(1);
      expect(api.getActionForm).toHaveBeenCalledWith('a1');
      expect(scope.values).toEqual({storage: 'ssh', container: '/vault', ssh_host: 'vault',
        ssh_username: 'u', ssh_key: null, ssh_port: 22, path_to_backup: '/srv'});
      expect(element.find('.freezer-known-storage-password').length).toBe(1);
      scope.values.storage = 'swift';
      scope.$apply();
      expect(element.find('.freezer-known-storage-password').length).toBe(0);
      scope.values.storage = 'ssh';
      scope.$apply();
      expect(element.find('.freezer-known-storage-password').length).toBe(1);
      api.getActionForm.and.returnValue($q.reject({status: 502, error: 'Down.'}));
      choose(0);
      expect(element.find('.freezer-known-storage-password').length).toBe(0);
      expect(element.find('.freezer-known-storage-failure').text()).toBe('Down.');
    });

    it('fills in the choice that was made last, and takes back what was refused', () => {
      const late = $q.defer();
      scope.errors.refuse({status: 400, detail: {
        'action.container': 'Required.', 'action.path_to_backup': 'Too long.'}});
      open();
      api.getActionForm.and.returnValues(late.promise, $q.when(form));
      choose(0);
      choose(1);
      late.resolve(angular.merge({}, form, {values: {container: 'late'}}));
      scope.$apply();
      expect(scope.values.container).toBe('/vault');
      expect([scope.errors.of('action.container'), scope.errors.of('action.path_to_backup')])
        .toEqual([null, 'Too long.']);
    });

    it('is not offered in a project that has none', () => {
      all = all.slice(0, 1);
      draw();
      expect(element.find('button, select').length).toBe(0);
      expect(element.text().trim()).toBe('');
    });

    it('says to who asks that there are none, which the second reading found', () => {
      all = $q.reject({status: 502, error: 'Down.'});
      draw();
      all = [];
      open();
      $timeout.flush();
      expect(element.find('button, select').length).toBe(0);
      const none = element.find('.freezer-known-storage-none');
      expect(none.text()).toBe('No action of this project stores backups yet.');
      expect(document.activeElement).toBe(none[0]);
    });

    it('says to who asks why they cannot be read, and reads them again', () => {
      const stored = all;
      all = $q.reject({status: 502, error: 'Freezer <b>failed</b>.'});
      draw();
      expect(element.find('.freezer-known-storage-failure').length).toBe(0);
      open();
      expect(element.find('.freezer-known-storage-failure').text()).toBe('Freezer <b>failed</b>.');
      all = stored;
      open();
      $timeout.flush();
      expect(document.activeElement).toBe(element.find('select')[0]);
      expect(element.find('button').length).toBe(0);
    });
  });
})();
