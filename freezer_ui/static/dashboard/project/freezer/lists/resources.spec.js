(function() {
  'use strict';

  /** What a list gets from its declaration alone. */
  describe('freezer list that is declared', () => {
    let list, rows, loads, mayBuy, bought, policy, registry, scope;

    beforeEach(freezerFixtures.page);
    beforeEach(module($provide => {
      policy = {ifAllowed: jasmine.createSpy('ifAllowed').and.callFake(() => $q.when())};
      $provide.value('horizon.app.core.openstack-service-api.policy', policy);
      $provide.value('horizon.app.core.openstack-service-api.settings', {
        getSetting: () => $q.when(0)
      });
    }));
    beforeEach(() => {
      registry = $injector.get('horizon.framework.conf.resource-type-registry.service');
      $injector.get('$templateCache').put(freezer('basePath') + 'tapes/details.html',
        '<b class="tape" ng-if="details">{$ item.name $}: {$ details $}</b>');
      rows = [{id: 't1', label: 'Left', state: 'full'}, {id: 't2', label: null, state: null}];
      loads = [];
      bought = 0;
      mayBuy = $q.when();
      list = freezer('lists.resources').declare({
        type: 'OS::Freezer::Tape',
        names: ['Tape', 'Tapes', 'Tape'],
        resource: 'tapes',
        reader: adapt => freezer('lists.wholeList').create({
          get: () => $q.when(rows), adapt
        }),
        fields: [
          {id: 'name', label: 'Name', priority: 1, sort: true, facet: true,
            value: tape => tape.label || tape.id},
          {id: 'state', label: 'State', priority: 2, choice: {
            name: 'state_facet', key: tape => tape.state, options: {full: 'Full'}}},
          {id: 'id', label: 'ID'}
        ],
        tracks: ['worn'],
        details: {url: 'tapes/details.html', reading: 'Reading…', load: item => {
          loads.push({item, answer: $q.defer()});
          return loads[loads.length - 1].answer.promise;
        }},
        remove: {
          permission: ['tapes:delete'],
          call: () => $q.when(),
          words: count => ({submit: count === 1 ? 'Delete Tape' : 'Delete Tapes'})
        },
        begin: {label: 'Buy a tape', service: {
          allowed: () => mayBuy, perform: () => { bought++; }
        }},
        messages: {
          intro: 'A tape.', loading: 'Loading…', count: () => '%s tapes',
          empty: {icon: 'fa-tasks', title: 'No tapes', words: 'Buy some.',
            toOthers: 'Wait for some.'}
        }
      });
      scope = $rootScope.$new();
    });

    function type() {
      return registry.getResourceType('OS::Freezer::Tape');
    }

    function draw(slots) {
      return freezerFixtures.draw('<freezer-list-panel type="OS::Freezer::Tape">' +
        (slots || '') + '</freezer-list-panel>', scope);
    }

    it('has the columns, labels, facets and actions of its fields', () => {
      expect(type().getTableColumns().map(column => [column.id, column.title]))
        .toEqual([['name', 'Name'], ['state', 'State']]);
      expect(type().filterFacets.map(facet => [facet.name, facet.options])).toEqual([
        ['name', undefined], ['state_facet', [{key: '_full', label: 'Full'}]]]);
      expect(type().itemActions.map(action => [action.id, action.template.text]))
        .toEqual([['deleteFreezerTapeAction', 'Delete Tape']]);
      expect(type().batchActions.map(action => [action.id, action.template.text]))
        .toEqual([['batchDeleteFreezerTapeAction', 'Delete Tapes']]);
    });

    it('answers that nothing changed where the user cancels a dialog', () => {
      let answer;
      const service = {allowed: $q.when, perform: () => answer};
      const spec = Object.assign({}, list, {
        type: 'OS::Freezer::Reel', actions: [['a', service, 'Play']],
        reader: () => ({list: () => $q.when([])}),
        remove: {permission: [], call: () => $q.when(), words: () => ({submit: 'Delete'})}
      });
      freezer('lists.resources').declare(spec);
      const cancelled = registry.getResourceType('OS::Freezer::Reel').itemActions[0].service;
      // as Horizon's table: nobody looks at a rejection, which would end this spec
      [undefined, 'cancel', 'escape key press'].forEach(reason => {
        answer = $q.reject(reason);
        cancelled.perform(rows[0]).then(result => {
          answer = result;
        });
        $rootScope.$apply();
        expect(answer).toEqual({created: [], updated: [], deleted: [], failed: []});
      });
      answer = $q.reject({status: 502, error: 'Freezer failed.'});
      expect(() => {
        cancelled.perform(rows[0]);
        $rootScope.$apply();
      }).toThrow();
    });

    it('draws a row again when a field changes, or what the declaration tracks', () => {
      const track = row => list.adapt(row).$track;
      expect(track(rows[0])).toBe(track(Object.assign({other: 1}, rows[0])));
      [{label: 'x'}, {state: 'x'}, {worn: true}].forEach(change => {
        expect(track(Object.assign({}, rows[0], change))).not.toBe(track(rows[0]));
      });
      expect(list.adapt(rows[1]).state_facet).toBe(null);
    });

    it('deletes by Freezer\'s rules', () => {
      list.remove.allowed(rows[1]);
      expect(policy.ifAllowed).toHaveBeenCalledWith({rules: [['backup', 'tapes:delete']]});
    });

    it('has its words, and what stands in its slots', () => {
      rows = [];
      let element = draw('<list-notice>Mind the dust.</list-notice>');
      expect(element.find('.freezer').hasClass('freezer-tapes')).toBe(true);
      expect(element.find('freezer-hint').length).toBe(1);
      expect(element.find('.freezer-hint-words').text()).toBe('A tape.');
      expect(element.find('.freezer-hint-words').hasClass('ng-hide')).toBe(true);
      expect(element.text()).toContain('Mind the dust.');
      expect(element.find('.freezer-total').text()).toBe('0 tapes ·');
      expect(element.find('.freezer-empty').text()).toContain('No tapes');
      expect(element.find('.freezer-empty').text()).toContain('Buy some.');
      element.find('.freezer-first:contains("Buy a tape")').click();
      expect(bought).toBe(1);
      mayBuy = $q.reject();
      element = draw();
      expect(element.find('.freezer-empty').text()).toContain('Wait for some.');
      expect(element.find('.freezer-first').length).toBe(0);
      element = draw('<list-empty>Ask <i>her</i>.</list-empty>');
      expect(element.find('.freezer-empty').text()).toContain('Ask her.');
      expect(element.find('.freezer-empty').text()).not.toContain('Buy some.');
    });

    it('is read again on request, while somebody sees it', () => {
      list.refresh();
      list.redraw();
      $rootScope.$apply();
      expect(list.count()).toBe(0);
      draw();
      rows = rows.concat({id: 't3', label: 'Third', state: null});
      list.refresh();
      $rootScope.$apply();
      expect(list.count()).toBe(3);
      scope.$destroy();
      expect([list.count(), list.panel]).toEqual([0, null]);
    });

    it('keeps the chosen rows as they are now, also when one of them is deleted', done => {
      const element = draw();
      angular.element(document.body).append(element);
      freezerFixtures.later(scope, () => {
        element.find('#t1, #t2').click();
        rows = [rows[0], {id: 't2', label: 'Second', state: null}, {id: 't3', label: 'Third'}];
        list.refresh();
      }, () => freezerFixtures.later(scope, () => {
        expect(chosen(element)).toEqual(['t1 Left', 't2 Second']);
        list.drop('t2');
        element.find('hz-resource-table').isolateScope().ctrl.actionResultHandler({
          deleted: [{type: 'OS::Freezer::Tape', id: 't2'}], updated: [], created: [], failed: []
        });
        scope.$apply();
      }, () => freezerFixtures.later(scope, () => {
        expect(element.find('hz-cell').text()).not.toContain('Second');
        expect(chosen(element)).toEqual(['t1 Left']);
      }, done)));
    });

    /** What an action of the chosen rows gets, which is what their boxes show. */
    function chosen(element) {
      const table = element.find('[hz-table]').scope().tCtrl;
      expect(element.find('tbody :checked').map((at, box) => box.id).get())
        .toEqual(table.selected.map(item => item.id));
      return table.selected.map(item => item.id + ' ' + item.name);
    }

    it('opens a row with its details, the newest that were read', () => {
      scope.item = list.adapt(rows[0]);
      const element = freezerFixtures.drawer(scope);
      expect(loads.length).toBe(0);
      element.find('[hz-expand-detail]').click();
      scope.$apply();
      expect(element.find('.text-muted').text()).toContain('Reading…');
      loads[0].answer.reject({error: 'Slow.'});
      scope.$apply();
      element.find('.freezer-details-retry').click();
      element.find('freezer-row-details').isolateScope().load();
      loads[2].answer.resolve('new');
      scope.$apply();
      loads[1].answer.resolve('old');
      scope.$apply();
      expect(element.find('.tape').text()).toBe('Left: new');
      expect(list.opened).toEqual({t1: 'new'});
    });
  });
})();
