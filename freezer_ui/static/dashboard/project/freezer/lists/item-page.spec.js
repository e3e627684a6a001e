(function() {
  'use strict';

  /** The page of one row of a list, from the list's declaration alone. */
  describe('freezer page of an item', () => {
    let answers, loads, records, scope, element, performed;
    let title;

    beforeEach(freezerFixtures.allowed);
    beforeEach(module({'$routeParams': {id: 't/1'}}));
    beforeEach(() => {
      title = $document[0].title;
      $document[0].title = 'Tapes - Cloud';
      $injector.get('$templateCache').put(freezer('basePath') + 'tapes/details.html',
        '<b class="tape" ng-if="details">{$ item.name $}: {$ details $}</b>');
      answers = [];
      loads = [];
      records = [];
      spyOn(freezer('core.api'), 'getRecord').and.callFake((panel, id) => {
        expect(panel).toBe('tapes');
        return records.shift()(id);
      });
      performed = $q.defer();
      freezer('lists.resources').declare({
        type: 'OS::Freezer::Tape',
        names: ['Tape', 'Tapes', 'Tape'],
        resource: 'tapes',
        reader: adapt => freezer('lists.wholeList').create({
          get: () => $q.when([]), adapt
        }),
        item: id => {
          answers.push({id, answer: $q.defer()});
          return answers[answers.length - 1].answer.promise;
        },
        page: row => 'project/freezer_tapes/' + row.id + '/',
        fields: [
          {id: 'name', label: 'Name', priority: 1, value: row => row.label},
          {id: 'state', label: 'State', priority: 2},
          {id: 'shelf', label: 'Shelf', priority: 2,
            template: '<i class="shelf" ng-bind="item.shelf"></i>'},
          {id: 'id', label: 'ID'}
        ],
        details: {url: 'tapes/details.html', reading: 'Reading its data…', load: item => {
          loads.push(item);
          return $q.when('data ' + loads.length);
        }},
        actions: [
          ['wipe', {allowed: () => $q.when(), perform: () => performed.promise}, 'Wipe']
        ],
        remove: {permission: ['x'], call: angular.noop, words: () => ({submit: 'Delete'})},
        messages: {intro: '', loading: '', count: () => '%s', empty: {icon: '', title: ''}}
      });
      element = $compile('<freezer-item-page type="OS::Freezer::Tape"></freezer-item-page>')(
        $rootScope.$new());
      $rootScope.$apply();
      scope = element.isolateScope();
    });
    afterEach(() => {
      $document[0].title = title;
    });

    function answer(row) {
      answers[answers.length - 1].answer.resolve(row);
      $rootScope.$apply();
    }

    function tape(more) {
      return Object.assign({id: 't/1', label: 'Left <b>', state: 'full <i>', shelf: 'A {$ 1 $}'},
                            more);
    }

    it('shows the columns of its list and its details as text', () => {
      expect(answers.map(each => each.id)).toEqual(['t/1']);
      expect(element.find('.text-muted').text()).toContain('Loading…');
      answer(tape());
      expect(element.find('h1').text()).toBe('Left <b>');
      expect(element.find('dt').map((i, each) => each.textContent).get())
        .toEqual(['State', 'Shelf']);
      expect(element.find('dd').map((i, each) => each.textContent).get())
        .toEqual(['full <i>', 'A {$ 1 $}']);
      expect(element.find('.shelf').length).toBe(1);
      expect(element.find('.tape').text()).toBe('Left <b>: data 1');
      expect(element.find('.freezer-item-list').attr('href')).toBe('project/freezer_tapes/');
      expect($document[0].title).toBe('Left <b> - Cloud');
    });

    it('reads it again after an action, and leads to the list when it is deleted', () => {
      answer(tape());
      scope.handle($q.when({deleted: [], updated: [{id: 't/1'}]}));
      $rootScope.$apply();
      expect(answers.length).toBe(2);
      answer(tape({state: 'empty'}));
      expect(element.find('dd').first().text()).toBe('empty');
      expect(element.find('.tape').text()).toBe('Left <b>: data 2');
      scope.handle($q.reject());
      $rootScope.$apply();
      expect(answers.length).toBe(2);
      spyOn($location, 'path');
      scope.handle($q.when({deleted: [{id: 't/1'}]}));
      $rootScope.$apply();
      expect($location.path).toHaveBeenCalledWith('/project/freezer_tapes/');
    });

    it('says that it is gone, with the way to the list', () => {
      answers[0].answer.reject({status: 404, error: 'This tape <b>is</b> not there.'});
      $rootScope.$apply();
      expect(element.find('.freezer-gone').text()).toContain('This tape <b>is</b> not');
      expect(element.find('.freezer-gone-list').attr('href')).toBe('project/freezer_tapes/');
      expect(element.find('.freezer-item-again').length).toBe(0);
      expect(element.find('.freezer-item-list').length).toBe(1);
    });

    it('shows the whole record as text', () => {
      answer(tape());
      records = [() => $q.when({record: {a: '<b>'}}),
        () => $q.reject({error: 'It <b>failed</b>.'})];
      element.find('.freezer-item-record').click();
      expect(element.find('.freezer-item-json').text()).toBe('{\n  "a": "<b>"\n}');
      element.find('.freezer-item-record').click();
      expect(element.find('.freezer-item-json').length).toBe(0);
      element.find('.freezer-item-record').click();
      expect(element.find('[role=alert]').text()).toBe('It <b>failed</b>.');
    });

    it('can be tried again', () => {
      answers[0].answer.reject({status: 502, error: 'Freezer is away.'});
      $rootScope.$apply();
      element.find('.freezer-item-again').click();
      answer(tape());
      expect(element.find('.freezer-item-unread').length).toBe(0);
      expect(element.find('h1').text()).toBe('Left <b>');
    });

    it('shows the last answer that was asked for', () => {
      scope.read();
      answers[1].answer.resolve(tape({label: 'Second'}));
      $rootScope.$apply();
      answers[0].answer.resolve(tape({label: 'First'}));
      $rootScope.$apply();
      expect(element.find('h1').text()).toBe('Second');
      scope.read();
      scope.read();
      answers[2].answer.reject({status: 502, error: 'Late.'});
      $rootScope.$apply();
      expect(element.find('.freezer-item-unread').length).toBe(0);
    });
  });

  describe('freezer addresses of items', () => {
    beforeEach(freezerFixtures.services);

    [['Job', 'getJob', 'jobs'], ['Action', 'getAction', 'actions'],
      ['Client', 'getClient', 'clients'], ['Backup', 'getBackup', 'backups']].forEach(
      ([type, call, panel]) => it('lead to what is read by its id: ' + type, () => {
        const list = freezer('lists.resources')
          .of('OS::Freezer::' + type);
        spyOn(api, call).and.returnValue('row');
        spyOn(api, 'getRecord').and.returnValue('record');
        expect(list.item('i1')).toBe('row');
        expect(api[call].calls.mostRecent().args[0]).toBe('i1');
        expect(list.record('i1')).toBe('record');
        expect(api.getRecord).toHaveBeenCalledWith(panel, 'i1');
        expect(list.page({id: 'i1'})).toBe('project/freezer_' + panel + '/i1');
      }));

    it('quote what an id may hold', () => {
      const paths = freezer('core.paths');
      expect(paths.job('j1')).toBe('project/freezer_jobs/j1');
      expect(paths.action('a1')).toBe('project/freezer_actions/a1');
      expect(paths.backup('b1')).toBe('project/freezer_backups/b1');
      expect(paths.client('0f_web/1.example')).toBe('project/freezer_clients/0f_web%2F1.example');
    });
  });
})();
