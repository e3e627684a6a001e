(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.memberMoves', memberMoves);

  memberMoves.$inject = ['$q', 'horizon.dashboard.project.freezer.core.api'];

  /**
   * Moves jobs into sessions, out of them and back: all writes of membership use this service.
   */
  function memberMoves($q, api) {
    // Freezer loses members that are added to one session at the same time
    let queue = $q.when();

    return {into, outOf, send, sendAll, undoOf};

    /** The call that adds a job to a session; `body` says where the user saw it. */
    function into(sessionId, jobId, body) {
      return {verb: 'PUT', session_id: sessionId, job_id: jobId, body};
    }

    /** The call that takes a job out; body.then is "stop", or "run" to let it run alone. */
    function outOf(sessionId, jobId, body) {
      return {verb: 'DELETE', session_id: sessionId, job_id: jobId, body};
    }

    /** Resolves with the answer; calls go one after the other. */
    function send(call) {
      const result = queue.then(() => api.call(call));
      queue = result.catch(() => null);
      return result;
    }

    /**
     * Many moves, {name, call} each. `run(tasks)` does the tasks with their progress, as a task
     * queue or a bulk operation does; sendOne(move) is what a page does instead of sending the
     * call. Resolves with
     *
     *   answers    of the moves that were done; `undo`: the calls that take them back
     *   failures   of the queue
     *   left       the moves that were not done; `waiting`: those of them that were not begun
     *   total, stopped
     */
    function sendAll(moves, run, sendOne) {
      const answers = [];
      const left = moves.slice();
      const begun = new Set();
      return run(moves.map(asTask)).then(result => ({
        total: moves.length,
        failures: result.failures,
        stopped: result.stopped,
        answers,
        undo: undoOf(answers),
        left,
        waiting: left.filter(move => !begun.has(move))
      }));

      function asTask(move) {
        return {name: move.name, go: () => {
          begun.add(move);
          return (sendOne ? sendOne(move) : send(move.call)).then(answer => {
            answers.push(answer);
            left.splice(left.indexOf(move), 1);
          });
        }};
      }
    }

    /** The calls in reverse order, as with every undo. */
    function undoOf(answers) {
      return answers.map(answer => answer && answer.undo).filter(Boolean).reverse();
    }
  }
})();
