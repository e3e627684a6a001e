(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.overview')
    .directive('freezerHeatMap', freezerHeatMap);

  freezerHeatMap.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.overview.links',
    'horizon.dashboard.project.freezer.overview.messages',
    'horizon.dashboard.project.freezer.timeline.keyWalker'
  ];

  /**
   * <freezer-heat-map details="ctrl.details" can-protect="…" on-protect="…(id)"></freezer-heat-map>
   * A grid of machines and nights. It is a single Tab stop with arrow keys inside; each cell links
   * to the backups of that night.
   */
  function freezerHeatMap($timeout, basePath, links, messages, keyWalker) {
    return {
      scope: {details: '<', canProtect: '<', onProtect: '&'},
      templateUrl: basePath + 'overview/heat-map.html',
      link
    };

    function link(scope, element) {
      // nights that fit into a narrow window
      const ROOM = 8;
      // the cell that the Tab key focuses
      let at = null;

      scope.words = messages;
      scope.links = links;
      scope.isStop = (row, col) => row === spot().row && col === spot().col;
      scope.isEarly = col => col < scope.details.nights.length - ROOM;
      element.on('keydown', onKey).on('focusin', onFocus);
      // if not all nights fit, the last ones are visible
      const turning = $timeout(() => {
        const room = element.find('.freezer-heat-room')[0];
        room.scrollLeft = room.scrollWidth;
      }, 0, false);
      scope.$on('$destroy', () => { $timeout.cancel(turning); });

      function size() {
        return {
          rows: scope.details.machines.items.length, cols: scope.details.nights.length, page: 10
        };
      }

      /** The newest night of the first machine, until the user has focused another cell. */
      function spot() {
        const all = size();
        const place = at || {row: 0, col: all.cols - 1};
        return {row: Math.min(place.row, all.rows - 1), col: Math.min(place.col, all.cols - 1)};
      }

      function onFocus(event) {
        const place = placeOf(event.target);
        if (place) {
          scope.$evalAsync(() => { at = place; });
        }
      }

      function onKey(event) {
        const place = placeOf(event.target);
        const to = place && keyWalker.walk(size(), place, event);
        if (to) {
          event.preventDefault();
          element.find('a[data-row="' + to.row + '"][data-col="' + to.col + '"]')
            .trigger('focus');
        }
      }

      function placeOf(node) {
        const row = node.getAttribute('data-row');
        return row === null ? null
          : {row: Number(row), col: Number(node.getAttribute('data-col'))};
      }
    }
  }
})();
