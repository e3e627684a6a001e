(function() {
  'use strict';

  describe('freezer board model', () => {
    let boards, pools, model, pool, requests, jobs, asked, shown;
    const fx = freezerFixtures;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      boards = freezer('board.model');
      pools = freezer('pool.service');
      requests = [];
      asked = [];
      shown = ['s', 't'];
      jobs = [fx.job('p'), fx.job('q'), fx.job('a', {session_id: 's'})];
      spyOn(api, 'call').and.callFake(request);
      spyOn(api, 'getAllSessions').and.returnValue($q.when([
        session('s', ['a', 'gone']), session('t', [])]));
      spyOn(api, 'getJobs').and.callFake(getJobs);
      create();
    });

    function create() {
      pool = pools.create();
      model = boards.create(pool, () => shown);
      model.load();
      $rootScope.$apply();
    }

    function getJobs(params) {
      const wanted = params.ids && params.ids.split(',');
      if (wanted) {
        asked.push(wanted);
      }
      return $q.when({next: null, checked: 3, items: jobs.filter(job =>
        wanted ? wanted.includes(job.id) : !job.session_id || job.dangling)});
    }

    function request() {
      const deferred = $q.defer();
      requests.push(deferred);
      return deferred.promise;
    }

    function session(id, members) {
      return fx.session(id, {
        members: members.map(each => ({id: each, client_id: 'c', state: 'succeeded'}))});
    }

    function zones() {
      const result = {pool: ids(model.pool)};
      model.zones.forEach(zone => {
        result[zone.id] = ids(zone);
      });
      return result;
    }

    function ids(zone) {
      return zone.cards.map(card => card.id + (card.pending ? '…' : ''));
    }

    function way(id, from, to) {
      return {id, from, to, card: model.find(id, from).card, call: {verb: to}};
    }

    function move(id, from, to) {
      const outcome = {};
      const it = way(id, from, to);
      model.mark([it]);
      model.send(it).then(data => { outcome.data = data; },
                          failure => { outcome.failure = failure; });
      $rootScope.$apply();
      return outcome;
    }

    function answer(index, data) {
      requests[index].resolve(data);
      $rootScope.$apply();
    }

    it('puts each job where it is listed, the others into the pool', () => {
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['gone', 'a'], t: []});
      expect(model.find('gone', 's').card.ghost).toBe(true);
      expect(model.find('a', 's').card.ghost).toBe(false);
      expect(model.find('a', 't')).toBe(null);
    });

    it('never reads all jobs, but the names of what is on the screen', () => {
      shown = [];
      asked = [];
      create();
      expect(asked).toEqual([]);
      expect(model.find('a', 's').card.name).toBe('Loading the name…');
      expect(model.find('gone', 's').card.ghost).toBe(false);
      model.want(['s']);
      $rootScope.$apply();
      expect(asked).toEqual([['a', 'gone']]);
      expect(model.find('a', 's').card.name).toBe('job a');
      model.want(['s', 'no such']);
      $rootScope.$apply();
      expect(asked.length).toBe(1);
    });

    it('asks for the names fifty at a time, and again at each load', () => {
      const many = [];
      for (let i = 0; i < 120; i++) {
        many.push('m' + i);
      }
      api.getAllSessions.and.returnValue($q.when([session('s', many)]));
      asked = [];
      create();
      expect(asked.map(each => each.length)).toEqual([50, 50, 20]);
      model.load();
      $rootScope.$apply();
      expect(asked.length).toBe(6);
    });

    it('asks again for names that it did not get, and fails meanwhile', () => {
      let failed = null;
      api.getJobs.and.callFake(params => params.ids ? $q.reject({error: 'down'}) : getJobs(params));
      model.load().catch(failure => { failed = failure; });
      $rootScope.$apply();
      expect(failed.error).toBe('down');
      expect(model.find('a', 's').card.name).toBe('job a');
      api.getJobs.and.callFake(getJobs);
      asked = [];
      model.want(['s']);
      $rootScope.$apply();
      expect(asked.length).toBe(1);
    });

    it('knows of a job what a write told, not what an older reading says', () => {
      const slow = $q.defer();
      api.getJobs.and.callFake(params => params.ids ? slow.promise : getJobs(params));
      model.load();
      $rootScope.$apply();
      move('a', 's', 't');
      answer(0, {session: session('t', ['a']), left: session('s', []),
        job: fx.job('a', {session_id: 't', description: 'new'})});
      slow.resolve({items: [fx.job('a', {description: 'old'})]});
      $rootScope.$apply();
      expect(model.find('a', 't').card.name).toBe('new');
    });

    it('marks a job whose session does not list it', () => {
      jobs = [fx.job('d', {session_id: 'elsewhere', dangling: true})];
      model.load();
      $rootScope.$apply();
      expect(model.find('d', 'pool').card.dangling).toBe(true);
    });

    it('shows what keeps a job where it is, or warns', () => {
      jobs = [fx.job('a', {status: 'running'}), fx.job('p', {warning: 'No client.'})];
      model.load();
      $rootScope.$apply();
      expect(model.find('a', 's').card.running).toBe(true);
      expect(model.find('p', 'pool').card.warning).toBe('No client.');
    });

    it('shows a move at once, then what the answer says', () => {
      const outcome = move('p', 'pool', 's');
      expect(zones()).toEqual({pool: ['q'], s: ['gone', 'a', 'p…'], t: []});
      expect(model.busy()).toBe(true);
      expect(api.call).toHaveBeenCalledWith({verb: 's'});
      answer(0, {session: session('s', ['a', 'p']), job: fx.job('p', {session_id: 's'}),
        left: null});
      expect(zones()).toEqual({pool: ['q'], s: ['a', 'p'], t: []});
      expect(model.busy()).toBe(false);
      expect(model.homesOf('p')).toEqual(['s']);
      expect(outcome.data.session.id).toBe('s');
    });

    it('does not believe what it asked for, but what it is told', () => {
      move('p', 'pool', 's');
      answer(0, {session: session('s', ['a']), job: fx.job('p'), left: null});
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['a'], t: []});
    });

    it('shows both sessions of a move', () => {
      move('a', 's', 't');
      answer(0, {session: session('t', ['a']), left: session('s', ['gone']),
        job: fx.job('a', {session_id: 't'})});
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['gone'], t: ['a']});
    });

    it('takes a job out', () => {
      move('a', 's', 'pool');
      expect(zones().pool).toEqual(['a…', 'p', 'q']);
      answer(0, {session: session('s', []), job: fx.job('a')});
      expect(zones()).toEqual({pool: ['a', 'p', 'q'], s: [], t: []});
    });

    it('leaves a job that another session has too out of the pool', () => {
      api.getAllSessions.and.returnValue($q.when([session('s', ['a']), session('t', ['a'])]));
      model.load();
      $rootScope.$apply();
      expect(model.homesOf('a')).toEqual(['s', 't']);
      move('a', 's', 'pool');
      answer(0, {session: session('s', []), job: fx.job('a', {session_id: 't'})});
      expect(zones()).toEqual({pool: ['p', 'q'], s: [], t: ['a']});
    });

    it('lets a ghost go', () => {
      move('gone', 's', 'pool');
      expect(zones().pool).toEqual(['gone…', 'p', 'q']);
      answer(0, {session: session('s', ['a']), job: null});
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['a'], t: []});
    });

    it('rolls back and rejects', () => {
      const outcome = move('p', 'pool', 's');
      requests[0].reject({status: 409, error: 'Elsewhere now.'});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['gone', 'a'], t: []});
      expect(outcome.failure.error).toBe('Elsewhere now.');
      expect(model.busy()).toBe(false);
    });

    it('writes one after the other, and goes on after a failure', () => {
      move('p', 'pool', 's');
      move('q', 'pool', 's');
      expect(requests.length).toBe(1);
      expect(zones()).toEqual({pool: [], s: ['gone', 'a', 'p…', 'q…'], t: []});
      requests[0].reject({error: 'no'});
      $rootScope.$apply();
      expect(requests.length).toBe(2);
      expect(zones()).toEqual({pool: ['p'], s: ['gone', 'a', 'q…'], t: []});
      answer(1, {session: session('s', ['q', 'a']), job: fx.job('q'), left: null});
      expect(zones()).toEqual({pool: ['p'], s: ['a', 'q'], t: []});
    });

    it('puts back what is not done after all', () => {
      const ways = [way('p', 'pool', 't'), way('q', 'pool', 't')];
      model.mark(ways);
      expect(zones().t).toEqual(['p…', 'q…']);
      model.unmark(ways);
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['gone', 'a'], t: []});
    });

    it('does not let a refresh that a write has overtaken undo it', () => {
      const slow = $q.defer();
      api.getAllSessions.and.returnValue(slow.promise);
      model.load();
      move('p', 'pool', 's');
      answer(0, {session: session('s', ['p']), job: fx.job('p', {session_id: 's'})});
      slow.resolve([session('s', [])]);
      $rootScope.$apply();
      expect(zones().s).toEqual(['p']);
    });

    it('rejects a failing load and keeps what it showed', () => {
      let failed = null;
      api.getJobs.and.returnValue($q.reject({error: 'down'}));
      model.load().catch(failure => { failed = failure; });
      $rootScope.$apply();
      expect(failed.error).toBe('down');
      expect(zones().pool).toEqual(['p', 'q']);
    });

    it('looks at the sessions alone to see whether anything is other', () => {
      const seen = [];
      function look() {
        model.look().then(isOther => { seen.push(isOther); });
        $rootScope.$apply();
      }
      api.getJobs.calls.reset();
      spyOn(api, 'lookAtSessions').and.returnValue(api.getAllSessions());
      look();
      api.lookAtSessions.and.returnValue($q.when([session('s', ['a']), session('t', [])]));
      look();
      expect(seen).toEqual([false, true]);
      expect(api.getJobs).not.toHaveBeenCalled();
    });
  });
})();
