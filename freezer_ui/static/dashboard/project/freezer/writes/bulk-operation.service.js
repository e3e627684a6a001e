(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.bulkOperation', bulkOperation)
    .controller(
      'horizon.dashboard.project.freezer.writes.BulkOperationController', BulkOperationController);

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
     * Resolves with the result of writes.taskQueue after the user has seen the failures; rejects if
     * the user does not agree.
     */
    function open(spec) {
      if (!spec.tasks.length && !spec.ask) {
        return $q.when({done: 0, total: 0, failures: [], stopped: false});
      }
      return $uibModal.open({
        templateUrl: basePath + 'writes/bulk-operation.html',
        controller: 'horizon.dashboard.project.freezer.writes.BulkOperationController as ctrl',
        // a click outside or the Escape key would hide a running operation
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

  BulkOperationController.$inject = [
    '$document',
    '$scope',
    '$timeout',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.writes.taskQueue',
    'spec'
  ];

  /** The modal of a bulk operation: asking, working, then the summary if something is left. */
  function BulkOperationController(
    $document, $scope, $timeout, $uibModalInstance, taskQueues, spec
  ) {
    const ctrl = this;
    let left = [];

    ctrl.spec = spec;
    ctrl.state = 'asking';
    ctrl.batch = taskQueues.create();
    ctrl.result = null;
    Object.assign(ctrl, {start, again, cancel, close, summary, onKey});

    $scope.$on('$destroy', ctrl.batch.stop);
    if (!spec.ask) {
      start();
    }

    function start() {
      run(spec.tasks);
    }

    /** Repeats the tasks that failed or were not begun. */
    function again() {
      run(left);
    }

    function run(tasks) {
      ctrl.state = 'working';
      focus('.freezer-batch-stop');
      ctrl.batch.run(tasks).then(result => {
        const notBegun = tasks.slice(result.done);
        left = result.failures.map(failure => failure.task).concat(notBegun);
        onEnd(Object.assign({}, result, {
          done: spec.tasks.length - notBegun.length,
          total: spec.tasks.length
        }));
      });
    }

    function onEnd(result) {
      ctrl.result = result;
      if (result.failures.length || result.stopped) {
        ctrl.state = 'ended';
        focus('.freezer-work-close');
      } else {
        close();
      }
    }

    function summary() {
      const done = ctrl.result.done - ctrl.result.failures.length;
      if (ctrl.result.total === 1) {
        return gettext('Not done:');
      }
      const words = ctrl.result.stopped
        ? gettext('Stopped after %(done)s of %(total)s. The rest did not change.')
        : gettext('%(done)s of %(total)s done.');
      return interpolate(words, {done, total: ctrl.result.total}, true);
    }

    function cancel() {
      $uibModalInstance.dismiss('cancel');
    }

    /** Keys of the dialog while nothing was begun. */
    function onKey(event) {
      if (event.key === 'Escape' && ctrl.state === 'asking') {
        event.preventDefault();
        cancel();
      }
    }

    function close() {
      $uibModalInstance.close(ctrl.result);
    }

    /** Moves the focus from a button that was removed. */
    function focus(selector) {
      $timeout(() => {
        const button = $document[0].querySelector('.freezer-work ' + selector);
        if (button) {
          button.focus();
        }
      }, 0);
    }
  }
})();
