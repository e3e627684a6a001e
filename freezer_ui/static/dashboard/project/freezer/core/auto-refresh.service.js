(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.autoRefresh', autoRefresh);

  autoRefresh.$inject = [
    '$document',
    '$timeout',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.sessionChanges'
  ];

  /**
   * Keeps something on the screen up to date: loads it again now and then (not in a hidden tab,
   * nor while it is paused), and after a failure by itself, with back-off. The creator stops it on
   * $destroy.
   *
   *   spec.load    starts a loading and returns its promise
   *   spec.busy    optional; true while the screen must not change under the user's hand
   *   spec.rows    optional; the sessions on the screen: as long as they stay the same it looks
   *                less and less often, and what became of them is news
   *   spec.look    optional; a cheap look that resolves with whether it is worth loading again
   *   spec.moving  optional; true while something runs: then it looks every few seconds
   *
   * The state for the screen: loading, loaded (ever), failure, updated (epoch seconds), paused,
   * news (a sentence, of the last change).
   */
  function autoRefresh($document, $timeout, latest, sessionChanges) {
    const PERIOD = 30000;
    const MOVING = 5000;
    const FIRST_REST = 15000;
    const LAST_REST = 120000;
    const LONGER = 1.5;
    // milliseconds; a look does not notice every change
    const LOOKS_TRUSTED = 300000;
    const FIRST_RETRY = 4000;
    const LAST_RETRY = 60000;
    // slow loads are repeated less often: they take at most a tenth of the time
    const SHARE = 9;
    const UNCHANGED = {};

    return {create};

    function create(spec) {
      const refresher = {
        loading: false,
        loaded: false,
        failure: null,
        updated: null,
        paused: false,
        news: '',
        refresh, retry, follow, pause, stop
      };
      const page = $document[0];
      const loadings = latest.create();
      let retryAfter = FIRST_RETRY;
      let rest = FIRST_REST;
      let timer = null;
      let due = false;
      let stopped = false;
      let whole = 0;
      let before = null;

      page.addEventListener('visibilitychange', onVisibility);
      return refresher;

      /** Loads immediately. */
      function refresh() {
        rest = FIRST_REST;
        return stopped ? null : follow(spec.load());
      }

      /** "Try again": loads without waiting for the back-off. */
      function retry() {
        retryAfter = FIRST_RETRY;
        return refresh();
      }

      /** Looks or loads in the background; the screen does not show it. */
      function again() {
        const isLook = spec.look && refresher.loaded && !refresher.failure &&
          Date.now() - whole < LOOKS_TRUSTED;
        take(isLook ? spec.look().then(changed => changed && !stopped ? spec.load() : UNCHANGED)
          : spec.load());
      }

      /** Takes over the state of a load; only the newest one counts. */
      function follow(promise) {
        refresher.loading = true;
        take(promise);
        return promise;
      }

      function take(promise) {
        const isLatest = loadings.begin();
        const began = Date.now();
        cancel();
        promise.then(onLoaded, onFailed);

        function onLoaded(value) {
          if (isLatest()) {
            refresher.loading = false;
            refresher.loaded = true;
            refresher.failure = null;
            // an answer may be cached and a few seconds old
            refresher.updated = value && value.read || Date.now() / 1000;
            retryAfter = FIRST_RETRY;
            note(value);
            wait(Math.max(period(), SHARE * (Date.now() - began)));
          }
        }

        function onFailed(failure) {
          if (isLatest()) {
            refresher.loading = false;
            refresher.failure = failure;
            wait(retryAfter);
            retryAfter = Math.min(retryAfter * 2, LAST_RETRY);
          }
        }
      }

      /** Is it as it was? */
      function note(value) {
        const longer = Math.min(rest * LONGER, LAST_REST);
        if (value === UNCHANGED) {
          rest = longer;
          return;
        }
        whole = Date.now();
        if (spec.rows) {
          const now = spec.rows();
          rest = before && sessionChanges.signature(before) === sessionChanges.signature(now)
            ? longer : FIRST_REST;
          refresher.news = before && sessionChanges.news(before, now) || refresher.news;
          before = sessionChanges.remember(before, now);
        }
      }

      function period() {
        if (spec.moving && spec.moving()) {
          return MOVING;
        }
        return spec.rows ? rest : PERIOD;
      }

      /** Pauses or resumes the automatic refresh. */
      function pause() {
        refresher.paused = !refresher.paused;
        if (refresher.paused) {
          cancel();
        } else {
          refresh();
        }
      }

      function stop() {
        stopped = true;
        loadings.cancel();
        cancel();
        page.removeEventListener('visibilitychange', onVisibility);
      }

      function wait(time) {
        cancel();
        if (!stopped && !refresher.paused) {
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
          again();
        }
      }

      function onVisibility() {
        if (due && !page.hidden) {
          due = false;
          // inside a digest, like every other load
          timer = $timeout(onTime, 0);
        }
      }
    }
  }
})();
