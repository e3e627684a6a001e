(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.bulkOperation', bulkOperation);

  bulkOperation.$inject = [
    '$q',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath'
  ];

  /**
   * Many writes under a modal: what will be written (if it asks first), progress with Stop, and
   * one summary of what failed.
   *
   *   spec.title     what is being done
   *   spec.tasks     of writes.taskQueue
   *   spec.working   words beside the progress
   *   spec.ask       optional; {words, items: [{name, words}], start: label}: nothing is written
   *                  before the user agrees; with `isDanger` what is written is a loss. Without
   *                  tasks the user reads why, and cancels
   *   spec.context   optional; a sentence for the summary: what holds in spite of the failures
   *   spec.again     optional; true where what is left may be tried again as it is
   */
  function bulkOperation($q, $uibModal, basePath) {
    return {open};

    /**
     * Resolves with what writes.taskQueue says of its run, after the user saw the failures; rejects
     * if the user does not agree.
     */
    function open(spec) {
      if (!spec.tasks.length && !spec.ask) {
        return $q.when({done: 0, total: 0, failures: [], stopped: false});
      }
      return $uibModal.open({
        templateUrl: basePath + 'writes/bulk-operation.html',
        controller: 'horizon.dashboard.project.freezer.writes.BulkOperationController as ctrl',
        // a click beside it or Escape would hide what goes on
        backdrop: 'static',
        keyboard: false,
        windowClass: 'freezer-work',
        ariaLabelledBy: 'freezer-work-title',
        resolve: {
          spec: () => spec
        }
      }).result;
    }
  }
})();
