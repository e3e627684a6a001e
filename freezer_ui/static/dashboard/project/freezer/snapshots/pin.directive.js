(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .directive('freezerHistoryPin', freezerHistoryPin);

  freezerHistoryPin.$inject = ['horizon.dashboard.project.freezer.snapshots.drawing'];

  /** <freezer-history-pin></freezer-history-pin>: the icon of a pinned snapshot. */
  function freezerHistoryPin(drawings) {
    return {
      link: (scope, element) => {
        element.append(drawings.pinSign());
      }
    };
  }
})();
