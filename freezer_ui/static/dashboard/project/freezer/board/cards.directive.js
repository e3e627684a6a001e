(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .directive('freezerCards', freezerCards);

  freezerCards.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-cards zone="zone" board="ctrl"></freezer-cards>
   * A zone's cards, in the pool and in the sessions alike.
   */
  function freezerCards(basePath) {
    return {
      restrict: 'E',
      scope: {zone: '<', board: '<'},
      templateUrl: basePath + 'board/cards.html'
    };
  }
})();
