(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .controller('horizon.dashboard.project.freezer.actions.PanelController', PanelController);

  PanelController.$inject = [
    '$filter',
    '$scope',
    'horizon.dashboard.project.freezer.actions.service',
    'horizon.dashboard.project.freezer.widgets.feed'
  ];

  /** The state around Horizon's table: loading, failing, empty, and whether jobs are being read. */
  function PanelController($filter, $scope, actions, feeds) {
    var ctrl = this;
    var turn = 0;

    ctrl.progress = actions.progress;
    ctrl.feed = feeds.create({load: () => actions.read(draw), busy: () => ctrl.progress.reading});
    // a new object makes the table list again
    ctrl.params = undefined;
    ctrl.empty = () => ctrl.feed.loaded && actions.count() === 0;
    ctrl.countWords = countWords;
    ctrl.readJobs = () => actions.readJobs(draw);

    ctrl.feed.refresh();
    $scope.$on('$destroy', () => {
      ctrl.feed.stop();
      actions.leave();
    });

    ////////////

    function draw(read) {
      ctrl.params = {turn: ++turn};
      if (ctrl.feed.loaded) {
        // what the jobs say may be older than the rows
        ctrl.feed.updated = read;
      }
    }

    function countWords() {
      var count = actions.count();
      return interpolate(ngettext('%s action', '%s actions', count), [$filter('number')(count)]);
    }
  }
})();
