(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .controller('horizon.dashboard.project.freezer.jobs.PanelController', PanelController);

  PanelController.$inject = [
    '$filter',
    '$scope',
    'horizon.dashboard.project.freezer.jobs.service',
    'horizon.dashboard.project.freezer.widgets.feed'
  ];

  /** The state around Horizon's table: loading, failing, empty, and how far the reading is. */
  function PanelController($filter, $scope, jobs, feeds) {
    var ctrl = this;
    var turn = 0;

    ctrl.progress = jobs.progress;
    ctrl.feed = feeds.create({load: () => jobs.read(draw), busy: isBusy});
    // a new object makes the table list again
    ctrl.params = undefined;
    ctrl.empty = () => ctrl.feed.loaded && jobs.count() === 0 && !ctrl.progress.reading;
    ctrl.countWords = countWords;
    ctrl.progressWords = progressWords;
    ctrl.stop = jobs.stop;
    // it is told in progress.failure
    ctrl.goOn = () => jobs.goOn(draw).catch(angular.noop);

    ctrl.feed.refresh();
    $scope.$on('$destroy', () => {
      ctrl.feed.stop();
      jobs.leave();
    });

    ////////////

    /** Nor is anything read anew for who has stopped the reading. */
    function isBusy() {
      return ctrl.progress.reading || ctrl.progress.rest && !ctrl.progress.failure;
    }

    function draw() {
      ctrl.params = {turn: ++turn};
    }

    function countWords() {
      var count = jobs.count();
      return interpolate(ngettext('%s job', '%s jobs', count), [$filter('number')(count)]);
    }

    function progressWords() {
      return interpolate(gettext(
        'Looked at %s jobs so far: a search finds what is among them.'),
        [$filter('number')(ctrl.progress.checked)]);
    }
  }
})();
