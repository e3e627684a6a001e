(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.stagedPanel', stagedPanel);

  stagedPanel.$inject = ['$filter', 'horizon.dashboard.project.freezer.lists.autoRefresh'];

  /** The state around Horizon's table of a list in two steps: loading, failing, empty, reading. */
  function stagedPanel($filter, autoRefresh) {
    return {attach};

    /** Puts it on a panel's controller. `rows` is what inSteps made; count(number) its words. */
    function attach(ctrl, scope, rows, count) {
      var turn = 0;

      ctrl.progress = rows.progress;
      ctrl.refresher = autoRefresh.create({
        load: () => rows.read(draw), busy: () => ctrl.progress.reading
      });
      // a new object makes the table list again
      ctrl.params = undefined;
      ctrl.empty = () => ctrl.refresher.loaded && rows.count() === 0;
      ctrl.countWords = () => interpolate(count(rows.count()), [$filter('number')(rows.count())]);
      ctrl.readJobs = () => rows.readJobs(draw);

      ctrl.refresher.refresh();
      scope.$on('$destroy', () => {
        ctrl.refresher.stop();
        rows.leave();
      });

      ////////////

      function draw(read) {
        ctrl.params = {turn: ++turn};
        if (ctrl.refresher.loaded) {
          // what the jobs say may be older than the rows
          ctrl.refresher.updated = read;
        }
      }
    }
  }
})();
