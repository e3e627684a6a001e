(function() {
  'use strict';

  describe('freezer board model', function() {
    var api, boards, model, $q, $rootScope, requests, fx = freezerFixtures;

    beforeEach(module('horizon.framework', 'horizon.app.core'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($injector) {
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      api = $injector.get('horizon.dashboard.project.freezer.api.service');
      boards = $injector.get('horizon.dashboard.project.freezer.board.model');
      model = boards.create();
      requests = [];
      spyOn(api, 'addJob').and.callFake(request);
      spyOn(api, 'removeJob').and.callFake(request);
      spyOn(api, 'getAllSessions').and.returnValue($q.when([
        session('s', ['a', 'gone']), session('t', [])]));
      spyOn(api, 'getAllJobs').and.returnValue($q.when([
        fx.job('p'), fx.job('q'), fx.job('a', {session_id: 's'})]));
      model.load();
      $rootScope.$apply();
    }));

    function request() {
      var deferred = $q.defer();
      requests.push(deferred);
      return deferred.promise;
    }

    function session(id, jobs) {
      return fx.session(id, {members: jobs.map(function(each) {
        return {id: each, client_id: 'c', state: 'succeeded'};
      })});
    }

    function zones() {
      var result = {pool: ids(model.pool)};
      model.zones.forEach(function(zone) {
        result[zone.id] = ids(zone);
      });
      return result;
    }

    function ids(zone) {
      return zone.cards.map(function(card) {
        return card.id + (card.pending ? '…' : '');
      });
    }

    function move(job, from, to) {
      var outcome = {};
      model.move(job, from, to).then(function(data) { outcome.data = data; },
                                     function(failure) { outcome.failure = failure; });
      $rootScope.$apply();
      return outcome;
    }

    it('puts each job where it is listed, the others into the pool', function() {
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['gone', 'a'], t: []});
      expect(model.find('gone').card.ghost).toBe(true);
      expect(model.find('a').card.ghost).toBe(false);
    });

    it('shows the sessions before the jobs, and each page of jobs as it comes', function() {
      var jobs = $q.defer();
      var tell;
      api.getAllJobs.and.callFake(function(params, onPage) {
        tell = onPage;
        return jobs.promise;
      });
      model = boards.create();
      model.load();
      $rootScope.$apply();
      expect(zones()).toEqual({pool: [], s: ['a', 'gone'], t: []});
      expect(model.find('a').card.name).toBe('Reading its name…');
      expect(model.find('gone').card.ghost).toBe(false);
      expect([model.drawn, model.complete, model.count()]).toEqual([true, false, 0]);
      tell([fx.job('p'), fx.job('a', {session_id: 's'})]);
      expect(zones().pool).toEqual(['p']);
      expect(model.find('a').card.name).toBe('job a');
      expect(model.count()).toBe(2);
      jobs.resolve([fx.job('p'), fx.job('a', {session_id: 's'})]);
      $rootScope.$apply();
      expect(model.complete).toBe(true);
      expect(model.find('gone').card.ghost).toBe(true);
    });

    it('marks a job whose session does not list it', function() {
      api.getAllJobs.and.returnValue($q.when([fx.job('d', {session_id: 'elsewhere'})]));
      model.load();
      $rootScope.$apply();
      expect(model.find('d').zone.id).toBe('pool');
      expect(model.find('d').card.dangling).toBe(true);
    });

    it('shows a move at once, then what the answer says', function() {
      var outcome = move('p', 'pool', 's');
      expect(zones()).toEqual({pool: ['q'], s: ['gone', 'a', 'p…'], t: []});
      expect(model.busy()).toBe(true);
      expect(api.addJob).toHaveBeenCalledWith('s', 'p', null);
      requests[0].resolve({session: session('s', ['a', 'p']), job: fx.job('p', {session_id: 's'}),
        left: null});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['q'], s: ['a', 'p'], t: []});
      expect(model.busy()).toBe(false);
      expect(outcome.data.session.id).toBe('s');
    });

    it('does not believe what it asked for, but what it is told', function() {
      move('p', 'pool', 's');
      requests[0].resolve({session: session('s', ['a']), job: fx.job('p'), left: null});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['a'], t: []});
    });

    it('says where the user saw the job, and shows both sessions', function() {
      move('a', 's', 't');
      expect(api.addJob).toHaveBeenCalledWith('t', 'a', 's');
      requests[0].resolve({session: session('t', ['a']), left: session('s', ['gone']),
        job: fx.job('a', {session_id: 't'})});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['gone'], t: ['a']});
    });

    it('takes a job out', function() {
      move('a', 's', 'pool');
      expect(api.removeJob).toHaveBeenCalledWith('s', 'a');
      requests[0].resolve({session: session('s', []), job: fx.job('a')});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['a', 'p', 'q'], s: [], t: []});
    });

    it('lets a ghost go', function() {
      move('gone', 's', 'pool');
      expect(zones().pool).toEqual(['gone…', 'p', 'q']);
      requests[0].resolve({session: session('s', ['a']), job: null});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['a'], t: []});
    });

    it('rolls back and rejects', function() {
      var outcome = move('p', 'pool', 's');
      requests[0].reject({status: 409, error: 'Elsewhere now.'});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['p', 'q'], s: ['gone', 'a'], t: []});
      expect(outcome.failure.error).toBe('Elsewhere now.');
      expect(model.busy()).toBe(false);
    });

    it('writes one after the other, and goes on after a failure', function() {
      move('p', 'pool', 's');
      move('q', 'pool', 's');
      expect(requests.length).toBe(1);
      expect(zones()).toEqual({pool: [], s: ['gone', 'a', 'p…', 'q…'], t: []});
      requests[0].reject({error: 'no'});
      $rootScope.$apply();
      expect(requests.length).toBe(2);
      expect(zones()).toEqual({pool: ['p'], s: ['gone', 'a', 'q…'], t: []});
      requests[1].resolve({session: session('s', ['q', 'a']), job: fx.job('q'), left: null});
      $rootScope.$apply();
      expect(zones()).toEqual({pool: ['p'], s: ['a', 'q'], t: []});
    });

    it('does nothing for a drop in place, or for a card that is on its way', function() {
      move('p', 'pool', 'pool');
      expect(requests.length).toBe(0);
      move('p', 'pool', 's');
      move('p', 's', 't');
      expect(requests.length).toBe(1);
    });

    it('does not let a refresh that a write has overtaken undo it', function() {
      var slow = $q.defer();
      api.getAllSessions.and.returnValue(slow.promise);
      model.load();
      move('p', 'pool', 's');
      requests[0].resolve({session: session('s', ['p']), job: fx.job('p', {session_id: 's'})});
      $rootScope.$apply();
      slow.resolve([session('s', [])]);
      $rootScope.$apply();
      expect(zones().s).toEqual(['p']);
    });

    it('rejects a failing load and keeps what it showed', function() {
      var failed = null;
      api.getAllJobs.and.returnValue($q.reject({error: 'down'}));
      model.load().catch(function(failure) { failed = failure; });
      $rootScope.$apply();
      expect(failed.error).toBe('down');
      expect(zones().pool).toEqual(['p', 'q']);
    });
  });
})();
