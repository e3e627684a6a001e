(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.aroundSteps', aroundSteps);

  aroundSteps.$inject = ['$filter', 'horizon.dashboard.project.freezer.widgets.feed'];

  /** The state around Horizon's table of a list in two steps: loading, failing, empty, reading. */
  function aroundSteps($filter, feeds) {
    return {attach};

    /** Puts it on a panel's controller. `rows` is what inSteps made; count(number) its words. */
    function attach(ctrl, scope, rows, count) {
      var turn = 0;

      ctrl.progress = rows.progress;
      ctrl.feed = feeds.create({load: () => rows.read(draw), busy: () => ctrl.progress.reading});
      // a new object makes the table list again
      ctrl.params = undefined;
      ctrl.empty = () => ctrl.feed.loaded && rows.count() === 0;
      ctrl.countWords = () => interpolate(count(rows.count()), [$filter('number')(rows.count())]);
      ctrl.readJobs = () => rows.readJobs(draw);

      ctrl.feed.refresh();
      scope.$on('$destroy', () => {
        ctrl.feed.stop();
        rows.leave();
      });

      ////////////

      function draw(read) {
        ctrl.params = {turn: ++turn};
        if (ctrl.feed.loaded) {
          // what the jobs say may be older than the rows
          ctrl.feed.updated = read;
        }
      }
    }
  }
})();
