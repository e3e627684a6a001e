(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .constant('horizon.dashboard.project.freezer.board.dragType', 'application/x-freezer-job')
    .directive('freezerDropZone', freezerDropZone);

  freezerDropZone.$inject = ['horizon.dashboard.project.freezer.board.dragType'];

  /**
   * <section freezer-drop-zone="zone.id" on-drop="ctrl.drop(zone.id, job)">
   * Native drop events of a zone, as calls. Only our cards are taken: not files, not text. A zone
   * in a zone takes them for itself.
   */
  function freezerDropZone(dragType) {
    var OVER = 'freezer-drop-over';

    return {
      restrict: 'A',
      link: link
    };

    function link(scope, element, attrs) {
      var node = element[0];
      var depth = 0;

      node.addEventListener('dragenter', onEnter);
      node.addEventListener('dragover', onOver);
      node.addEventListener('dragleave', onLeave);
      node.addEventListener('drop', onDrop);

      function onEnter(event) {
        if (isOurs(event)) {
          event.preventDefault();
          event.stopPropagation();
          // enter and leave also come from the elements inside
          depth++;
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
          if (--depth <= 0) {
            clear();
          }
        }
      }

      function onDrop(event) {
        if (isOurs(event)) {
          event.preventDefault();
          event.stopPropagation();
          clear();
          scope.$apply(function drop() {
            scope.$eval(attrs.onDrop, {job: event.dataTransfer.getData(dragType)});
          });
        }
      }

      function clear() {
        depth = 0;
        element.removeClass(OVER);
      }

      function isOurs(event) {
        return Array.prototype.indexOf.call(event.dataTransfer.types, dragType) > -1;
      }
    }
  }
})();
