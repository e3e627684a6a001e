(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .directive('freezerCard', freezerCard);

  freezerCard.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-card card="card" movable="…" on-choose="…"></freezer-card>
   * What a card shows; dragging and keys belong to the list item around it.
   */
  function freezerCard(basePath) {
    return {
      restrict: 'E',
      scope: {card: '<', movable: '<', labels: '<', onChoose: '&'},
      templateUrl: basePath + 'board/card.html'
    };
  }
})();
