(function() {
  'use strict';

  describe('freezer member moves', () => {
    let moves, asked;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      moves = freezer('writes.memberMoves');
      asked = freezerFixtures.waiting(spyOn(api, 'call'));
    });

    function settle(index, how, value) {
      asked[index][how](value);
      $rootScope.$apply();
    }

    /** All of them, as a queue does them that the user stops before `end`. */
    function sendAll(list, end) {
      let outcome;
      moves.sendAll(list, tasks => {
        const failures = [];
        return tasks.slice(0, end).reduce((before, task) => before.then(() =>
          task.go().catch(failure => { failures.push({name: task.name, error: failure.error}); })
        ), $q.when()).then(() => ({failures, stopped: tasks.length > end}));
      }).then(result => { outcome = result; });
      $rootScope.$apply();
      return () => outcome;
    }

    function move(id) {
      return {name: 'job ' + id, call: moves.into('s', id, {from: null})};
    }

    it('are calls as the server gives them', () => {
      expect(moves.into('s', 'j', {from: null}))
        .toEqual({verb: 'PUT', session_id: 's', job_id: 'j', body: {from: null}});
      expect(moves.outOf('s', 'j', {then: 'run'}))
        .toEqual({verb: 'DELETE', session_id: 's', job_id: 'j', body: {then: 'run'}});
    });

    it('are sent one after the other, also after one that failed', () => {
      let failed;
      moves.send(moves.into('s', 'a', {from: null})).catch(failure => { failed = failure; });
      moves.send(moves.outOf('s', 'b', {then: 'stop'}));
      $rootScope.$apply();
      expect(asked.length).toBe(1);
      settle(0, 'reject', {error: 'Changed.'});
      expect(failed).toEqual({error: 'Changed.'});
      expect(api.call.calls.allArgs()).toEqual([
        [moves.into('s', 'a', {from: null})], [moves.outOf('s', 'b', {then: 'stop'})]]);
    });

    it('say what was done, what failed and what was not begun', () => {
      const list = ['a', 'b', 'c', 'd'].map(move);
      const outcome = sendAll(list, 3);
      settle(0, 'resolve', {undo: 1});
      settle(1, 'reject', {error: 'Busy.'});
      settle(2, 'resolve', {undo: null});
      expect(outcome()).toEqual({
        total: 4,
        answers: [{undo: 1}, {undo: null}],
        undo: [1],
        failures: [{name: 'job b', error: 'Busy.'}],
        left: [list[1], list[3]],
        waiting: [list[3]],
        stopped: true
      });
    });

    it('are taken back in the opposite order', () => {
      expect(moves.undoOf([{undo: 1}, null, {undo: null}, {undo: 2}])).toEqual([2, 1]);
    });
  });
})();
