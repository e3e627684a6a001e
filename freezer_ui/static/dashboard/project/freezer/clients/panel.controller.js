(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.clients')
    .controller('horizon.dashboard.project.freezer.clients.PanelController', PanelController);

  PanelController.$inject = [
    '$filter',
    '$scope',
    'horizon.dashboard.project.freezer.clients.service',
    'horizon.dashboard.project.freezer.widgets.feed'
  ];

  /** The state around Horizon's table: loading, failing, empty, and whether jobs are being read. */
  function PanelController($filter, $scope, clients, feeds) {
    var ctrl = this;
    var turn = 0;

    ctrl.progress = clients.progress;
    ctrl.feed = feeds.create({load: () => clients.read(draw), busy: () => ctrl.progress.reading});
    // a new object makes the table list again
    ctrl.params = undefined;
    ctrl.empty = () => ctrl.feed.loaded && clients.count() === 0;
    ctrl.countWords = countWords;
    ctrl.readJobs = () => clients.readJobs(draw);

    ctrl.feed.refresh();
    $scope.$on('$destroy', () => {
      ctrl.feed.stop();
      clients.leave();
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
      var count = clients.count();
      return interpolate(ngettext('%s client', '%s clients', count), [$filter('number')(count)]);
    }
  }
})();
