(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    // event (card id, zone id): draw this card, wherever its list is scrolled to
    .constant('horizon.dashboard.project.freezer.board.reveal', 'freezerReveal')
    .directive('freezerCards', freezerCards);

  freezerCards.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.board.reveal',
    'horizon.dashboard.project.freezer.core.virtualList'
  ];

  /**
   * <freezer-cards zone="zone" board="ctrl" on-end="…"></freezer-cards>
   * The cards of the pool or a session; `on-end` is called when the last one is near.
   */
  function freezerCards($timeout, basePath, revealing, virtualLists) {
    // between two cards, in pixels
    const GAP = 6;

    return {
      scope: {zone: '<', board: '<', onEnd: '&'},
      templateUrl: basePath + 'board/cards.html',
      link
    };

    function link(scope, element) {
      scope.shown = [];
      const view = virtualLists.create({
        list: element[0].querySelector('ul'),
        gap: GAP,
        rows: () => scope.board.screen.cardsOf(scope.zone.id),
        kept: () => scope.board.keyboard.stopOf(scope.zone),
        show: cards => { scope.shown = cards; },
        digest: () => { scope.$digest(); },
        onEnd: scope.onEnd
      });
      scope.placeOf = card => view.placeOf(card.id);
      scope.$watchGroup([
        () => scope.zone.cards,
        () => scope.board.screen.limitOf(scope.zone)
      ], view.choose);
      scope.$on(revealing, (event, id, zoneId) => {
        if (zoneId === scope.zone.id) {
          view.reveal(id);
          // before it gets the focus, which scrolls to it
          $timeout(view.space, 0, false);
        }
      });
      scope.$on('$destroy', view.stop);
    }
  }
})();
