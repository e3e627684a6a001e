(function() {
  'use strict';

  describe('freezer batch', () => {
    let batch, begun, results;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      batch = freezer('writes.taskQueue').create();
      begun = [];
      results = [];
    });

    function task(name) {
      return {name, go() {
        const deferred = $q.defer();
        deferred.name = name;
        begun.push(deferred);
        return deferred.promise;
      }};
    }

    function run(names) {
      batch.run(names.map(task)).then(result => { results.push(result); });
      $rootScope.$apply();
    }

    function settle(index, failure) {
      begun[index][failure ? 'reject' : 'resolve'](failure);
      $rootScope.$apply();
    }

    it('does one after the other, and tells how far it is', () => {
      run(['a', 'b']);
      expect([batch.running, batch.done, batch.total, begun.length]).toEqual([true, 0, 2, 1]);
      settle(0);
      expect([batch.running, batch.done, batch.total, begun.length]).toEqual([true, 1, 2, 2]);
      settle(1);
      expect(batch.running).toBe(false);
      expect(results).toEqual([{done: 2, total: 2, failures: [], stopped: false}]);
    });

    it('goes on after a failure, also after one that is a bug', () => {
      batch.run([task('a'), {name: 'b', go() { throw new Error('odd'); }}, task('c')])
        .then(result => { results.push(result); });
      $rootScope.$apply();
      settle(0, {error: 'Busy.'});
      expect(batch.failures[0]).toEqual(jasmine.objectContaining({name: 'a', error: 'Busy.'}));
      settle(1);
      expect(results[0].done).toBe(3);
      expect(results[0].failures[1].name).toBe('b');
      expect(results[0].failures[1].error).toContain('odd');
    });

    it('stops between two tasks', () => {
      run(['a', 'b', 'c']);
      batch.stop();
      expect(batch.stopping).toBe(true);
      settle(0);
      expect(begun.length).toBe(1);
      expect(results[0]).toEqual({done: 1, total: 3, failures: [], stopped: true});
    });

    it('stops where the login ends: none of the others could be done', () => {
      run(['a', 'b', 'c']);
      settle(0, {status: 401, error: 'Log in again.'});
      expect(begun.length).toBe(1);
      expect(results[0].stopped).toBe(true);
      expect([results[0].done, results[0].failures[0].error]).toEqual([1, 'Log in again.']);
      run(['b', 'c']);
      settle(1);
      settle(2);
      expect(results[1].stopped).toBe(false);
    });

    it('does not stop what is not running, or after its last task', () => {
      batch.stop();
      run(['a']);
      batch.stop();
      settle(0);
      expect(results[0].stopped).toBe(false);
      run([]);
      expect(results[1]).toEqual({done: 0, total: 0, failures: [], stopped: false});
    });

    it('counts what comes meanwhile with it, and answers each', () => {
      run(['a']);
      run(['b']);
      expect([batch.total, begun.length]).toEqual([2, 1]);
      settle(0);
      expect([results.length, batch.running, begun[1].name]).toEqual([1, true, 'b']);
      settle(1);
      expect(results[1].done).toBe(1);
    });

    it('can be run again from a "then"', () => {
      batch.run([task('a')]).then(() => { batch.run([task('b')]); });
      $rootScope.$apply();
      begun[0].resolve();
      $rootScope.$apply();
      expect([batch.running, batch.done, batch.total]).toEqual([true, 0, 1]);
    });

    it('is shown while it runs', () => {
      const scope = $rootScope.$new();
      scope.batch = batch;
      const element = $compile('<freezer-task-progress batch="batch" words="Moving">' +
        '</freezer-task-progress>')(scope);
      scope.$apply();
      expect(element.text().trim()).toBe('');
      run(['a', 'b', 'c']);
      settle(0);
      const bar = element.find('[role=progressbar]');
      expect(element.text()).toContain('1 of 3');
      expect(bar.attr('aria-valuenow')).toBe('1');
      expect(bar.attr('aria-valuetext')).toBe('1 of 3');
      expect(bar[0].style.width).toBe('33%');
      element.find('.freezer-batch-stop').click();
      expect(batch.stopping).toBe(true);
      expect(element.find('.freezer-batch-stop').prop('disabled')).toBe(true);
      settle(1);
      expect(element.find('.freezer-batch').length).toBe(0);
    });
  });
})();
