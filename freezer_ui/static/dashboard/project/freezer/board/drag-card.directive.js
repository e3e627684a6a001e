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
   * Starts the drag of a card. The drag service ends it: the card may have left the page by then.
   * Native listeners, because jQuery hides dataTransfer. Words of `drag-words` replace the picture
   * of the card under the pointer.
   */
  function freezerDragCard($document, $window, dragType) {
    return {
      link
    };

    function link(scope, element, attrs) {
      const node = element[0];
      node.addEventListener('pointerdown', arm, true);
      node.addEventListener('dragstart', onStart);

      /** With a mouse only: a finger that scrolls must not pick up a card. */
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

      /** The browser takes its picture at once, so the element can be removed right after. */
      function draw(event, words) {
        if (!words) {
          return;
        }
        const image = $document[0].createElement('div');
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
