(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .directive('freezerHistoryPin', freezerHistoryPin);

  freezerHistoryPin.$inject = ['horizon.dashboard.project.freezer.sessions.history.drawing'];

  /** <freezer-history-pin></freezer-history-pin>: the sign of a pinned snapshot. */
  function freezerHistoryPin(drawings) {
    return {
      link: (scope, element) => {
        element.append(drawings.pinSign());
      }
    };
  }
})();
