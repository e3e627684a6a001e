(function() {
  'use strict';

  describe('freezer feed', function() {
    var feeds, $q, $rootScope, $timeout, loads, feed, busy;

    beforeEach(module('horizon.framework', 'horizon.app.core'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($injector) {
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      $timeout = $injector.get('$timeout');
      feeds = $injector.get('horizon.dashboard.project.freezer.widgets.feed');
      loads = [];
      busy = false;
      feed = feeds.create({
        load: function() {
          var deferred = $q.defer();
          loads.push(deferred);
          return deferred.promise;
        },
        busy: function() { return busy; }
      });
    }));
    afterEach(function() {
      feed.stop();
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

    it('loads, and loads again after a while', function() {
      feed.refresh();
      expect(feed.loading).toBe(true);
      settle(0);
      expect(feed.loading).toBe(false);
      expect(feed.loaded).toBe(true);
      expect(feed.updated).toBeGreaterThan(1700000000);
      $timeout.flush(29999);
      expect(loads.length).toBe(1);
      $timeout.flush(1);
      expect(loads.length).toBe(2);
    });

    it('loads less often what takes long', function() {
      var now = Date.now();
      var clock = spyOn(Date, 'now').and.returnValue(now);
      feed.refresh();
      clock.and.returnValue(now + 10000);
      settle(0);
      $timeout.flush(89999);
      expect(loads.length).toBe(1);
      $timeout.flush(1);
      expect(loads.length).toBe(2);
    });

    it('tells a failure and tries again by itself, later and later', function() {
      feed.refresh();
      settle(0, {error: 'down'});
      expect(feed.failure.error).toBe('down');
      expect(feed.loaded).toBe(false);
      $timeout.flush(4000);
      settle(1, {error: 'down'});
      $timeout.flush(7999);
      expect(loads.length).toBe(2);
      $timeout.flush(1);
      settle(2);
      expect(feed.failure).toBe(null);
      expect(feed.loaded).toBe(true);
    });

    it('waits no longer than a minute', function() {
      feed.refresh();
      for (var i = 0; i < 8; i++) {
        settle(i, {error: 'down'});
        $timeout.flush(60000);
      }
      expect(loads.length).toBe(9);
    });

    it('starts the back-off again when the user tries', function() {
      feed.refresh();
      settle(0, {error: 'down'});
      $timeout.flush(4000);
      settle(1, {error: 'down'});
      feed.retry();
      settle(2, {error: 'down'});
      $timeout.flush(4000);
      expect(loads.length).toBe(4);
    });

    it('lets only the newest loading count', function() {
      feed.refresh();
      feed.refresh();
      settle(1);
      settle(0, {error: 'old'});
      expect(feed.failure).toBe(null);
    });

    it('does not load while the user is at it', function() {
      feed.refresh();
      settle(0);
      busy = true;
      $timeout.flush(30000);
      expect(loads.length).toBe(1);
      busy = false;
      $timeout.flush(4000);
      expect(loads.length).toBe(2);
    });

    it('waits for a hidden tab to be seen again', function() {
      feed.refresh();
      settle(0);
      hide(true);
      $timeout.flush(30000);
      expect(loads.length).toBe(1);
      seeAgain();
      $timeout.flush(0);
      expect(loads.length).toBe(2);
    });

    it('stops', function() {
      feed.refresh();
      settle(0);
      feed.stop();
      $timeout.flush(90000);
      seeAgain();
      feed.refresh();
      expect(loads.length).toBe(1);
    });

    it('follows loadings that somebody else starts', function() {
      var other = feeds.create({load: angular.noop});
      other.refresh();
      expect(other.loading).toBe(false);
      other.follow($q.when(1));
      $rootScope.$apply();
      expect(other.loaded).toBe(true);
      other.stop();
    });
  });
})();
