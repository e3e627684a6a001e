(function() {
  'use strict';

  const fx = freezerFixtures;
  const NOT_READ = {counts: null, time_ended: null, result: null, protected: null, words: null,
    need: 'waiting', rank: 2};

  /** A row as GET clients/ has it, before the jobs were read. */
  function bare(id) {
    return fx.client(id, NOT_READ);
  }

  function page(items, more) {
    return fx.list('clients', items, more);
  }

  /** Answers GET clients/ when the spec says so. */
  function server() {
    const rest = fx.server('getClients');
    return Object.assign({}, rest,
      {answer: (index, items, more) => rest.answer(index, page(items, more))});
  }

  describe('freezer clients service', () => {
    let clients, rest, onRead, told;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      clients = freezer('clients.service');
      rest = server();
      onRead = jasmine.createSpy('onRead');
    });

    function items() {
      let found;
      clients.list().then(response => { found = response.data.items; });
      $rootScope.$apply();
      return found;
    }

    function shown() {
      return items().map(each => [each.id, each.need]);
    }

    function read() {
      told = undefined;
      clients.read(onRead).then(value => { told = value; }, failure => { told = {failure}; });
      $rootScope.$apply();
    }

    it('shows the clients at once, and what they have to do as it comes', () => {
      read();
      expect(rest.query(0)).toEqual({limit: 1000, max_age: 4});
      expect(clients.progress.reading).toBe(false);
      rest.answer(0, [bare('a'), bare('b')]);
      expect([shown(), told.read]).toEqual([[['a', 'waiting'], ['b', 'waiting']], 1700000000]);
      expect(clients.progress.reading).toBe(true);
      expect(rest.query(1)).toEqual({limit: 1000, max_age: 60, jobs: 1});
      rest.answer(1, [fx.client('a'), fx.client('b', {protected: false, need: 'unprotected'})]);
      expect(shown()).toEqual([['a', 'protected'], ['b', 'unprotected']]);
      expect(clients.progress).toEqual({reading: false, rest: false, failure: null});
      expect(onRead.calls.count()).toBe(2);
    });

    it('reads no jobs where there are no clients', () => {
      read();
      rest.answer(0, []);
      expect([rest.count(), clients.count(), clients.progress.reading]).toEqual([1, 0, false]);
    });

    it('reads every page, of the same jobs', () => {
      read();
      rest.answer(0, [bare('a')], {next: '1', read: 1700000009});
      expect(rest.query(1)).toEqual({limit: 1000, max_age: 60, cursor: '1'});
      expect(told).toBeUndefined();
      rest.answer(1, [bare('b')]);
      expect([clients.count(), told.read]).toEqual([2, 1700000000]);
    });

    it('keeps what is shown until it has all anew', () => {
      read();
      rest.answer(0, [bare('a')]);
      rest.answer(1, [fx.client('a')]);
      read();
      expect(rest.query(2)).toEqual({limit: 1000, max_age: 4, jobs: 1});
      expect([shown(), told, clients.progress.reading])
        .toEqual([[['a', 'protected']], undefined, true]);
      rest.answer(2, [fx.client('a'), fx.client('c')]);
      expect([clients.count(), told.read]).toEqual([2, 1700000000]);
      read();
      rest.fail(3, 'Slow.');
      expect([clients.count(), told.failure.error, clients.progress])
        .toEqual([2, 'Slow.', {reading: false, rest: false, failure: null}]);
    });

    it('tells that the jobs could not be read, and tries again', () => {
      read();
      rest.answer(0, [bare('a')]);
      rest.fail(1, 'Slow.');
      expect(clients.progress).toEqual(
        {reading: false, rest: true, failure: {status: 504, error: 'Slow.'}});
      expect(shown()).toEqual([['a', 'waiting']]);
      clients.goOn(onRead);
      expect(clients.progress).toEqual({reading: true, rest: false, failure: null});
      rest.answer(2, [fx.client('a')]);
      expect(shown()).toEqual([['a', 'protected']]);
    });

    it('never counts what an older reading answers late', () => {
      read();
      rest.answer(0, [bare('a')]);
      read();
      rest.fail(1, 'old');
      expect(clients.progress).toEqual({reading: true, rest: false, failure: null});
      rest.answer(2, [fx.client('b')]);
      expect([shown(), clients.progress.reading]).toEqual([[['b', 'protected']], false]);
    });

    it('forgets all with the page', () => {
      read();
      rest.answer(0, [bare('a')]);
      clients.leave();
      rest.answer(1, [fx.client('a')]);
      expect([clients.count(), clients.progress.reading]).toEqual([0, false]);
      read();
      rest.answer(2, [bare('b')]);
      expect(shown()).toEqual([['b', 'waiting']]);
    });

    it('does not bring back what was deleted meanwhile', () => {
      read();
      rest.answer(0, [bare('a'), bare('b')]);
      clients.drop('a');
      expect(clients.count()).toBe(1);
      rest.answer(1, [fx.client('a'), fx.client('b')]);
      expect(shown()).toEqual([['b', 'protected']]);
    });

    it('makes rows of what the table needs', () => {
      const free = clients.adapt(bare('a'));
      expect([free.name, free.protection_words, free.protection_facet, free.result_label,
        free.result_facet]).toEqual(['a', 'Not known yet', '_waiting', '-', '_none']);
      const full = clients.adapt(fx.client('a', {result: 'fail', need: 'failed'}));
      expect([full.protection_words, full.protection_facet, full.result_label, full.result_facet])
        .toEqual(['Last run failed · 1 of 1 backup job is active', '_failed', 'Failed', '_fail']);
      expect(clients.adapt(fx.client('a', {protected: false, need: 'failed'})).protection_facet)
        .toBe('_failed_unprotected');
    });
  });

  describe('freezer clients panel', () => {
    let element, rest, scope;

    beforeEach(freezerFixtures.allowed);
    beforeEach(() => {
      rest = server();
      scope = $rootScope.$new();
      element = fx.draw('<freezer-list-panel type="OS::Freezer::Client"></freezer-list-panel>',
                        scope);
    });

    it('says that it loads, and how a first client comes', () => {
      expect(element.find('.freezer-loading').length).toBe(1);
      rest.answer(0, []);
      expect(element.find('.freezer-loading').length).toBe(0);
      expect(element.find('.freezer-empty').text()).toContain('as soon as Freezer\'s agent runs');
    });

    it('says why it cannot', () => {
      rest.fail(0, 'Freezer <i>failed</i>.');
      expect(element.find('.freezer-feed-failure').text()).toContain('Freezer <i>failed</i>.');
      expect(element.find('.freezer-loading, .freezer-empty').length).toBe(0);
    });

    it('lists clients as text, with what protects them', done => {
      const text = '<b>{{1+1}}{$ 1+1 $}</b>';
      rest.answer(0, [bare('a'), fx.client('b', Object.assign({description: text}, NOT_READ))]);
      fx.later(scope, () => {
        expect(element.find('.freezer-total').text()).toBe('2 clients ·');
        expect(element.find('.freezer-progress').text()).toContain('Loading the jobs');
        expect(fx.cells(element, 'b')).toEqual(['Not known yet', 'b', text, '-']);
        rest.answer(1, [fx.client('a'), fx.client('b', {
          protected: false, words: text, need: 'unprotected', rank: 1})],
          {read: 1699999980});
        expect(element.find('.freezer-progress').length).toBe(0);
        expect(element.find('.freezer-updated time').attr('datetime')).toBe('2023-11-14T22:13:00Z');
      }, () => fx.later(scope, () => {
        expect(fx.cells(element, 'a')[0]).toBe('1 of 1 backup job is active');
        expect(fx.cells(element, 'b')[0]).toBe(text);
        // the worst first
        expect(element.find('td .freezer-item-link').map((i, each) => each.textContent).get())
          .toEqual(['b', 'a']);
        expect(element.find('[data-state=unprotected] .fa-exclamation-triangle').length).toBe(1);
      }, done));
    });

    it('says that the jobs could not be read, and tries again', () => {
      rest.answer(0, [bare('a')]);
      rest.fail(1, 'Slow.');
      expect(element.find('.freezer-progress [role=alert]').text()).toBe('Slow.');
      element.find('.freezer-progress-go-on').click();
      rest.answer(2, [fx.client('a')]);
      expect(element.find('.freezer-progress').length).toBe(0);
    });
  });

  describe('freezer client drawer', () => {
    let answers, element, scope;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      answers = fx.waiting(spyOn(api, 'getClient'));
      scope = $rootScope.$new();
      scope.item = freezer('clients.service').adapt(
        fx.client('a', {is_central: true}));
      element = fx.drawer(scope);
    });

    function toggle() {
      element.find('[hz-expand-detail]').click();
      $rootScope.$apply();
    }

    function answer(jobs) {
      answers[answers.length - 1].resolve(fx.like('client', fx.client('a'), {jobs, supports:
        {actions: ['backup'], modes: ['fs', 'mysql'], storages: [], engines: ['tar']}}));
      $rootScope.$apply();
    }

    /** As a client's page has it. */
    function job(id, more) {
      const made = fx.job(id, more);
      delete made.result_words;
      delete made.log_words;
      return fx.like('client.jobs.0', made);
    }

    function rows() {
      return element.find('.freezer-client-job').map(function text() {
        return angular.element(this).children().map(function cell() {
          return this.textContent.trim();
        }).get().join('|');
      }).get();
    }

    it('reads nothing, and draws nothing, until it is opened', () => {
      expect(api.getClient).not.toHaveBeenCalled();
      expect(element.find('.freezer-drawer').text().trim()).toBe('');
      toggle();
      expect(api.getClient.calls.allArgs()).toEqual([['a', {max_age: 60}]]);
      expect(element.find('.text-muted').text()).toContain('Loading the jobs');
      expect(element.find('.freezer-drawer').text()).toContain('a.example.com');
    });

    it('has the facts and the jobs as text', () => {
      toggle();
      answer([
        job('x', {description: '<b>{$ 1 $}</b>', runs: 'session', home: {id: 's', name: 'Shop'},
          result: 'fail', warning: 'It <i>cannot</i>.'}),
        job('y', {runs: 'nothing', home: null, stopped: true})
      ]);
      expect(rows()).toEqual(
        ['<b>{$ 1 $}</b> It <i>cannot</i>.|Shop|Scheduled|-|Failed', 'job y|None|Stopped|-|-']);
      expect(
        element.find('.freezer-client-job a').map((i, each) => each.getAttribute('href')).get())
        .toEqual(['project/freezer_jobs/x', 'project/freezer_sessions/s',
          'project/freezer_jobs/y']);
      expect(element.find('.freezer-client-job').last().find('.fa-exclamation-triangle').length)
        .toBe(1);
      expect(element.find('.freezer-drawer').text()).toContain('fs, mysql');
      expect(element.find('.freezer-drawer').text()).not.toContain('Storages');
      expect(element.find('.freezer-drawer').text()).toContain('other projects');
    });

    it('shows many jobs in steps', () => {
      toggle();
      answer(Array.from({length: 60}, (none, at) => job('j' + at, {runs: 'alone', home: null})));
      expect(rows().length).toBe(50);
      element.find('.freezer-client-more').click();
      expect(rows().length).toBe(60);
      expect(element.find('.freezer-client-more').length).toBe(0);
    });

    it('says that there are none, and why there is nothing', () => {
      toggle();
      answers[0].reject({error: 'Slow.'});
      $rootScope.$apply();
      expect(element.find('[role=alert]').text()).toContain('Slow.');
      element.find('.freezer-details-retry').click();
      answer([]);
      expect(element.find('[role=alert]').length).toBe(0);
      expect(element.find('.freezer-drawer').text()).toContain('Not backed up');
    });
  });
})();
