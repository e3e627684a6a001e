(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .directive('freezerDragCard', freezerDragCard);

  freezerDragCard.$inject = [
    '$document', '$window', 'horizon.dashboard.project.freezer.board.dragType'
  ];

  /**
   * <li freezer-drag-card="card.id" drag-enabled="…" drag-words="…" on-drag-start="…">
   * The beginning of a card's drag; its end is the drag service's, for the card may be gone by
   * then. Native listeners: jQuery hides dataTransfer. Where `drag-words` gives words, they are
   * under the pointer instead of the card.
   */
  function freezerDragCard($document, $window, dragType) {
    return {
      link
    };

    function link(scope, element, attrs) {
      var node = element[0];
      node.addEventListener('pointerdown', arm, true);
      node.addEventListener('dragstart', onStart);

      /** Only for a mouse: a finger that scrolls must not pick a card up. */
      function arm(event) {
        node.draggable = event.pointerType === 'mouse' && Boolean(scope.$eval(attrs.dragEnabled));
      }

      function onStart(event) {
        event.stopPropagation();
        event.dataTransfer.effectAllowed = 'move';
        event.dataTransfer.setData(dragType, scope.$eval(attrs.freezerDragCard));
        event.dataTransfer.setData('text/plain', scope.$eval(attrs.freezerDragCard));
        draw(event, scope.$eval(attrs.dragWords));
        // Chromium ends the drag at once if the card changes while it is being picked up
        scope.$evalAsync(attrs.onDragStart);
      }

      /** The browser takes a picture of it, so it may go away at once. */
      function draw(event, words) {
        if (!words) {
          return;
        }
        var image = $document[0].createElement('div');
        image.className = 'freezer-drag-image';
        image.textContent = words;
        $document[0].body.appendChild(image);
        event.dataTransfer.setDragImage(image, -12, -12);
        $window.setTimeout(() => {
          image.remove();
        }, 0);
      }
    }
  }
})();
