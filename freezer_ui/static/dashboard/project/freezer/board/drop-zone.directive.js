(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .constant('horizon.dashboard.project.freezer.board.dragType', 'application/x-freezer-job')
    .directive('freezerDropZone', freezerDropZone);

  freezerDropZone.$inject = [
    '$document', 'horizon.dashboard.project.freezer.board.dragType'
  ];

  /**
   * <section freezer-drop-zone="zone.id" on-drop="ctrl.drop(zone.id, job)">
   * Calls on-drop when one of our cards is dropped; files and text are ignored. An inner zone keeps
   * its events from the zone around it.
   */
  function freezerDropZone($document, dragType) {
    const OVER = 'freezer-drop-over';

    return {
      link
    };

    function link(scope, element, attrs) {
      const node = element[0];

      node.addEventListener('dragenter', onEnter);
      node.addEventListener('dragover', onOver);
      node.addEventListener('dragleave', onLeave);
      node.addEventListener('drop', onDrop);
      // a drag that ends over a redrawn card sends neither dragleave nor drop
      $document.on('dragend', clear);
      scope.$on('$destroy', () => { $document.off('dragend', clear); });

      function onEnter(event) {
        if (isOurs(event)) {
          event.preventDefault();
          event.stopPropagation();
          element.addClass(OVER);
        }
      }

      function onOver(event) {
        if (isOurs(event)) {
          event.preventDefault();
          event.dataTransfer.dropEffect = 'move';
        }
      }

      function onLeave(event) {
        if (isOurs(event)) {
          event.stopPropagation();
          if (!isWithin(event.relatedTarget)) {
            clear();
          }
        }
      }

      function onDrop(event) {
        if (isOurs(event)) {
          event.preventDefault();
          event.stopPropagation();
          clear();
          scope.$apply(() => {
            scope.$eval(attrs.onDrop, {job: event.dataTransfer.getData(dragType)});
          });
        }
      }

      function clear() {
        element.removeClass(OVER);
      }

      /** Elements inside send dragleave, too; an inner zone counts as outside. */
      function isWithin(other) {
        const inside = other && (other.closest ? other : other.parentElement);
        return Boolean(inside) && inside.closest('[freezer-drop-zone]') === node;
      }

      function isOurs(event) {
        return event.dataTransfer.types.includes(dragType);
      }
    }
  }
})();
