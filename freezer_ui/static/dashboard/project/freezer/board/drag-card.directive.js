(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .directive('freezerDragCard', freezerDragCard);

  freezerDragCard.$inject = ['horizon.dashboard.project.freezer.board.dragType'];

  /**
   * <li freezer-drag-card="card.id" drag-enabled="…" on-drag-start="…" on-drag-end="…">
   * Native drag events of a card, as calls. Native listeners: jQuery hides dataTransfer.
   */
  function freezerDragCard(dragType) {
    return {
      restrict: 'A',
      link: link
    };

    function link(scope, element, attrs) {
      var node = element[0];
      scope.$watch(attrs.dragEnabled, function enable(enabled) {
        node.draggable = Boolean(enabled);
      });
      node.addEventListener('dragstart', onStart);
      node.addEventListener('dragend', onEnd);

      function onStart(event) {
        event.stopPropagation();
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData(dragType, scope.$eval(attrs.freezerDragCard));
        event.dataTransfer.setData('text/plain', scope.$eval(attrs.freezerDragCard));
        // Chromium ends the drag at once if the card changes while it is being picked up
        scope.$evalAsync(attrs.onDragStart);
      }

      function onEnd() {
        scope.$apply(attrs.onDragEnd);
      }
    }
  }
})();
