(function() {
  'use strict';

  const base = 'horizon.dashboard.project.freezer.';
  const fx = freezerFixtures;
  // 2026-11-26 10:00 UTC
  const NOW = Date.UTC(2026, 10, 26, 10) / 1000;
  const HOUR = 3600;
  const COUNTS = {
    sessions: 3, complete: 1, incomplete: 1, overdue: 0, unknown: 0, checking: 1, running: 0,
    never: 0, empty: 0
  };

  function part(items) {
    return {items: items || [], total: (items || []).length};
  }

  /** As GET overview/ answers. */
  function told(more) {
    return fx.like('overview', {
      words: ['Last night: 1 of 3 sessions complete.', '1 needs you.'], state: 'incomplete',
      counts: COUNTS, needy: part(), running: part(), next: part(), now: NOW, read: NOW
    }, more);
  }

  function cell(state, backups) {
    return {state, backups: backups || 0, words: state + ' in words'};
  }

  function machine(id, cells, more) {
    return fx.like('details.machines.items.0',
      {id, state: 'fresh', at: NOW - HOUR, due: NOW, job: null, cells}, more);
  }

  function night(day) {
    const end = Date.UTC(2026, 10, day, 12) / 1000;
    return {start: end - 24 * HOUR, end, counts: {made: 0, partly: 0, missed: 0}};
  }

  /** As GET overview/details answers. */
  function details(more) {
    return fx.like('details', told(), {
      counts: Object.assign({failed: 2, unprotected: 1, old: 0}, COUNTS), machine_words: [],
      alone: part(), unprotected: part(), running_jobs: part(), jobs: part(), sessions: part(),
      machines: part([machine('a', [cell('made', 2), cell('missed')]),
        machine('b', [cell('none'), cell('coming')])]),
      nights: [night(25), night(26)], notes: [], is_empty: false
    }, more);
  }

  describe('freezer overview', () => {
    let ctrl, first, protect, rest, scope;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      protect = freezer('protect.service');
      first = $q.defer();
      spyOn(api, 'getOverview').and.returnValue(first.promise);
      rest = freezerFixtures.waiting(spyOn(api, 'getOverviewDetails'));
      spyOn(protect, 'allowed').and.returnValue($q.when());
      spyOn(protect.addMachine, 'allowed').and.returnValue($q.when());
      spyOn(freezer('core.permissions'), 'fill');
    });

    function open(search) {
      $location.search(search || {});
      scope = $rootScope.$new();
      ctrl = $controller(base + 'overview.OverviewController', {$scope: scope});
      $rootScope.$apply();
    }

    function answer(index, data) {
      rest[index].resolve(data);
      $rootScope.$apply();
    }

    function counted() {
      return ctrl.counters.map(each => [each.id, each.count, each.state]);
    }

    it('tells of the sessions before all is read, and then of all', () => {
      open();
      first.resolve(told());
      $rootScope.$apply();
      expect(ctrl.told.state).toBe('incomplete');
      expect(ctrl.details).toBe(null);
      expect(counted()).toEqual([
        ['failed', '…', null], ['incomplete', '1', 'incomplete'], ['overdue', '0', null],
        ['checking', '1', 'checking'], ['running', '0', null], ['complete', '1', 'complete'],
        ['unprotected', '…', null]]);
      answer(0, details());
      expect(counted()[0]).toEqual(['failed', '2', 'failed']);
      expect(ctrl.counters.slice(-1)[0].path)
        .toBe('project/freezer_clients/?protection=unprotected');
    });

    it('never puts an older answer in the place of a newer one', () => {
      open();
      answer(0, details());
      first.resolve(told({state: 'complete'}));
      $rootScope.$apply();
      expect(ctrl.told.state).toBe('incomplete');
      ctrl.refresher.refresh();
      ctrl.refresher.refresh();
      answer(2, details({state: 'running'}));
      answer(1, details({state: 'overdue'}));
      expect(ctrl.told.state).toBe('running');
    });

    it('still tells of the sessions where the rest fails', () => {
      open();
      first.resolve(told());
      rest[0].reject({status: 502, error: 'Freezer failed.'});
      $rootScope.$apply();
      expect(ctrl.refresher.failure.error).toBe('Freezer failed.');
      expect(ctrl.told.words[1]).toBe('1 needs you.');
      expect(ctrl.isCalm()).toBeFalsy();
    });

    it('asks for what the address says, as far as that can be asked for', () => {
      open({nights: '30', older: '26', limit: '9999', by: 'sessions', surprise: '1'});
      expect(api.getOverviewDetails).toHaveBeenCalledWith({nights: 30, older: 26});
      expect([ctrl.by, ctrl.limit.hours, ctrl.limit.words]).toEqual(['sessions', 26, '26 hours']);
    });

    it('reads again when another part of the address is asked for', () => {
      open();
      ctrl.ask('nights', 30);
      scope.$emit('$routeUpdate');
      expect(api.getOverviewDetails.calls.mostRecent().args).toEqual([{nights: 30}]);
      ctrl.ask('by', 'sessions');
      scope.$emit('$routeUpdate');
      expect(ctrl.by).toBe('sessions');
      expect(api.getOverviewDetails.calls.count()).toBe(2);
      ctrl.limit = ctrl.limits[1];
      ctrl.setLimit();
      expect($location.search()).toEqual({nights: 30, by: 'sessions', older: 24});
    });

    it('is calm only where nothing needs anybody', () => {
      open();
      answer(0, details());
      expect(ctrl.isCalm()).toBe(true);
      ctrl.details.counts.old = 1;
      expect(ctrl.isCalm()).toBe(false);
    });

    it('opens the dialog that protects a machine', () => {
      spyOn(protect, 'open');
      open();
      expect(ctrl.can.protect).toBe(true);
      ctrl.protect(['a']);
      expect(protect.open).toHaveBeenCalledWith(['a']);
      $rootScope.$emit('freezer.sessionsChanged');
      expect(api.getOverviewDetails.calls.count()).toBe(2);
    });
  });

  describe('freezer overview messages and links', () => {
    let links, messages;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      links = freezer('overview.links');
      messages = freezer('overview.messages');
    });

    it('says how old something is', () => {
      expect([60, 5400, 47 * HOUR, 72 * HOUR].map(old => messages.age(NOW - old, NOW)))
        .toEqual(['1 minute', '2 hours', '47 hours', '3 days']);
      expect(messages.age(NOW + HOUR, NOW)).toBe('0 minutes');
      expect(messages.age(null, NOW)).toBe('-');
    });

    it('says when something runs, of today by its hour', () => {
      expect(messages.when({at: NOW + HOUR}, NOW)).toBe('11:00');
      expect(messages.when({at: NOW + 24 * HOUR, about: true}, NOW)).toBe('about Fri 10:00');
    });

    it('escapes what an id may hold', () => {
      expect(links.jobsOf('web-1')).toBe('project/freezer_jobs/?client_id=web-1');
      expect(links.jobsOf('web 1&x')).toBe('project/freezer_jobs/?client_id=web%201%26x');
      expect(links.night('web 1', {start: 1, end: 2}))
        .toBe('project/freezer_backups/?machine=web%201&from=1&until=2');
    });
  });

  describe('freezer overview panel', () => {
    let answers, element, scope;

    beforeEach(freezerFixtures.page);

    function open(data) {
      answers = [data];
      spyOn(api, 'getOverview').and.returnValue($q.when(told()));
      spyOn(api, 'getOverviewDetails').and.callFake(() => $q.when(answers[0]));
      spyOn(api, 'getHealth').and.returnValue($q.when({items: [], checked: {}}));
      spyOn($injector.get('horizon.app.core.openstack-service-api.policy'), 'ifAllowed')
        .and.returnValue($q.when());
      spyOn(toast, 'success');
      scope = $rootScope.$new();
      element = freezerFixtures.draw(freezerFixtures.template('overview/panel'), scope);
      $timeout.flush(0);
    }

    function texts(css) {
      return element.find(css).toArray().map(each => each.textContent.trim().replace(/\s+/g, ' '));
    }

    function job(id, more) {
      return fx.like('details.jobs.items.0', named(id), {
        state: 'late', at: NOW - 2 * HOUR, due: NOW, schedule_words: 'every hour'
      }, more);
    }

    function named(id) {
      return {id, name: 'job ' + id, client_id: 'web-1', session: null};
    }

    it('has a line and a way out for each that needs somebody', () => {
      const shop = {id: 's', name: 'Shop', state: 'incomplete', words: '1 of 2'};
      open(details({
        needy: {items: [shop], total: 11},
        running: part([{id: 'r', name: 'Runs', state: 'running', words: 'Running tag 2'}]),
        alone: {items: [Object.assign(named('x'), {state: 'failed'})], total: 12},
        unprotected: {items: [{id: 'bare', words: 'Not backed up · no jobs'}], total: 13},
        next: part([{id: 's', kind: 'session', name: 'Shop', at: NOW + HOUR, about: false},
          {id: 'x', kind: 'job', name: 'job x', client_id: 'web-1', at: NOW + 2 * HOUR}]),
        running_jobs: part([named('y')]), jobs: {items: [job('z')], total: 20},
        sessions: part([job('z', {session: {id: 's', name: 'Shop'}})]), notes: ['One is odd.'],
        machine_words: ['1 of 2 machines have a backup as recent as their schedule requires.'],
        machines: {items: [machine('a', [cell('missed'), cell('made', 1)], {
          state: 'never', job: named('z')})], total: 30},
        counts: Object.assign({failed: 2, unprotected: 1, old: 1}, COUNTS)
      }));
      expect(texts('.freezer-overview-needs .freezer-line-name')).toEqual(
        ['Shop', 'job x', 'bare', 'Runs', 'job y']);
      expect(texts('.freezer-lines-rest a').filter(each => /all 1/.test(each)))
        .toEqual(['Show all 11', 'Show all 13']);
      expect(texts('.freezer-overview-old')).toEqual(
        ['1 machine has no backup as recent as required. See the nights.']);
      expect(texts('.freezer-overview-next li')).toEqual(['11:00 Shop', '12:00 job x']);
      expect(texts('.freezer-overview-machines .freezer-hint-words')[0])
        .toContain('A night lasts from noon to noon');
      expect(texts('.freezer-heat-row .freezer-heat-age'))
        .toEqual(['A job without a backup 60 minutes']);
      expect(texts('.freezer-heat tfoot th')).toEqual(['Machines without an expected backup']);
      expect(texts('.freezer-ages tbody tr')).toEqual(
        ['job z web-1 Late 2 hours every hour Open jobs web-1']);
      element.find('.freezer-by-sessions').trigger('click');
      scope.$broadcast('$routeUpdate');
      scope.$apply();
      expect(texts('.freezer-ages tbody a')).toEqual(['Shop', 'Open session Shop']);
      expect(texts('.freezer-protect-one')).toEqual(['Protect bare']);
    });

    it('says that nothing is needed, and what a repair did', () => {
      open(details());
      expect(texts('.freezer-overview-calm').length).toBe(1);
      const page = element.find('.freezer-overview-sentence').scope().ctrl;
      page.onRepaired('It was taken out.');
      page.onRepaired(null);
      expect(toast.success.calls.count()).toBe(1);
    });

    it('shows an empty project where to begin', () => {
      open(details({is_empty: true}));
      expect(texts('.freezer-overview-steps strong').length).toBe(3);
      expect(texts('.freezer-counter').length).toBe(0);
    });
  });

  describe('freezer heat map', () => {
    let element, scope;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      scope = $rootScope.$new();
      scope.details = details();
      scope.asked = [];
      element = freezerFixtures.draw('<freezer-heat-map details="details" can-protect="true"' +
        ' on-protect="asked.push(id)"></freezer-heat-map>', scope);
      $timeout.flush();
    });

    function stops() {
      return element.find('a[tabindex="0"]').toArray()
        .map(each => [each.getAttribute('data-row'), each.getAttribute('data-col')].join());
    }

    function press(key, more) {
      angular.element(document.activeElement)
        .trigger(angular.element.Event('keydown', Object.assign({key}, more)));
      scope.$apply();
    }

    it('has words for each cell, beside its sign', () => {
      const cells = element.find('a[data-col]').toArray();
      expect(cells.map(each => each.textContent)).toEqual(['2', '×', '·', '…']);
      expect(cells[0].getAttribute('aria-label')).toBe('a, Wed 25 Nov: made in words');
      expect(cells[1].getAttribute('href')).toContain('?machine=a&from=');
    });

    it('is one stop of Tab, which the arrows move', () => {
      expect(stops()).toEqual(['0,1']);
      element.find('a[tabindex="0"]').trigger('focus');
      press('ArrowDown');
      press('ArrowLeft');
      press('ArrowLeft');
      expect(stops()).toEqual(['1,0']);
      expect(document.activeElement.getAttribute('data-row')).toBe('1');
      press('End');
      press('ArrowUp', {altKey: true});
      expect(stops()).toEqual(['1,1']);
    });

    it('offers protection where there is none', () => {
      scope.details = details({machines: part([
        machine('c', [cell('none'), cell('none')], {state: 'unprotected', at: null})])});
      scope.$apply();
      element.find('.freezer-heat-protect').trigger('click');
      expect(scope.asked).toEqual(['c']);
    });
  });
})();
