(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.taskQueue', taskQueueFactory);

  taskQueueFactory.$inject = ['$q'];

  /**
   * Many writes, one after the other, with their progress and a way to stop between two of them.
   *
   *   task     {name, go: function() -> promise}
   *   run()    -> promise of {done, total, failures: [{name, error, task}], stopped}; it
   *            never rejects.
   *            Tasks that come while others run are done after them, and counted together.
   *   done     how many were gone through, failed ones among them
   */
  function taskQueueFactory($q) {
    return {create};

    function create() {
      const waiting = [];
      const queue = {run, stop};
      begin(false);
      return queue;

      function run(tasks) {
        const deferred = $q.defer();
        waiting.push({
          tasks,
          result: {done: 0, total: tasks.length, failures: [], stopped: false},
          deferred
        });
        if (!queue.running) {
          begin(true);
        }
        queue.total += tasks.length;
        if (waiting.length === 1) {
          next();
        }
        return deferred.promise;
      }

      function begin(running) {
        Object.assign(queue, {running, total: 0, done: 0, failures: [], stopping: false});
      }

      /** Stops after the current task; no further task is begun. */
      function stop() {
        queue.stopping = queue.running;
      }

      function next() {
        const current = waiting[0];
        const task = current.tasks[current.result.done];
        if (!task || queue.stopping) {
          end(current);
        } else {
          start(task).then(null, failure => {
            fail(current, task, failure);
          }).then(() => {
            current.result.done++;
            queue.done++;
            next();
          });
        }
      }

      function start(task) {
        try {
          return $q.when(task.go());
        } catch (error) {
          return $q.reject({error: String(error)});
        }
      }

      function fail(current, task, failure) {
        const told = {
          name: task.name,
          error: failure && failure.error || String(failure),
          task
        };
        current.result.failures.push(told);
        queue.failures.push(told);
        // without a login, no further task can succeed
        if (failure && failure.status === 401) {
          stop();
        }
      }

      function end(current) {
        current.result.stopped = current.result.done < current.result.total;
        waiting.shift();
        queue.running = waiting.length > 0;
        current.deferred.resolve(current.result);
        if (queue.running) {
          next();
        }
      }
    }
  }
})();
