(function() {
  'use strict';

  describe('freezer field whose value is chosen or typed', () => {
    const horizon = 'horizon.app.core.openstack-service-api.';
    let services, scope, element, points, changes, error;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      points = [
        {date: '2030-12-31T03:01:24', words: '31 December'},
        {date: '2030-12-30T03:01:24', words: '30 <b>December</b>'}
      ];
      spyOn(api, 'getRestorePoints').and.callFake(() => $q.when(points));
      services = ['compute', 'image'];
      spyOn($injector.get(horizon + 'serviceCatalog'), 'ifTypeEnabled').and.callFake(
        name => services.includes(name) ? $q.when() : $q.reject());
      spyOn($injector.get(horizon + 'nova'), 'getServers').and.callFake(
        () => $q.when({data: {items: [{id: 'i1', name: 'Web <b>1</b>'}, {id: 'i2', name: ''}]}}));
      // it has told its failure by itself
      spyOn($injector.get(horizon + 'glance'), 'getImages').and.returnValue($q.when());
      changes = 0;
      error = null;
    });

    function draw(kind, values) {
      scope = Object.assign($rootScope.$new(), {
        values, changed: () => { changes++; }, model: {error: () => error}
      });
      element = $compile('<div freezer-field="value" help="H" needed="true" model="model">' +
        '<freezer-offered input-id="it" kind="' + kind + '" name="value" label="ID of &lt;it&gt;"' +
        ' values="values" on-change="changed()"></freezer-offered></div>')(scope);
      scope.$apply();
    }

    function ofOrders() {
      draw('restore_point', {backup_name: 'orders', hostname: 'db-1', value: null});
    }

    function change(values) {
      Object.assign(scope.values, values);
      scope.$apply();
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

    function typed() {
      return element.find('.freezer-offered-typed');
    }

    function note() {
      return element.find('.freezer-offered-note').text();
    }

    it('offers the backups of the name and the machine', () => {
      ofOrders();
      expect(words()).toEqual(['Newest backup', 'Enter a time…']);
      $timeout.flush(400);
      expect(api.getRestorePoints.calls.allArgs()).toEqual([[{name: 'orders', machine: 'db-1'}]]);
      expect(words()).toEqual(
        ['Newest backup', '31 December', '30 <b>December</b>', 'Enter a time…']);
      expect(element.find('option:selected').text()).toBe('Newest backup');
      choose(2);
      expect([scope.values.value, changes, typed().length]).toEqual(['2030-12-30T03:01:24', 1, 0]);
      choose(0);
      expect([scope.values.value, changes]).toEqual(['', 2]);
    });

    it('takes what is typed, and shows a value that is not offered', () => {
      ofOrders();
      $timeout.flush(400);
      choose(3);
      expect(scope.values.value).toBe(null);
      typed().val('2030-01-01T00:00:00').trigger('input');
      expect([scope.values.value, changes]).toEqual(['2030-01-01T00:00:00', 1]);
      change({backup_name: 'orders of old'});
      expect(typed().val()).toBe('2030-01-01T00:00:00');
      change({value: '2030-12-31T03:01:24', hostname: 'db-2'});
      expect(element.find('option:selected').text()).toBe('31 December');
    });

    it('stays with the typed value that was chosen before the list came', () => {
      ofOrders();
      choose(1);
      expect(typed().length).toBe(1);
      $timeout.flush(400);
      expect(element.find('option:selected').text()).toBe('Enter a time…');
      expect(typed().length).toBe(1);
    });

    it('says that there are none, or why there is no list', () => {
      points = [];
      ofOrders();
      $timeout.flush(400);
      expect(note()).toBe('Freezer has no backups with this name from this machine.');
      api.getRestorePoints.and.callFake(
        () => $q.reject({status: 502, error: 'Freezer <b>failed</b>.'}));
      change({backup_name: 'order'});
      expect(note()).toBe('Unable to list the choices. Freezer <b>failed</b>.');
      expect(words()).toEqual(['Newest backup', 'Enter a time…']);
      change({backup_name: ''});
      expect([note(), api.getRestorePoints.calls.count()]).toEqual(['', 2]);
    });

    it('asks once for what is typed, and lists only what was asked last', () => {
      const late = $q.defer();
      api.getRestorePoints.and.returnValues(late.promise, $q.when([]));
      ofOrders();
      ['o', 'or'].forEach(name => {
        scope.values.backup_name = name;
        scope.$apply();
      });
      change({backup_name: 'ord'});
      change({backup_name: 'orde'});
      late.resolve(points);
      scope.$apply();
      expect(api.getRestorePoints.calls.allArgs().map(args => args[0].name)).toEqual(
        ['ord', 'orde']);
      expect(words()).toEqual(['Newest backup', 'Enter a time…']);
    });

    it('offers instances by their names, where the catalog has them', () => {
      draw('instance', {value: null});
      expect([words(), typed().attr('id')]).toEqual([[], 'it']);
      $timeout.flush(400);
      expect(words().slice(-3)).toEqual(['Web <b>1</b> · i1', 'i2', 'Enter an ID…']);
      expect([element.find('select').attr('id'), typed().attr('id')]).toEqual(['it', undefined]);
      choose(words().indexOf('i2'));
      expect([scope.values.value, typed().length]).toEqual(['i2', 0]);
    });

    it('describes what is drawn later, too', () => {
      draw('instance', {value: null});
      expect(attributes(typed())).toEqual(['freezer-value-help', 'false', 'true']);
      $timeout.flush(400);
      expect(attributes(element.find('select'))).toEqual(['freezer-value-help', 'false', 'true']);
      error = 'Required.';
      scope.$apply();
      expect(attributes(element.find('select'))).toEqual(
        ['freezer-value-help freezer-value-error', 'true', 'true']);
    });

    function attributes(input) {
      return ['describedby', 'invalid', 'required'].map(name => input.attr('aria-' + name));
    }

    it('has an ID typed where nothing can be listed', () => {
      services = [];
      draw('instance', {value: 'i7'});
      $timeout.flush(400);
      expect([typed().val(), typed().attr('id'), words()]).toEqual(['i7', 'it', []]);
      services = ['image'];
      draw('image', {value: null});
      $timeout.flush(400);
      expect([typed().length, words(), note()]).toEqual([1, [], '']);
      spyOn(api, 'getVolumes').and.returnValue($q.when({offered: false, items: []}));
      draw('volume', {value: null});
      $timeout.flush(400);
      expect([typed().length, words(), note()]).toEqual([1, [], '']);
      api.getVolumes.and.returnValue($q.when({offered: true, items: []}));
      draw('volume', {value: null});
      $timeout.flush(400);
      expect([words().slice(-1), note(), typed().attr('aria-label')]).toEqual(
        [['Enter an ID…'], 'This project has no volumes.', 'ID of <it>']);
      api.getVolumes.and.returnValue($q.when({offered: true, items: [], failed: 'Cinder <b>is'}));
      draw('volume', {value: null});
      $timeout.flush(400);
      expect([typed().attr('id'), words(), note()]).toEqual(
        ['it', [], 'Unable to list the choices. Cinder <b>is']);
    });
  });
})();
