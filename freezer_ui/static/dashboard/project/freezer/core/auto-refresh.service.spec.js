(function() {
  'use strict';

  describe('freezer refresher', () => {
    let feeds, loads, refresher, busy;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      feeds = freezer('core.autoRefresh');
      loads = [];
      busy = false;
      refresher = feeds.create({
        load() {
          const deferred = $q.defer();
          loads.push(deferred);
          return deferred.promise;
        },
        busy() { return busy; }
      });
    });
    afterEach(() => {
      refresher.stop();
      hide(false);
    });

    function hide(hidden) {
      Object.defineProperty(document, 'hidden', {configurable: true, value: hidden});
    }

    function seeAgain() {
      hide(false);
      document.dispatchEvent(new Event('visibilitychange'));
    }

    function settle(index, failure) {
      if (failure) {
        loads[index].reject(failure);
      } else {
        loads[index].resolve('it');
      }
      $rootScope.$apply();
    }

    it('loads, and loads again after a while', () => {
      refresher.refresh();
      expect(refresher.loading).toBe(true);
      settle(0);
      expect(refresher.loading).toBe(false);
      expect(refresher.loaded).toBe(true);
      expect(refresher.updated).toBeGreaterThan(1700000000);
      $timeout.flush(29999);
      expect(loads.length).toBe(1);
      $timeout.flush(1);
      expect(loads.length).toBe(2);
    });

    it('loads less often what takes long', () => {
      const now = Date.now();
      const clock = spyOn(Date, 'now').and.returnValue(now);
      refresher.refresh();
      clock.and.returnValue(now + 10000);
      settle(0);
      $timeout.flush(89999);
      expect(loads.length).toBe(1);
      $timeout.flush(1);
      expect(loads.length).toBe(2);
    });

    it('tells a failure and tries again by itself, later and later', () => {
      refresher.refresh();
      settle(0, {error: 'down'});
      expect(refresher.failure.error).toBe('down');
      expect(refresher.loaded).toBe(false);
      $timeout.flush(4000);
      settle(1, {error: 'down'});
      $timeout.flush(7999);
      expect(loads.length).toBe(2);
      $timeout.flush(1);
      settle(2);
      expect(refresher.failure).toBe(null);
      expect(refresher.loaded).toBe(true);
    });

    it('waits no longer than a minute', () => {
      refresher.refresh();
      for (let i = 0; i < 8; i++) {
        settle(i, {error: 'down'});
        $timeout.flush(60000);
      }
      expect(loads.length).toBe(9);
    });

    it('starts the back-off again when the user tries', () => {
      refresher.refresh();
      settle(0, {error: 'down'});
      $timeout.flush(4000);
      settle(1, {error: 'down'});
      refresher.retry();
      settle(2, {error: 'down'});
      $timeout.flush(4000);
      expect(loads.length).toBe(4);
    });

    it('lets only the newest loading count', () => {
      refresher.refresh();
      refresher.refresh();
      settle(1);
      settle(0, {error: 'old'});
      expect(refresher.failure).toBe(null);
    });

    it('does not load while the user is at it', () => {
      refresher.refresh();
      settle(0);
      busy = true;
      $timeout.flush(30000);
      expect(loads.length).toBe(1);
      busy = false;
      $timeout.flush(4000);
      expect(loads.length).toBe(2);
    });

    it('waits for a hidden tab to be seen again', () => {
      refresher.refresh();
      settle(0);
      hide(true);
      $timeout.flush(30000);
      expect(loads.length).toBe(1);
      seeAgain();
      $timeout.flush(0);
      expect(loads.length).toBe(2);
    });

    it('stops', () => {
      refresher.refresh();
      settle(0);
      refresher.stop();
      $timeout.flush(90000);
      seeAgain();
      refresher.refresh();
      expect(loads.length).toBe(1);
    });

    it('follows loadings that somebody else starts', () => {
      const other = feeds.create({load: angular.noop});
      other.follow($q.when(1));
      $rootScope.$apply();
      expect(other.loaded).toBe(true);
      other.stop();
    });

    describe('with sessions on the screen', () => {
      const fx = freezerFixtures;
      let rows, looks, moving, looking;

      beforeEach(() => {
        rows = [fx.row('a'), fx.row('b')];
        moving = false;
        looking = false;
        looks = [];
        refresher.stop();
        refresher = feeds.create({
          load() {
            const deferred = $q.defer();
            loads.push(deferred);
            return deferred.promise;
          },
          look() {
            looks.push(looking);
            return $q.when(looking);
          },
          rows() { return rows; },
          moving() { return moving; }
        });
        refresher.refresh();
        settle(0);
      });

      it('loads nothing after a look that is answered when its page is gone', () => {
        const look = $q.defer();
        looking = look.promise;
        $timeout.flush(15000);
        expect(looks.length).toBe(1);
        refresher.stop();
        look.resolve(true);
        $rootScope.$apply();
        expect(loads.length).toBe(1);
      });

      it('looks first, less and less often as long as nothing changes', () => {
        $timeout.flush(14999);
        expect(looks.length).toBe(0);
        $timeout.flush(1);
        expect(looks.length).toBe(1);
        $timeout.flush(22499);
        expect(looks.length).toBe(1);
        $timeout.flush(1);
        expect(looks.length).toBe(2);
        for (let i = 0; i < 10; i++) {
          $timeout.flush(120000);
        }
        expect(looks.length).toBeGreaterThan(11);
        expect(looks.length).toBeLessThan(15);
        expect(loads.length).toBe(1);
        const before = looks.length;
        refresher.refresh();
        settle(1);
        $timeout.flush(22500);
        expect(looks.length).toBe(before + 1);
      });

      it('loads all when a look says that it is worth it, and tells what became of it', () => {
        looking = true;
        $timeout.flush(15000);
        expect(loads.length).toBe(2);
        expect(refresher.loading).toBe(false);
        rows = [fx.row('a'), fx.row('b', {verdict: {state: 'running', words: 'Running tag 5'}}),
          fx.row('c')];
        settle(1);
        expect(refresher.news).toBe('session b: Running tag 5.');
        $timeout.flush(15000);
        expect(loads.length).toBe(3);
        settle(2);
        expect(refresher.news).toBe('session b: Running tag 5.');
      });

      it('names three sessions, and counts the rest', () => {
        const many = ['a', 'b', 'c', 'd', 'e'];
        function all(words) {
          return many.map(id => fx.row(id, {verdict: {state: 'complete', words}}));
        }
        rows = all('One');
        refresher.refresh();
        settle(1);
        rows = all('Two');
        refresher.refresh();
        settle(2);
        expect(refresher.news).toBe('session a: Two. session b: Two. session c: Two. ' +
                               '2 more sessions changed.');
      });

      it('looks every few seconds while something runs', () => {
        moving = true;
        refresher.refresh();
        settle(1);
        $timeout.flush(5000);
        $timeout.flush(5000);
        expect(looks.length).toBe(2);
      });

      it('does not trust its looks for ever', () => {
        const clock = spyOn(Date, 'now').and.returnValue(Date.now() + 300001);
        $timeout.flush(15000);
        expect(looks.length).toBe(0);
        expect(loads.length).toBe(2);
        clock.and.callThrough();
      });

      it('stays as it is while it is paused, and goes on at once', () => {
        refresher.pause();
        expect(refresher.paused).toBe(true);
        $verifyNoPendingTasks('$timeout');
        refresher.refresh();
        settle(1);
        $verifyNoPendingTasks('$timeout');
        refresher.pause();
        expect(loads.length).toBe(3);
        settle(2);
        $timeout.flush(22500);
        expect(looks.length).toBe(1);
      });
    });
  });
})();
