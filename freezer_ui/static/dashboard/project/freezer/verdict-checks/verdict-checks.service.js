(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.verdict-checks')
    .factory('horizon.dashboard.project.freezer.verdict-checks.service', verdictChecks)
    .directive('freezerVerdictCheck', freezerVerdictCheck);

  verdictChecks.$inject = ['$timeout'];
  freezerVerdictCheck.$inject = ['horizon.dashboard.project.freezer.verdict-checks.service'];

  /**
   * Asks for sessions that are on the screen (freezer-verdict-check) and whose run the list could
   * not decide: the server looks at their jobs, MOST in a request. What is still in doubt is drawn
   * again, and so asked for again. The creator stops it on $destroy.
   *
   *   spec.ask(ids)    resolves with their rows
   *   spec.take(rows)  shows them
   *   spec.stamp()     changes when the list was read again: an answer to an earlier question is
   *                    then dropped
   */
  function verdictChecks($timeout) {
    // sessions in one request; milliseconds until rows that are drawn together are, and until the
    // same session is asked for again: each time that it is still in doubt as much longer, at most
    // the last
    const MOST = 24;
    const GATHER = 50;
    const AGAIN = 1000;
    const LAST = 10000;

    return {IN_SIGHT: 'freezer.inSight', create};

    function create(spec) {
      const waiting = {};
      const asked = {};
      const tries = {};
      let timer = null;
      let atWork = false;
      let stopped = false;
      return {want, stop};

      function want(id) {
        waiting[id] = true;
        later();
      }

      function stop() {
        stopped = true;
        $timeout.cancel(timer);
      }

      function later() {
        const rests = Object.keys(waiting).map(restOf);
        if (!timer && !atWork && !stopped && rests.length) {
          timer = $timeout(ask, Math.max(GATHER, Math.min(...rests)));
        }
      }

      /** Milliseconds until the session may be requested again. */
      function restOf(id) {
        const pause = Math.min(AGAIN * (tries[id] || 0), LAST);
        return Math.max((asked[id] || 0) + pause - Date.now(), 0);
      }

      function ask() {
        const stamp = spec.stamp();
        const ids = Object.keys(waiting).filter(id => !restOf(id)).slice(0, MOST);
        timer = null;
        ids.forEach(id => {
          delete waiting[id];
          asked[id] = Date.now();
          tries[id] = (tries[id] || 0) + 1;
        });
        if (!ids.length) {
          later();
          return;
        }
        atWork = true;
        spec.ask(ids).then(rows => {
          rows.filter(row => row.confirmed).forEach(row => {
            delete tries[row.id];
          });
          if (!stopped && spec.stamp() === stamp) {
            spec.take(rows);
          }
        }, () => {
          // failures are shown by the list itself; here the request is repeated
          ids.forEach(id => {
            waiting[id] = true;
          });
        }).finally(() => {
          atWork = false;
          later();
        });
      }
    }
  }

  /**
   * <freezer-chip freezer-verdict-check="item" …>: the row is on the screen. Emits, once
   * for each reading, that its session is in doubt.
   */
  function freezerVerdictCheck(checks) {
    return {
      restrict: 'A',
      link: (scope, element, attrs) => {
        scope.$watch(attrs.freezerVerdictCheck, row => {
          if (row && row.confirmed === false) {
            scope.$emit(checks.IN_SIGHT, row.id);
          }
        });
      }
    };
  }
})();
