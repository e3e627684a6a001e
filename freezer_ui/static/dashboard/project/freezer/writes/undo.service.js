(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.undo', undoFactory);

  undoFactory.$inject = ['$q'];

  /**
   * What can be taken back, for the life of a page. The calls that do it come from the server.
   *
   *   spec.perform   function(calls) -> promise; tells its failures itself, and resolves with the
   *                  calls that are worth another try, if any
   *   entry          {words, calls} that is offered, or null; older ones are reached by Ctrl-Z
   */
  function undoFactory($q) {
    return {create, mayPass};

    /** Whether a repetition may succeed: a refusal stays, a network failure may pass. */
    function mayPass(failure) {
      return failure.status === 0 || failure.status >= 500;
    }

    function create(spec) {
      const stack = [];
      const undo = {
        entry: null,
        working: false,
        push,
        undo: undoNewest,
        dismiss
      };
      return undo;

      function push(words, calls) {
        if (calls.length) {
          undo.entry = {words, calls};
          stack.push(undo.entry);
        }
      }

      /** One at a time: the next undo may depend on this one. */
      function undoNewest() {
        if (undo.working || !stack.length) {
          return $q.when(null);
        }
        const entry = stack.pop();
        undo.working = true;
        undo.entry = null;
        return $q.when(spec.perform(entry.calls)).then(left => {
          push(entry.words, left || []);
        }).finally(() => {
          undo.working = false;
        });
      }

      function dismiss() {
        undo.entry = null;
      }
    }
  }
})();
