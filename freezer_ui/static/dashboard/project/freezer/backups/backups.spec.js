(function() {
  'use strict';

  const fx = freezerFixtures;
  const base = 'horizon.dashboard.project.freezer.';
  const row = fx.backup;

  function page(rows, next) {
    return fx.list('backups', rows, {next: next || null});
  }

  describe('freezer backups service', () => {
    let backups;

    beforeEach(fx.services);
    beforeEach(() => {
      backups = freezer('backups.service');
    });

    it('reads a hundred at once, then a thousand at a time, and counts them', () => {
      spyOn(api, 'getBackups').and.returnValues(
        $q.when(page([row('a'), row('b')], 'next')), $q.when(page([row('c')])));
      backups.read(angular.noop);
      $rootScope.$apply();
      expect(backups.progress.checked).toBe(2);
      $timeout.flush();
      expect(api.getBackups.calls.allArgs()).toEqual([
        [{max_age: 4, limit: 100}], [{max_age: 60, limit: 1000, cursor: 'next'}]]);
      expect([backups.count(), backups.progress.checked, backups.progress.reading])
        .toEqual([3, 3, false]);
    });

    it('reads the part that the address asks for, and says which', () => {
      const controller = () => $injector.get('$controller')(base + 'backups.PanelController');
      spyOn(api, 'getBackups').and.returnValue($q.when(page([])));
      expect(controller().words).toBe('');
      $location.search({machine: 'web-1', from: '1700000000', until: '1700086400', surprise: '1'});
      backups.read(angular.noop);
      $rootScope.$apply();
      expect(api.getBackups).toHaveBeenCalledWith({
        max_age: 4, limit: 100, machine: 'web-1', from: '1700000000', until: '1700086400'});
      expect(controller().words).toBe('Only the backups of web-1 from ' +
        '14 Nov 2023, 22:13:20 to 15 Nov 2023, 22:13:20.');
      expect(backups.messages.empty.title).toBe('No backups');
      $location.search({machine: 'web-1', from: 'soon'});
      expect(controller().words).toBe('Only the backups of web-1.');
      $location.search({from: '1', until: '2'});
      expect(controller().words).toContain('Only the backups from ');
      $location.search({});
      expect(backups.messages.empty.title).toBe('No backups yet');
    });

    it('says how long each is kept, and which should be gone', () => {
      function kept(more) {
        const item = backups.adapt(row('a', more));
        return [item.kept, item.kept_state, item.kept_label, item.kept_words, item.kept_facet];
      }

      expect(kept({retention: {gone: true, gone_at: 9, ends: 8, words: 'Gone since.'}}))
        .toEqual([0, 'gone', 'Should be gone', 'Gone since.', '_gone']);
      expect(kept({retention: {gone: false, gone_at: null, ends: 8, words: 'Kept until.'}}))
        .toEqual([8, null, '', 'Kept until.', '_there']);
      expect(kept({retention: null}).slice(1))
        .toEqual([null, '', 'No limit', '_there']);
      expect(kept({refused: 'It has no time.'}).slice(1))
        .toEqual(['refused', 'Cannot be restored', 'It has no time.', '_refused']);
    });

    it('has what the table needs', () => {
      const item = backups.adapt(row('a'));
      expect([item.name, item.job_label, item.session_label, item.$path])
        .toEqual(['backup a', 'Orders', 'None', null]);
      expect([item.place, item.level_label, item.made_at])
        .toEqual(['local: /var/backups', 1, 1700000000]);
      expect(backups.adapt(row('a', {at: null})).made_at).toBe(0);
    });

    it('has a column of what Freezer says of each', () => {
      const column = backups.fields.find(field => field.id === 'state_label');
      expect([column.label, Boolean(column.priority)]).toEqual(['State', true]);
      expect(['available', 'error', ''].map(status =>
        backups.adapt(row('a', {status})).state_label)).toEqual(['Available', 'error', '']);
    });

    it('says what is not known', () => {
      const nothing = {place: null, hostname: null, level: null, job_id: null, job_name: null};
      const item = backups.adapt(row('a', nothing));
      expect([item.hostname, item.place, item.level_label, item.job_label])
        .toEqual(['-', '-', '-', 'None (created by hand)']);
      expect(backups.adapt(row('a', {level: 0})).level_label).toBe(0);
      expect(backups.adapt(row('a', {job_gone: true, job_name: null})).job_label)
        .toBe('Deleted job');
    });

    it('says what Cinder has of a volume', () => {
      const kept = (word, more) => backups.adapt(row('a', Object.assign({
        storage: null, container: null, status: word, volume: {id: 'v', word, words: 'So it is.'}
      }, more)));
      expect(['requested', 'available', 'failed', 'never_made', 'gone', 'unknown'].map(word =>
        [kept(word).state_label, kept(word).state_look])).toEqual([
        ['Being made', 'running'], ['Available', 'complete'], ['Failed', 'failed'],
        ['Never made', 'failed'], ['Gone', 'missing'], ['Unknown', 'checking']]);
      expect(kept('failed').place).toBe('Cinder');
      // in the place of how long it is kept
      expect([kept('gone').kept_state, kept('gone').kept_label, kept('gone').kept_words])
        .toEqual(['missing', 'Gone', 'So it is.']);
      expect([kept('available').kept_state, kept('available').kept_words])
        .toEqual([null, 'No limit']);
      expect(backups.adapt(row('a')).state_label).toBe('Available');
      expect(backups.adapt(row('a', {status: 'odd'})).state_label).toBe('odd');
      expect(kept('gone').$track).not.toBe(kept('requested').$track);
    });

    it('leads to its session, with the tag where it is pinned', () => {
      const item = backups.adapt(row('a', {session_id: 's', session_name: 'Shop'}));
      expect(item.session_label).toBe('Shop');
      expect(item.$path).toBe('project/freezer_sessions/s');
      expect(backups.adapt(row('a', {session_id: 's', session_name: 'Shop', session_tag: 4}))
        .session_label).toBe('Shop, tag 4');
      expect(backups.adapt(row('a', {session_id: 's'})).session_label).toBe('s');
    });

    it('is drawn anew with everything that it shows or offers', () => {
      const before = backups.adapt(row('a')).$track;
      expect(backups.adapt(row('a')).$track).toBe(before);
      [{backup_name: 'x'}, {at: 1}, {hostname: 'x'}, {job_name: 'x'}, {session_id: 's'},
        {place: 'x'}, {level: 2}, {refused: 'x'}
      ].forEach(change => {
        expect(backups.adapt(row('a', change)).$track).not.toBe(before);
      });
    });
  });

  describe('freezer backup actions', () => {
    let actions, backups, restore;

    beforeEach(fx.services);
    beforeEach(() => {
      backups = freezer('backups.service');
      actions = {restore: backups.actions[0][1], remove: backups.remove};
      restore = freezer('restore.service');
      spyOn(toasts, 'add');
      spyOn(permissions, 'allowed').and.returnValue($q.when());
      spyOn(api, 'getBackups').and.returnValue($q.when(page([row('a'), row('b'), row('c')])));
      backups.read(angular.noop);
      $rootScope.$apply();
    });

    it('are offered by the policies', () => {
      fx.outcome(actions.remove.allowed());
      fx.outcome(actions.restore.allowed(row('a')));
      expect(permissions.allowed.calls.allArgs()).toEqual(
        [[['backups:delete']], [['jobs:create', 'clients:get_all']]]);
      permissions.allowed.and.returnValue($q.reject('no'));
      expect(fx.outcome(actions.restore.allowed(row('a'))).rejected).toBe('no');
    });

    it('do not offer to restore what cannot be', () => {
      expect('rejected' in fx.outcome(actions.restore.allowed(row('a', {refused: 'No time.'}))))
        .toBe(true);
      expect(permissions.allowed).not.toHaveBeenCalled();
    });

    it('open the dialog', () => {
      spyOn(restore, 'openBackup').and.returnValue($q.when());
      expect(fx.outcome(actions.restore.perform(row('a'))).failed).toEqual([]);
      expect(restore.openBackup).toHaveBeenCalledWith('a');
    });
  });

  describe('freezer backups panel', () => {
    let element, scope, answer;

    beforeEach(fx.page);
    beforeEach(module($provide => {
      $provide.value('horizon.app.core.openstack-service-api.policy', {
        ifAllowed: () => ({then: angular.noop})
      });
      $provide.value('horizon.app.core.openstack-service-api.settings', {
        getSetting: () => ({then: resolved => resolved(0)})
      });
    }));
    beforeEach(() => {
      answer = $q.defer();
      spyOn(freezer('core.api'), 'getBackups').and.returnValue(answer.promise);
      scope = $rootScope.$new();
      element = fx.draw(
        '<freezer-list-panel type="OS::Freezer::Backup"></freezer-list-panel>', scope);
    });

    it('says that it loads, then lists backups as text', done => {
      const text = '<b>{{1+1}}{$ 1+1 $}</b>';
      expect(element.find('.freezer-loading').length).toBe(1);
      answer.resolve(page([
        row('a', {backup_name: text, session_id: 's', session_name: text, at: 1700000001}),
        row('b', {job_gone: true, job_name: null, refused: 'No <i>time</i>.', at: null})
      ]));
      $rootScope.$apply();
      setTimeout(() => {
        scope.$apply();
        expect(element.find('.freezer-loading, .freezer-empty').length).toBe(0);
        expect(element.find('.freezer-total').text()).toBe('2 backups ·');
        expect(fx.cells(element, 'a')[0]).toBe(text);
        expect(fx.cells(element, 'a').slice(2)).toEqual(
          ['db-1', 'Orders', text, 'local: /var/backups', 'Available', '-']);
        expect(element.find('hz-cell a').map((i, each) => each.getAttribute('href')).get())
          .toContain('project/freezer_sessions/s');
        expect(fx.cells(element, 'b')[1]).toBe('-');
        expect(fx.cells(element, 'b')[3]).toBe('Deleted job');
        expect(element.find('.freezer-warning').attr('title')).toBe('No <i>time</i>.');
        done();
      }, 50);
    });
  });
})();
