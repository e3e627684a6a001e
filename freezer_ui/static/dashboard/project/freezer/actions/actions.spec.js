(function() {
  'use strict';

  const fx = freezerFixtures;

  describe('freezer actions', () => {
    let actions, deferred;

    beforeEach(freezerFixtures.allowed);
    beforeEach(() => {
      actions = freezer('actions.service');
      deferred = [];
      spyOn(api, 'getActions').and.callFake(wait);
      spyOn(api, 'getAction').and.callFake(wait);
    });

    function wait() {
      deferred.push($q.defer());
      return deferred[deferred.length - 1].promise;
    }

    function answer(data) {
      deferred[deferred.length - 1].resolve(data);
      $rootScope.$apply();
    }

    function page(...items) {
      return fx.list('actions', items);
    }

    function bare(id, more) {
      return fx.action(id, Object.assign({jobs: null}, more));
    }

    it('make rows of what the table needs', () => {
      let row = actions.adapt(fx.action('a'));
      expect([row.name, row.place, row.jobs_words, row.used_facet])
        .toEqual(['backup a', 'local: /var/backups', 1, '_used']);
      row = actions.adapt(bare('a', {place: null}));
      expect([row.name, row.place, row.jobs_words, row.used_facet])
        .toEqual(['backup a', '-', '…', null]);
      expect(actions.adapt(fx.action('a', {jobs: 0})).used_facet).toBe('_free');
    });

    describe('panel', () => {
      let element, scope;

      beforeEach(() => {
        scope = $rootScope.$new();
        element = fx.draw('<freezer-list-panel type="OS::Freezer::Action"></freezer-list-panel>',
                          scope);
      });

      it('lists actions as text, and then who uses them', done => {
        expect(element.find('.freezer-loading').length).toBe(1);
        answer(page(bare('a', {path: '<b>{$ 1+1 $}</b>'})));
        fx.later(scope, () => {
          expect(element.find('.freezer-loading').length).toBe(0);
          expect(element.find('.freezer-total').text()).toBe('1 action ·');
          expect(element.find('.freezer-progress').text()).toContain('Loading the jobs that use');
          expect(fx.cells(element, 'a')).toEqual(['backup a', 'backup', 'fs', '<b>{$ 1+1 $}</b>',
            'local: /var/backups', 'tar', '…']);
          answer(page(fx.action('a', {jobs: 0})));
          expect(element.find('.freezer-progress').length).toBe(0);
        }, () => fx.later(scope, () => {
          expect(fx.cells(element, 'a')[6]).toBe('0');
        }, done));
      });
    });

    describe('drawer', () => {
      let element, scope;

      beforeEach(() => {
        scope = $rootScope.$new();
        scope.item = actions.adapt(fx.action('a'));
        element = fx.drawer(scope);
      });

      function open() {
        element.find('[hz-expand-detail]').click();
        $rootScope.$apply();
      }

      function told(users) {
        return fx.like('action', fx.action('a'), {
          fields: [{name: 'mode', value: '<b>{$ 1 $}</b>'}, {name: 'ssh_password', value: null}],
          used_by: users
        });
      }

      it('has the fields as text, without what is secret, and the jobs', () => {
        expect(api.getAction).not.toHaveBeenCalled();
        open();
        expect(api.getAction.calls.allArgs()).toEqual([['a', {max_age: 60}]]);
        answer(told([{id: 'x', name: '<i>Orders</i>', client_id: 'db-1'}]));
        expect(element.find('th').first().text()).toBe('ID');
        expect(element.find('.freezer-action-fields td').first().text()).toBe('a');
        expect(element.find('th').last().text()).toBe('ssh_password');
        expect(element.find('.freezer-action-fields td').last().text()).toBe('hidden');
        expect(element.find('.freezer-action-fields td').eq(1).text()).toBe('<b>{$ 1 $}</b>');
        expect(element.find('.freezer-action-job').text()).toBe('<i>Orders</i> db-1');
      });
    });
  });
})();
