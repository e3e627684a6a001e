(function() {
  'use strict';

  describe('freezer choice of the backup that a restore by date means', function() {
    var base = 'horizon.dashboard.project.freezer.';
    var api, scope, element, answers, changes, $q, $timeout;

    beforeEach(freezerFixtures.page);
    beforeEach(inject(function($compile, $injector, $rootScope) {
      $q = $injector.get('$q');
      $timeout = $injector.get('$timeout');
      api = $injector.get(base + 'core.api');
      answers = [
        {date: '2030-12-31T03:01:24', words: '31 December'},
        {date: '2030-12-30T03:01:24', words: '30 <b>December</b>'}
      ];
      spyOn(api, 'getRestorePoints').and.callFake(() => $q.when(answers));
      changes = 0;
      scope = angular.extend($rootScope.$new(), {
        name: 'orders', machine: 'db-1', date: null, changed: () => { changes++; }
      });
      element = $compile('<div><freezer-restore-point input-id="point" name="name" date="date"' +
        ' machine="machine" on-change="changed()"></freezer-restore-point></div>')(scope);
      scope.$apply();
    }));

    function listed() {
      $timeout.flush(400);
    }

    function words() {
      return element.find('option').map((_, option) => option.textContent).get();
    }

    function choose(index) {
      element.find('option').eq(index).prop('selected', true);
      element.find('select').trigger('change');
      scope.$apply();
    }

    function time() {
      return element.find('.freezer-restore-time');
    }

    function note() {
      return element.find('.freezer-restore-note').text();
    }

    it('offers the backups of the name and the machine', function() {
      expect(words()).toEqual(['Newest backup', 'A different time…']);
      listed();
      expect(api.getRestorePoints.calls.allArgs()).toEqual([[{name: 'orders', machine: 'db-1'}]]);
      expect(words()).toEqual(
        ['Newest backup', '31 December', '30 <b>December</b>', 'A different time…']);
      expect(element.find('option:selected').text()).toBe('Newest backup');
      choose(2);
      expect([scope.date, changes, time().length]).toEqual(['2030-12-30T03:01:24', 1, 0]);
      choose(0);
      expect([scope.date, changes]).toEqual(['', 2]);
    });

    it('takes a time that is typed, and shows one that is no backup\'s', function() {
      listed();
      choose(3);
      expect(scope.date).toBe(null);
      time().val('2030-01-01T00:00:00').trigger('input');
      scope.$apply();
      expect([scope.date, changes]).toEqual(['2030-01-01T00:00:00', 1]);
      scope.name = 'orders of old';
      scope.$apply();
      listed();
      expect(time().val()).toBe('2030-01-01T00:00:00');
      scope.date = '2030-12-31T03:01:24';
      scope.machine = 'db-2';
      scope.$apply();
      listed();
      expect(element.find('option:selected').text()).toBe('31 December');
    });

    it('says that there are none, or why there is no list', function() {
      answers = [];
      listed();
      expect(note()).toBe('Freezer has no backups with this name from this machine.');
      answers = $q.reject({status: 502, error: 'Freezer <b>failed</b>.'});
      scope.name = 'order';
      scope.$apply();
      listed();
      expect(note()).toBe('Unable to list the backups. Freezer <b>failed</b>.');
      expect(words()).toEqual(['Newest backup', 'A different time…']);
      scope.name = '';
      scope.$apply();
      listed();
      expect([note(), api.getRestorePoints.calls.count()]).toEqual(['', 2]);
    });

    it('asks once for what is typed, and lists only what was asked last', function() {
      var late = $q.defer();
      api.getRestorePoints.and.returnValues(late.promise, $q.when([]));
      ['o', 'or', 'ord'].forEach(name => {
        scope.name = name;
        scope.$apply();
      });
      listed();
      scope.name = 'orde';
      scope.$apply();
      listed();
      late.resolve(answers);
      scope.$apply();
      expect(api.getRestorePoints.calls.allArgs().map(args => args[0].name)).toEqual(
        ['ord', 'orde']);
      expect(words()).toEqual(['Newest backup', 'A different time…']);
    });
  });
})();
