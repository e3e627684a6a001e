(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.deleteAction', deleteAction);

  deleteAction.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.writes.bulkOperation',
    'horizon.framework.util.actions.action-result.service'
  ];

  /**
   * Deletes one item of a list, or many, once that is confirmed: with their progress, a Stop, and
   * one summary of what failed. Resolves with the result that Horizon's actions answer; rejects if
   * the user does not agree.
   *
   *   spec.type             the resource type
   *   spec.words(count)     {title, body, submit, working, done}: the question, the words beside
   *                         the progress, and what is told when all are gone, with %(name)s if it
   *                         is one and %(count)s if they are more
   *   spec.remove(item)     deletes one, returns a promise
   *   spec.onDeleted(item)  optional; it is gone
   *   spec.onFailed(item)   optional; it may have been half done
   */
  function deleteAction($q, toast, bulkOperation, actionResult) {
    return {remove};

    function remove(items, spec) {
      const chosen = Array.isArray(items) ? items : [items];
      const words = spec.words(chosen.length);
      // item id -> whether it was deleted; only items that were tried
      const outcome = {};
      return bulkOperation.open({
        title: words.title,
        working: words.working,
        ask: {
          words: words.body,
          items: chosen.map(item => ({name: item.name})),
          start: words.submit,
          isDanger: true
        },
        again: true,
        // one after the other: jobs share sessions and agents, and Freezer reads all jobs for some
        // deletions
        tasks: chosen.map(item => ({name: item.name, go: () => removeOne(item, spec, outcome)}))
      }).then(() => {
        const count = chosen.filter(item => outcome[item.id]).length;
        if (count === chosen.length) {
          toast.success(words.done, {name: chosen[0].name, count});
        }
        return resultOf(chosen, spec.type, outcome);
      });
    }

    function removeOne(item, spec, outcome) {
      outcome[item.id] = false;
      return spec.remove(item).then(() => {
        outcome[item.id] = true;
        (spec.onDeleted || angular.noop)(item);
      }, failure => {
        (spec.onFailed || angular.noop)(item);
        return $q.reject(failure);
      });
    }

    /** Items that were not begun are in neither list. */
    function resultOf(chosen, type, outcome) {
      return chosen.filter(item => item.id in outcome).reduce((result, item) =>
        outcome[item.id] ? result.deleted(type, item.id) : result.failed(type, item.id),
        actionResult.getActionResult()).result;
    }
  }
})();
