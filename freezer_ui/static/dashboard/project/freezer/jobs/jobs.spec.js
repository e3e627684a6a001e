(function() {
  'use strict';

  const fx = freezerFixtures;

  /** A row as GET jobs/?homes=1 has it: in no session, on its own schedule. */
  function row(id, more) {
    return fx.job(id, Object.assign({home: null, runs: 'alone'}, more));
  }

  function member(id, more) {
    return row(id, Object.assign({
      session_id: 's', home: {id: 's', name: 'session s'}, runs: 'session'}, more));
  }

  /** A page of the jobs 'abc'. */
  function page(ids, next, more) {
    return fx.list('jobs', ids.split('').map(id => row(id)),
      Object.assign({next: next || null, checked: ids.length}, more));
  }

  function hide(hidden) {
    Object.defineProperty(document, 'hidden', {configurable: true, value: hidden});
  }

  describe('freezer jobs service', () => {
    let jobs, rest, onGrown, told;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      jobs = freezer('jobs.service');
      rest = fx.server('getJobs');
      onGrown = jasmine.createSpy('onGrown');
      told = undefined;
    });
    afterEach(() => {
      jobs.leave();
      hide(false);
    });

    function items() {
      let found;
      jobs.list().then(response => { found = response.data.items; });
      $rootScope.$apply();
      return found;
    }

    function shown() {
      return items().map(job => job.id).join('');
    }

    function item(id) {
      return items().find(job => job.id === id);
    }

    function keep(promise) {
      told = undefined;
      promise.then(value => { told = value; }, failure => { told = {failure}; });
      $rootScope.$apply();
    }

    function read() {
      keep(jobs.read(onGrown));
    }

    function goOn() {
      keep(jobs.goOn(onGrown));
    }

    /** The next stretch is asked for, and answered. */
    function next(index, data) {
      $timeout.flush();
      expect(rest.count()).toBe(index + 1);
      rest.answer(index, data);
    }

    it('knows what it wrote itself better than an answer that was asked for before', () => {
      jobs.read(onGrown);
      rest.answer(0, page('ab', '2'));
      $timeout.flush(1000);
      jobs.put(row('a', {status: 'running'}));
      jobs.drop('b');
      rest.answer(1, page('abc'));
      expect(items().map(job => [job.id, job.status])).toEqual([
        ['a', 'running'], ['c', row('c').status]]);
    });

    it('shows the first stretch at once, and the others as they come', () => {
      read();
      expect(rest.query(0)).toEqual({homes: 1, limit: 1000, max_age: 4});
      expect(jobs.progress.reading).toBe(true);
      expect([shown(), told]).toEqual(['', undefined]);
      rest.answer(0, page('ab', '100'));
      expect([shown(), told]).toEqual(['ab', {read: 1700000000, length: 2}]);
      expect(jobs.progress).toEqual({checked: 2, reading: true, rest: false, failure: null});
      next(1, page('c', '350'));
      expect(rest.query(1)).toEqual({homes: 1, limit: 1000, max_age: 60, cursor: '100'});
      expect([shown(), jobs.progress.checked]).toEqual(['abc', 3]);
      next(2, page('d'));
      expect(rest.query(2).cursor).toBe('350');
      expect(shown()).toBe('abcd');
      expect(jobs.progress).toEqual({checked: 4, reading: false, rest: false, failure: null});
      $verifyNoPendingTasks('$timeout');
      expect(onGrown.calls.count()).toBe(3);
    });

    it('leaves others a part of the time', () => {
      const clock = spyOn(Date, 'now').and.returnValue(1700000000000);
      read();
      clock.and.returnValue(1700000001000);
      rest.answer(0, page('a', '100'));
      $timeout.flush(299);
      expect(rest.count()).toBe(1);
      $timeout.flush(1);
      expect(rest.count()).toBe(2);
    });

    it('draws the table anew when it has grown by a part, and at the end', () => {
      read();
      rest.answer(0, page('abcdefgh', '100'));
      next(1, page('i', '350'));
      expect(onGrown.calls.count()).toBe(1);
      next(2, page('j', '600'));
      expect(onGrown.calls.count()).toBe(2);
      next(3, page('k'));
      expect(onGrown.calls.count()).toBe(3);
    });

    it('lists a job once that two stretches have: the later one is true', () => {
      read();
      rest.answer(0, page('ab', '100'));
      next(1, page('', null, {items: [row('b', {description: 'renamed'}), row('c')], checked: 2}));
      expect(shown()).toBe('abc');
      expect(item('b').name).toBe('renamed');
      expect(jobs.progress.checked).toBe(4);
    });

    it('goes on behind a stretch with nothing of this project', () => {
      read();
      rest.answer(0, page('', '100', {checked: 100}));
      expect(jobs.progress.reading).toBe(true);
      next(1, page('a', null, {checked: 250}));
      expect([shown(), jobs.progress.checked]).toEqual(['a', 350]);
    });

    describe('reads anew', () => {
      beforeEach(() => {
        read();
        rest.answer(0, page('abc'));
        onGrown.calls.reset();
        read();
        expect(rest.query(1)).toEqual({homes: 1, limit: 1000, max_age: 0});
      });

      it('and shows what it had until it has all', () => {
        rest.answer(1, page('ad', '100', {read: 1700000090}));
        expect([shown(), told]).toEqual(['abc', undefined]);
        expect(onGrown).not.toHaveBeenCalled();
        next(2, page('e', null, {read: 1700000060}));
        expect([shown(), told]).toEqual(['ade', {read: 1700000060, length: 3}]);
        expect(onGrown.calls.count()).toBe(1);
      });

      it('and shows that there are none any more', () => {
        rest.answer(1, page(''));
        expect([shown(), told.length]).toEqual(['', 0]);
        expect(onGrown.calls.count()).toBe(1);
      });

      it('and tells who waits when it fails at once', () => {
        rest.fail(1, 'Slow.');
        expect([shown(), told.failure.error]).toEqual(['abc', 'Slow.']);
        expect(jobs.progress).toEqual(
          {checked: 3, reading: false, rest: false, failure: {status: 504, error: 'Slow.'}});
      });

      it('and when it fails in the middle; what it had stays while it goes on', () => {
        rest.answer(1, page('ad', '100'));
        $timeout.flush();
        rest.fail(2, 'Slow.');
        expect([shown(), told.failure.error]).toEqual(['abc', 'Slow.']);
        expect(jobs.progress.rest).toBe(true);
        goOn();
        expect(rest.query(3).cursor).toBe('100');
        rest.answer(3, page('e', '350'));
        expect(shown()).toBe('abc');
        next(4, page('f'));
        expect(shown()).toBe('adef');
      });

      it('until it is stopped; who waits is told of what is shown', () => {
        rest.answer(1, page('ad', '100', {read: 1700000090}));
        jobs.stop();
        $rootScope.$apply();
        expect(told).toEqual({read: 1700000000, length: 3});
        expect([shown(), jobs.progress.reading, jobs.progress.rest]).toEqual(['abc', false, true]);
        goOn();
        rest.answer(2, page('e', '350'));
        expect(shown()).toBe('abc');
        next(3, page('f'));
        expect(shown()).toBe('adef');
      });

      it('with what was done meanwhile', () => {
        rest.answer(1, page('', '100', {items: [row('a', {description: 'renamed'}), row('b')]}));
        jobs.put({id: 'b', stopped: true});
        jobs.drop('c');
        expect([shown(), item('a').name, item('b').stopped]).toEqual(['ab', 'job a', true]);
        next(2, page('d'));
        expect([shown(), item('a').name, item('b').stopped]).toEqual(['abd', 'renamed', true]);
      });
    });

    it('stops while it waits, and goes on at the same place', () => {
      read();
      rest.answer(0, page('a', '100'));
      jobs.stop();
      expect(jobs.progress).toEqual({checked: 1, reading: false, rest: true, failure: null});
      $timeout.flush();
      expect(rest.count()).toBe(1);
      goOn();
      expect(rest.query(1)).toEqual({homes: 1, limit: 1000, max_age: 60, cursor: '100'});
      expect(jobs.progress.rest).toBe(false);
      rest.answer(1, page('b'));
      expect([shown(), jobs.progress.checked]).toEqual(['ab', 2]);
    });

    it('stops while Freezer reads: what it answers does not count', () => {
      read();
      rest.answer(0, page('a', '100'));
      $timeout.flush();
      jobs.stop();
      rest.answer(1, page('b', '350'));
      expect([shown(), jobs.progress.checked, jobs.progress.rest]).toEqual(['a', 1, true]);
      $verifyNoPendingTasks('$timeout');
      goOn();
      expect(rest.query(2).cursor).toBe('100');
    });

    it('leaves nothing to go on with when all was read', () => {
      read();
      rest.answer(0, page('a'));
      jobs.stop();
      expect(jobs.progress.rest).toBe(false);
    });

    it('tells a failure in the middle, and goes on where it was', () => {
      read();
      rest.answer(0, page('a', '100'));
      $timeout.flush();
      rest.fail(1, 'Freezer did not answer.');
      expect(jobs.progress).toEqual({checked: 1, reading: false, rest: true,
        failure: {status: 504, error: 'Freezer did not answer.'}});
      expect([shown(), told.length]).toEqual(['a', 1]);
      $verifyNoPendingTasks('$timeout');
      goOn();
      expect(jobs.progress.failure).toBe(null);
      rest.fail(2, 'Still down.');
      expect(told.failure.error).toBe('Still down.');
      goOn();
      expect(rest.query(3).cursor).toBe('100');
      rest.answer(3, page('b'));
      expect([shown(), jobs.progress.rest]).toEqual(['ab', false]);
    });

    it('hands a failure at first to who waits', () => {
      read();
      rest.fail(0, 'Freezer cannot be reached.');
      expect(told.failure.error).toBe('Freezer cannot be reached.');
      expect([jobs.progress.reading, jobs.progress.rest]).toEqual([false, false]);
    });

    it('waits in a hidden tab', () => {
      read();
      rest.answer(0, page('a', '100'));
      hide(true);
      $timeout.flush();
      $timeout.flush(4000);
      expect([rest.count(), jobs.progress.reading]).toEqual([1, true]);
      hide(false);
      $timeout.flush(4000);
      expect(rest.count()).toBe(2);
    });

    it('never counts what an older reading answers late', () => {
      read();
      read();
      rest.answer(1, page('new'));
      rest.answer(0, page('old', '100'));
      expect([shown(), jobs.progress.checked]).toEqual(['new', 3]);
      $verifyNoPendingTasks('$timeout');
      read();
      read();
      rest.answer(3, page('x'));
      rest.fail(2, 'old');
      expect([shown(), jobs.progress.failure]).toEqual(['x', null]);
    });

    it('reads from the start after a page that was left', () => {
      read();
      rest.answer(0, page('abcdefgh', '100'));
      jobs.leave();
      expect([shown(), jobs.count()]).toEqual(['', 0]);
      $timeout.flush();
      expect(rest.count()).toBe(1);
      onGrown.calls.reset();
      read();
      rest.answer(1, page('ab', '100'));
      expect([shown(), told.length, onGrown.calls.count()]).toEqual(['ab', 2, 1]);
    });

    describe('what is listed', () => {
      beforeEach(() => {
        read();
        rest.answer(0, page('', '100', {items: [row('a'), member('b')], checked: 2}));
      });

      it('is put right by a write, with what that does not say', () => {
        jobs.put({id: 'b', name: 'renamed', stopped: true});
        expect(item('b').name).toBe('renamed');
        expect(item('b').session_name).toBe('session s');
        expect(item('b').stopped).toBe(true);
        expect(item('a').name).toBe('job a');
        jobs.put({id: 'unknown'});
        expect(shown()).toBe('ab');
      });

      it('loses what was deleted', () => {
        jobs.drop('a');
        expect([shown(), jobs.count()]).toEqual(['b', 1]);
      });

      it('stays so when more follows', () => {
        jobs.put({id: 'b', name: 'renamed'});
        jobs.drop('a');
        next(1, page('c'));
        expect([shown(), item('b').name]).toEqual(['bc', 'renamed']);
      });
    });

    describe('a row', () => {
      it('has what the table needs', () => {
        const free = jobs.adapt(row('a'));
        expect(free.name).toBe('job a');
        expect(free.session_name).toBe('None');
        expect(free.$path).toBe(null);
        expect(free.status_label).toBe('Scheduled');
        expect(free.result_label).toBe('-');
        expect([free.runs_facet, free.result_facet]).toEqual(['_alone', '_none']);
        expect(jobs.adapt(row('a', {result: 'fail'})).result_facet).toBe('_fail');
      });

      it('leads to its session', () => {
        const listed = jobs.adapt(member('a'));
        expect(listed.session_name).toBe('session s');
        expect(listed.$path).toBe('project/freezer_sessions/s');
        expect(listed.runs_facet).toBe('_session');
        expect(jobs.adapt(row('a', {dangling: true})).session_name)
          .toBe('A session that does not list this job');
      });

      it('says that it is stopped where a session does not tell', () => {
        expect(jobs.adapt(row('a', {stopped: true})).status_label).toBe('Stopped');
        expect(jobs.adapt(member('a', {stopped: true})).status_label).toBe('Scheduled');
      });

      it('is drawn anew with everything that it shows or offers', () => {
        const before = jobs.adapt(row('a'));
        const stopped = row('a', {stopped: true, status: 'running'});
        expect(jobs.adapt(row('a')).$track).toBe(before.$track);
        [{description: 'x'}, {client_id: 'x'}, {home: {id: 's', name: 's'}}, {dangling: true},
          {schedule_words: 'x'}, {status: 'running'}, {result: 'fail'}, {time_started: 1},
          {warning: 'x'}, {stopped: true}
        ].forEach(change => {
          expect(jobs.adapt(row('a', change)).$track).not.toBe(before.$track);
        });
        // it can be started then
        expect(jobs.adapt(Object.assign({}, stopped, {status: 'scheduled'})).$track)
          .not.toBe(jobs.adapt(stopped).$track);
      });

      it('is found by its facet only', () => {
        const table = freezer('lists.resources');
        expect(table.mark('nothing')).toBe('_nothing');
        expect(table.mark('unsuccess').indexOf(table.mark('success'))).toBe(-1);
      });
    });
  });

  describe('freezer job actions', () => {
    const DELETE = ['jobs:delete', 'sessions:job:remove'];
    let actions, jobs, modal, answer;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      jobs = freezer('jobs.service');
      actions = Object.assign({}, freezer('jobs.actions'), {remove: jobs.remove});
      modal = $injector.get('horizon.framework.widgets.modal.simple-modal.service');
      spyOn(toasts, 'add');
      spyOn(permissions, 'allowed').and.returnValue($q.when());
      spyOn(modal, 'modal').and.returnValue({result: $q.when()});
      spyOn(api, 'getJobs').and.returnValue($q.when(page('', null,
        {items: [row('a'), row('b'), row('c', {stopped: true}), member('m')]})));
      jobs.read(angular.noop);
      $rootScope.$apply();
    });

    function keep(promise) {
      answer = fx.outcome(promise);
      return answer;
    }

    function item(id) {
      let found;
      jobs.list().then(response => { found = response.data.items.find(job => job.id === id); });
      $rootScope.$apply();
      return found;
    }

    /** What is offered for a job, and what the policies were asked for it. */
    function offered(job) {
      permissions.allowed.calls.reset();
      return Object.keys(actions).filter(name => {
        let isOffered = false;
        actions[name].allowed(jobs.adapt(job)).then(() => { isOffered = true; }, angular.noop);
        $rootScope.$apply();
        return isOffered;
      });
    }

    function asked() {
      return permissions.allowed.calls.allArgs().map(args => args[0]);
    }

    function ids(list) {
      return list.map(each => each.id);
    }

    describe('are offered', () => {
      it('of a member: it runs and stops with its session', () => {
        expect(offered(member('a'))).toEqual(['takeOut', 'remove']);
        expect(asked()).toEqual(['members', DELETE]);
        expect(offered(member('a', {stopped: true}))).toEqual(['takeOut', 'remove']);
        expect(offered(member('a', {status: 'running'}))).toEqual(['takeOut', 'remove']);
      });

      it('of a job in no session', () => {
        expect(offered(row('a'))).toEqual(['stop', 'remove']);
        expect(asked()).toEqual([['jobs:event:create', 'jobs:update'], DELETE]);
        expect(offered(row('a', {status: 'running'}))).toEqual(['stop', 'remove']);
      });

      it('of a stopped one', () => {
        expect(offered(row('a', {stopped: true}))).toEqual(['start', 'remove']);
      });

      it('of a stopped one that still runs', () => {
        expect(offered(row('a', {stopped: true, status: 'running'}))).toEqual(['remove']);
      });

      it('by the policies', () => {
        permissions.allowed.and.callFake(what =>
          angular.equals(what, DELETE) ? $q.when() : $q.reject());
        expect(offered(row('a'))).toEqual(['remove']);
        permissions.allowed.and.callFake(() => $q.reject());
        expect(offered(member('a'))).toEqual([]);
      });

      it('of a batch, without an item', () => {
        expect(keep(actions.remove.allowed())).toBeUndefined();
        expect(asked()).toEqual([DELETE]);
      });
    });

    describe('take out', () => {
      it('asks, and shows what is then', () => {
        spyOn(api, 'call').and.returnValue($q.when({session: {},
          job: fx.job('m', {stopped: true, runs: 'nothing'})}));
        expect(keep(actions.takeOut.perform(item('m'))).updated)
          .toEqual([{type: 'OS::Freezer::Job', id: 'm'}]);
        expect(modal.modal.calls.argsFor(0)[0].title).toBe('Confirm Remove from Session');
        expect(modal.modal.calls.argsFor(0)[0].body).toContain('"job m"');
        expect(api.call).toHaveBeenCalledWith(
          {verb: 'DELETE', session_id: 's', job_id: 'm', body: {then: 'stop'}});
        expect(toasts.add.calls.allArgs()).toEqual([
          ['success', 'Removed job job m from session session s. The job is stopped.']]);
        expect([item('m').session_name, item('m').$path, item('m').status_label])
          .toEqual(['None', null, 'Stopped']);
        expect([item('m').runs, item('m').runs_facet]).toEqual(['nothing', '_nothing']);
      });

      it('does nothing unless confirmed', () => {
        spyOn(api, 'call');
        modal.modal.and.callFake(() => ({result: $q.reject('cancel')}));
        expect(keep(actions.takeOut.perform(item('m'))).rejected).toBe('cancel');
        expect(api.call).not.toHaveBeenCalled();
        expect(toasts.add).not.toHaveBeenCalled();
      });

      it('says why it did not work', () => {
        spyOn(api, 'call').and.callFake(() => $q.reject({error: 'It changed.'}));
        expect(ids(keep(actions.takeOut.perform(item('m'))).failed)).toEqual(['m']);
        expect(toasts.add.calls.allArgs()).toEqual([
          ['error', 'Unable to remove job job m from session session s. It changed.']]);
        expect(item('m').session_name).toBe('session s');
      });
    });

    describe('start and stop', () => {
      beforeEach(() => {
        spyOn(api, 'sendJobEvent').and.callFake((id, event) =>
          $q.when(fx.job(id, {stopped: event === 'stop'})));
      });

      it('stop', () => {
        expect(keep(actions.stop.perform(item('a'))).updated)
          .toEqual([{type: 'OS::Freezer::Job', id: 'a'}]);
        expect(api.sendJobEvent).toHaveBeenCalledWith('a', 'stop');
        expect(toasts.add.calls.allArgs()).toEqual([
          ['success', 'Stopped job job a. A run in progress continues to its end.']]);
        expect([item('a').stopped, item('a').status_label]).toEqual([true, 'Stopped']);
        expect(modal.modal).not.toHaveBeenCalled();
      });

      it('start', () => {
        expect(keep(actions.start.perform(item('c'))).updated)
          .toEqual([{type: 'OS::Freezer::Job', id: 'c'}]);
        expect(api.sendJobEvent).toHaveBeenCalledWith('c', 'start');
        expect(toasts.add.calls.allArgs()).toEqual([
          ['success', 'Started job job c. The agent picks it up at the next check-in.']]);
        expect([item('c').stopped, item('c').status_label]).toEqual([false, 'Scheduled']);
      });

      it('say why they did not work', () => {
        api.sendJobEvent.and.callFake(() => $q.reject({error: 'It is running.'}));
        expect(ids(keep(actions.stop.perform(item('a'))).failed)).toEqual(['a']);
        expect(ids(keep(actions.start.perform(item('c'))).failed)).toEqual(['c']);
        expect(toasts.add.calls.allArgs()).toEqual([
          ['error', 'Unable to stop job job a. It is running.'],
          ['error', 'Unable to start job job c. It is running.']]);
        expect([item('a').stopped, item('c').stopped]).toEqual([false, true]);
      });
    });
  });

  describe('freezer jobs panel', () => {
    let ctrl, scope, jobs, rest, make;

    beforeEach(freezerFixtures.allowed);
    beforeEach(() => {
      jobs = freezer('jobs.service');
      rest = fx.server('getJobs');
      // no pauses
      spyOn(Date, 'now').and.returnValue(1700000000000);
      make = () => {
        scope = $rootScope.$new();
        ctrl = {};
        freezer('lists.panel').attach(ctrl, scope, jobs);
        $rootScope.$apply();
      };
    });

    it('makes the table list again with each stretch', () => {
      make();
      expect([ctrl.params, ctrl.refresher.loaded]).toEqual([undefined, false]);
      rest.answer(0, page('ab', '100'));
      const first = ctrl.params;
      expect(first).toBeDefined();
      expect([ctrl.refresher.loaded, ctrl.countWords()]).toEqual([true, '2 jobs']);
      expect(ctrl.progressWords())
        .toBe('2 jobs loaded so far. The search covers only these.');
      $timeout.flush(0);
      rest.answer(1, page('c', null, {checked: 1248}));
      expect(ctrl.params).not.toBe(first);
      expect([ctrl.countWords(), ctrl.progress.checked]).toEqual(['3 jobs', 1250]);
      expect(ctrl.progressWords()).toContain('1,250 jobs');
    });

    it('is empty only when all was looked at', () => {
      make();
      expect(ctrl.empty()).toBe(false);
      rest.answer(0, page('', '100', {checked: 100}));
      expect([ctrl.empty(), ctrl.countWords()]).toEqual([false, '0 jobs']);
      $timeout.flush(0);
      rest.answer(1, page(''));
      expect(ctrl.empty()).toBe(true);
    });

    it('counts what is left when one is deleted, to the last', () => {
      make();
      rest.answer(0, page('ab'));
      jobs.drop('a');
      expect([ctrl.countWords(), ctrl.empty()]).toEqual(['1 job', false]);
      jobs.drop('b');
      expect(ctrl.empty()).toBe(true);
    });

    it('says why there is nothing', () => {
      make();
      rest.fail(0, 'Freezer cannot be reached.');
      expect([ctrl.refresher.failure.error, ctrl.refresher.loaded, ctrl.empty()])
        .toEqual(['Freezer cannot be reached.', false, false]);
      $timeout.flush(4000);
      rest.answer(1, page('a'));
      expect([ctrl.refresher.failure, ctrl.countWords()]).toEqual([null, '1 job']);
    });

    it('stops, and goes on', () => {
      make();
      rest.answer(0, page('a', '100'));
      ctrl.stop();
      expect([ctrl.progress.reading, ctrl.progress.rest]).toEqual([false, true]);
      ctrl.goOn();
      $rootScope.$apply();
      rest.fail(1, 'Slow.');
      expect(ctrl.progress.failure.error).toBe('Slow.');
      ctrl.goOn();
      rest.answer(2, page('b'));
      expect([ctrl.countWords(), ctrl.progress.rest]).toEqual(['2 jobs', false]);
    });

    it('can be updated again after it was stopped', () => {
      make();
      rest.answer(0, page('ab'));
      ctrl.refresher.retry();
      rest.answer(1, page('a', '100'));
      expect(ctrl.refresher.loading).toBe(true);
      ctrl.stop();
      $rootScope.$apply();
      expect([ctrl.refresher.loading, ctrl.refresher.failure, ctrl.countWords()])
        .toEqual([false, null, '2 jobs']);
    });

    it('does not read anew by itself while it reads', () => {
      make();
      rest.answer(0, page('a', '100'));
      $timeout.flush(0);
      expect(rest.count()).toBe(2);
      $timeout.flush(30000);
      expect(rest.count()).toBe(2);
      rest.answer(1, page('b'));
      $timeout.flush(4000);
      expect(rest.query(2)).toEqual({homes: 1, limit: 1000, max_age: 0});
    });

    it('ends with the page', () => {
      make();
      rest.answer(0, page('a', '100'));
      scope.$destroy();
      $timeout.flush(60000);
      expect([rest.count(), jobs.progress.reading]).toEqual([1, false]);
    });

    it('shows the first ones at once when one comes back', () => {
      make();
      rest.answer(0, page('abcdefgh'));
      scope.$destroy();
      make();
      expect([ctrl.refresher.loaded, ctrl.empty()]).toEqual([false, false]);
      rest.answer(1, page('ab', '100'));
      expect([ctrl.refresher.loaded, ctrl.countWords()]).toEqual([true, '2 jobs']);
      expect(ctrl.params).toBeDefined();
    });

    describe('as it is drawn', () => {
      let element;

      beforeEach(() => {
        scope = $rootScope.$new();
        element = fx.draw('<freezer-list-panel type="OS::Freezer::Job"></freezer-list-panel>',
                          scope);
      });

      it('lists jobs as text, with their session and what keeps them from running', done => {
        const text = '<b>{{1+1}}{$ 1+1 $}</b>';
        rest.answer(0, page('', null, {items: [
          member('b', {home: {id: 's', name: text}, result: 'success', schedule_words: 'daily',
            need: 'succeeded', rank: 6}),
          row('a', {description: text, warning: 'Its client has no <i>agent</i>.',
            need: 'refused', rank: 0})
        ]}));
        fx.later(scope, () => {
          expect(element.find('.freezer-loading, .freezer-progress').length).toBe(0);
          expect(element.find('.freezer-empty').length).toBe(0);
          expect(element.find('.freezer-total').text()).toBe('2 jobs ·');
          const cells = fx.cells(element, 'a');
          expect(cells.slice(2)).toEqual(['client-a', 'None', '-', 'not scheduled']);
          expect(cells[0]).toBe('Cannot run');
          expect(cells[1]).toContain(text);
          expect(element.find('.freezer-warning').attr('title'))
            .toBe('Its client has no <i>agent</i>.');
          expect(fx.cells(element, 'b')).toEqual(
            ['Succeeded', 'job b', 'client-b', text, '-', 'daily']);
          expect(element.find('hz-cell a').map((i, each) => each.getAttribute('href')).get())
            // the worst first
            .toEqual(['project/freezer_jobs/a', 'project/freezer_clients/client-a',
              'project/freezer_jobs/b', 'project/freezer_clients/client-b',
              'project/freezer_sessions/s']);
        }, done);
      });

      it('keeps a drawer open when its row is drawn again', done => {
        function chevron() {
          return element.find('[hz-expand-detail]');
        }

        rest.answer(0, page('', null, {items: [row('a')]}));
        fx.later(scope, () => {
          $timeout.flush(0);
          chevron().click();
          scope.$apply();
          expect(chevron().attr('aria-expanded')).toBe('true');
          element.find('.freezer-refresh').click();
          rest.answer(1, page('', null, {items: [row('a', {description: 'renamed'})]}));
        }, () => fx.later(scope, () => {
          $timeout.flush(0);
          scope.$apply();
          expect(fx.cells(element, 'a')[1]).toBe('renamed');
          expect(chevron().attr('aria-expanded')).toBe('true');
          expect(chevron().closest('tr').hasClass('expanded')).toBe(true);
          expect(element.find('.detail-expanded').text()).toContain('backup a');
          chevron().click();
          scope.$apply();
          element.find('.freezer-refresh').click();
          rest.answer(2, page('', null, {items: [row('a')]}));
        }, () => fx.later(scope, () => {
          $timeout.flush(0);
          expect(chevron().attr('aria-expanded')).toBe('false');
        }, done)));
      });

      it('asks for nothing anew for who has stopped the reading', done => {
        rest.answer(0, page('ab', '100'));
        fx.later(scope, () => {
          element.find('.freezer-progress-stop').click();
          const asked = rest.count();
          $timeout.flush(600000);
          expect(rest.count()).toBe(asked);
        }, done);
      });

      it('tells how far it is, and can be stopped and go on', done => {
        rest.answer(0, page('ab', '100'));
        fx.later(scope, () => {
          expect(element.find('.freezer-progress-words').text()).toContain('2 jobs loaded');
          element.find('.freezer-progress-stop').click();
          expect(element.find('.freezer-progress-stop, .freezer-progress .fa-spinner').length)
            .toBe(0);
          element.find('.freezer-progress-go-on').click();
          rest.fail(1, 'Freezer <i>did not</i> answer.');
          expect(element.find('.freezer-progress [role=alert]').text())
            .toBe('Freezer <i>did not</i> answer.');
          element.find('.freezer-progress-go-on').click();
          rest.answer(2, page('c'));
          expect(element.find('.freezer-progress').length).toBe(0);
          expect(element.find('.freezer-total').text()).toBe('3 jobs ·');
        }, done);
      });
    });
  });
})();
