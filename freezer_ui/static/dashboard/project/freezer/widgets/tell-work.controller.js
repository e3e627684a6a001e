(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .controller('horizon.dashboard.project.freezer.widgets.WorkController', WorkController);

  WorkController.$inject = [
    '$document',
    '$timeout',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.widgets.batch',
    'spec'
  ];

  /** The modal of widgets.work: asking, working, then the summary where something is left. */
  function WorkController($document, $timeout, $uibModalInstance, batches, spec) {
    var ctrl = this;

    ctrl.spec = spec;
    ctrl.state = 'asking';
    ctrl.batch = batches.create();
    ctrl.result = null;
    ctrl.start = start;
    ctrl.cancel = cancel;
    ctrl.close = close;
    ctrl.summary = summary;

    if (!spec.ask) {
      start();
    }

    ////////////

    function start() {
      ctrl.state = 'working';
      focus('.freezer-batch-stop');
      ctrl.batch.run(spec.tasks).then(onEnd);
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
      var done = ctrl.result.done - ctrl.result.failures.length;
      var words = ctrl.result.stopped
        ? gettext('Stopped: %(done)s of %(total)s were done. What was not begun is as it was.')
        : gettext('%(done)s of %(total)s were done.');
      return interpolate(words, {done: done, total: ctrl.result.total}, true);
    }

    function cancel() {
      $uibModalInstance.dismiss('cancel');
    }

    function close() {
      $uibModalInstance.close(ctrl.result);
    }

    /** The button that had it is gone. */
    function focus(selector) {
      $timeout(function toButton() {
        var button = $document[0].querySelector('.freezer-work ' + selector);
        if (button) {
          button.focus();
        }
      }, 0);
    }
  }
})();
