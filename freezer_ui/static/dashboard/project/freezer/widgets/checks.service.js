(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.checks', checks);

  checks.$inject = ['$timeout'];

  /**
   * Asks for sessions that are in sight (freezer-check) and whose run the list could not decide:
   * the server looks at their jobs, so many in one request. What is still in doubt then is drawn
   * again, and so asked for again. Whoever creates one stops it on $destroy.
   *
   *   spec.ask(ids)    resolves with their rows
   *   spec.take(rows)  shows them
   *   spec.stamp()     another value when what is shown was read anew: an answer to what was asked
   *                    before that is of no use
   */
  function checks($timeout) {
    // sessions in one request; milliseconds until rows that are drawn together are, and until the
    // same session is asked for again
    var MOST = 24;
    var GATHER = 50;
    var AGAIN = 1000;

    return {IN_SIGHT: 'freezer.inSight', create};

    function create(spec) {
      var waiting = {};
      var asked = {};
      var timer = null;
      var atWork = false;
      var stopped = false;
      return {want, stop};

      ////////////

      function want(id) {
        waiting[id] = true;
        later();
      }

      function stop() {
        stopped = true;
        $timeout.cancel(timer);
      }

      function later() {
        var ids = Object.keys(waiting);
        if (!timer && !atWork && !stopped && ids.length) {
          timer = $timeout(ask, ids.every(isRecent) ? AGAIN : GATHER);
        }
      }

      function isRecent(id) {
        return Date.now() - asked[id] < AGAIN;
      }

      function ask() {
        var stamp = spec.stamp();
        var ids = Object.keys(waiting).filter(id => !isRecent(id)).slice(0, MOST);
        timer = null;
        ids.forEach(id => {
          delete waiting[id];
          asked[id] = Date.now();
        });
        if (!ids.length) {
          later();
          return;
        }
        atWork = true;
        // a failure is told where the list itself is read again
        spec.ask(ids).then(rows => {
          if (!stopped && spec.stamp() === stamp) {
            spec.take(rows);
          }
        }, angular.noop).finally(() => {
          atWork = false;
          later();
        });
      }
    }
  }
})();
