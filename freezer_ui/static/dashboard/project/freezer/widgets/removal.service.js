(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.removal', removal);

  removal.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.widgets.tell',
    'horizon.framework.util.actions.action-result.service',
    'horizon.framework.widgets.modal.simple-modal.service'
  ];

  /**
   * Deletes one item of a list, or several, once that is confirmed; resolves with the result that
   * Horizon's actions answer.
   *
   *   spec.type             the resource type
   *   spec.words(names, n)  the question: {title, body, submit}
   *   spec.remove(item)     deletes one, returns a promise
   *   spec.onDeleted(item)  it is gone
   *   spec.done             a toast's text, of an item
   *   spec.failed           another one, with %(name)s and %(error)s
   */
  function removal($q, tell, actionResult, simpleModal) {
    return {remove};

    function remove(items, spec) {
      var chosen = angular.isArray(items) ? items : [items];
      var names = chosen.map(item => item.name).join('", "');
      return simpleModal.modal(spec.words(names, chosen.length)).result
        // one after the other: jobs share sessions and agents, and Freezer reads all jobs for some
        .then(() => chosen.reduce((before, item) => before.then(result => one(item, spec, result)),
                                  $q.when(actionResult.getActionResult())))
        .then(result => result.result);
    }

    function one(item, spec, result) {
      return spec.remove(item).then(() => {
        spec.onDeleted(item);
        tell.success(spec.done, item);
        return result.deleted(spec.type, item.id);
      }, failure => {
        tell.failure(spec.failed, {name: item.name}, failure);
        return result.failed(spec.type, item.id);
      });
    }
  }
})();
