(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.panel', listPanel)
    .directive('freezerListPanel', freezerListPanel);

  listPanel.$inject = ['$filter', 'horizon.dashboard.project.freezer.core.autoRefresh'];
  freezerListPanel.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.lists.panel',
    'horizon.dashboard.project.freezer.lists.resources'
  ];

  /** The state around Horizon's table of a list: loading, failure, empty, progress. */
  function listPanel($filter, autoRefresh) {
    return {attach};

    /** Adds the state to a panel's controller; `list` is the result of lists.resources.declare. */
    function attach(ctrl, scope, list) {
      let turn = 0;

      ctrl.list = list;
      ctrl.progress = list.progress;
      // a new object makes the table list its rows again
      ctrl.params = undefined;
      ctrl.refresher = autoRefresh.create(Object.assign({
        load: () => list.read(draw), busy: isBusy
      }, list.refreshing));
      ctrl.empty = () => ctrl.refresher.loaded && list.count() === 0 && !ctrl.progress.reading;
      ctrl.canBegin = false;
      ctrl.emptyWords = () => list.begin && !ctrl.canBegin && list.messages.empty.toOthers ||
        list.messages.empty.words;
      ctrl.countWords = () => filled(list.messages.count(list.count()), list.count());
      ctrl.progressWords = () => filled(list.messages.progress, ctrl.progress.checked);
      ctrl.stop = list.stop;
      // a failure is shown from progress.failure
      ctrl.goOn = () => list.goOn(draw).catch(angular.noop);

      ctrl.chips = chips();
      ctrl.isOn = chip => Boolean(ctrl.filter) && ctrl.filter.isOn(chip.facet, chip.value);
      ctrl.toggle = chip => ctrl.filter && ctrl.filter.toggle(chip.facet, chip.value);

      if (list.begin) {
        list.begin.service.allowed().then(() => { ctrl.canBegin = true; }, angular.noop);
      }
      list.panel = {refresher: ctrl.refresher, draw};
      ctrl.refresher.refresh();
      scope.$on('$destroy', leave);

      function leave() {
        ctrl.refresher.stop();
        list.leave();
        list.panel = null;
        list.opened = {};
      }

      /** No automatic refresh while the user has stopped the reading. */
      function isBusy() {
        return ctrl.progress.reading || ctrl.progress.rest && !ctrl.progress.failure;
      }

      /** `read`: when the oldest part of the shown rows was read. */
      function draw(read) {
        ctrl.params = {turn: ++turn};
        if (read && ctrl.refresher.loaded) {
          ctrl.refresher.updated = read;
        }
      }

      /** Returns the chips with their counts; counted once for the same rows. */
      function chips() {
        let counted = null;
        let made = [];
        return () => {
          if (counted !== list.rows()) {
            counted = list.rows();
            made = list.counters.map(chip => Object.assign({count: count(chip)}, chip));
          }
          return made.filter(chip => chip.count || ctrl.isOn(chip));
        };

        /** Counts rows as the search finds them. */
        function count(chip) {
          return counted.filter(row =>
            (row[chip.facet] || '').toLowerCase().includes(chip.value)).length;
        }
      }

      function filled(text, number) {
        return interpolate(text, [$filter('number')(number)]);
      }
    }
  }

  /**
   * <freezer-list-panel type="OS::Freezer::Job"></freezer-list-panel>
   * The panel of a list that was declared. Two slots take what a list has of its own:
   * <list-notice> between the refresh bar and the table, <list-empty> in the place of the words
   * for an empty list.
   */
  function freezerListPanel(basePath, panels, resources) {
    return {
      scope: {type: '@'},
      transclude: {notice: '?listNotice', empty: '?listEmpty'},
      templateUrl: basePath + 'lists/list-panel.html',
      controller: ['$scope', function($scope) {
        panels.attach(this, $scope, resources.of($scope.type));
      }],
      controllerAs: 'ctrl'
    };
  }
})();
