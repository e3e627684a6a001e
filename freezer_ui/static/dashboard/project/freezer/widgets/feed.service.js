(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.feed', feedFactory);

  feedFactory.$inject = ['$document', '$timeout'];

  /**
   * Keeps something on the screen up to date: loads it again now and then (not in a hidden tab),
   * and after a failure by itself, with back-off. Whoever creates a feed stops it on $destroy.
   *
   *   spec.load   starts a loading and returns its promise, or nothing if somebody else calls
   *               follow() with it
   *   spec.busy   optional; true while the screen must not change under the user's hand
   *
   * The state for the screen: loading, loaded (ever), failure, updated (epoch seconds).
   */
  function feedFactory($document, $timeout) {
    var PERIOD = 30000;
    var FIRST_RETRY = 4000;
    var LAST_RETRY = 60000;
    // what takes long to load is loaded less often: at most a tenth of the time
    var REST = 9;

    return {create: create};

    function create(spec) {
      var feed = {
        loading: false,
        loaded: false,
        failure: null,
        updated: null,
        refresh: refresh,
        retry: retry,
        follow: follow,
        stop: stop
      };
      var page = $document[0];
      var turn = 0;
      var retryAfter = FIRST_RETRY;
      var timer = null;
      var due = false;
      var stopped = false;

      page.addEventListener('visibilitychange', onVisibility);
      return feed;

      ////////////

      /** Loads now. */
      function refresh() {
        var promise = stopped ? null : spec.load();
        return promise ? follow(promise) : promise;
      }

      /** What the user's "Try again" does: no more waiting. */
      function retry() {
        retryAfter = FIRST_RETRY;
        return refresh();
      }

      /** Takes the state from a loading; only the newest one counts. */
      function follow(promise) {
        var mine = ++turn;
        var began = Date.now();
        cancel();
        feed.loading = true;
        promise.then(onLoaded, onFailed);
        return promise;

        function onLoaded() {
          if (mine === turn) {
            feed.loading = false;
            feed.loaded = true;
            feed.failure = null;
            feed.updated = Date.now() / 1000;
            retryAfter = FIRST_RETRY;
            wait(Math.max(PERIOD, REST * (Date.now() - began)));
          }
        }

        function onFailed(failure) {
          if (mine === turn) {
            feed.loading = false;
            feed.failure = failure;
            wait(retryAfter);
            retryAfter = Math.min(retryAfter * 2, LAST_RETRY);
          }
        }
      }

      function stop() {
        stopped = true;
        turn++;
        cancel();
        page.removeEventListener('visibilitychange', onVisibility);
      }

      function wait(time) {
        cancel();
        if (!stopped) {
          timer = $timeout(onTime, time);
        }
      }

      function cancel() {
        due = false;
        if (timer) {
          $timeout.cancel(timer);
          timer = null;
        }
      }

      function onTime() {
        timer = null;
        if (page.hidden) {
          due = true;
        } else if (spec.busy && spec.busy()) {
          wait(FIRST_RETRY);
        } else {
          refresh();
        }
      }

      function onVisibility() {
        if (due && !page.hidden) {
          due = false;
          // inside a digest, like every other loading
          timer = $timeout(onTime, 0);
        }
      }
    }
  }
})();
