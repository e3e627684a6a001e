(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.pagedPanel', pagedPanel);

  pagedPanel.$inject = ['$filter', 'horizon.dashboard.project.freezer.lists.autoRefresh'];

  /** The state around Horizon's table of a long list: loading, failing, empty, how far it is. */
  function pagedPanel($filter, autoRefresh) {
    return {attach};

    /**
     * Puts it on a panel's controller. `rows` is what lists/paged-list.service.js made; `words` has
     * count(number), the words for so many, and progress, both with a %s for the number.
     */
    function attach(ctrl, scope, rows, words) {
      var turn = 0;

      ctrl.progress = rows.progress;
      ctrl.refresher = autoRefresh.create({load: () => rows.read(draw), busy: isBusy});
      // a new object makes the table list again
      ctrl.params = undefined;
      ctrl.empty = () => ctrl.refresher.loaded && rows.count() === 0 && !ctrl.progress.reading;
      ctrl.countWords = () => filled(words.count(rows.count()), rows.count());
      ctrl.progressWords = () => filled(words.progress, ctrl.progress.checked);
      ctrl.stop = rows.stop;
      // it is told in progress.failure
      ctrl.goOn = () => rows.goOn(draw).catch(angular.noop);

      ctrl.refresher.refresh();
      scope.$on('$destroy', () => {
        ctrl.refresher.stop();
        rows.leave();
      });

      ////////////

      /** Nor is anything read anew for who has stopped the reading. */
      function isBusy() {
        return ctrl.progress.reading || ctrl.progress.rest && !ctrl.progress.failure;
      }

      function draw() {
        ctrl.params = {turn: ++turn};
      }

      function filled(text, number) {
        return interpolate(text, [$filter('number')(number)]);
      }
    }
  }
})();
