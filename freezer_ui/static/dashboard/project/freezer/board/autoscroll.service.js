(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.autoscroll', autoscroll);

  autoscroll.$inject = ['$document', '$window'];

  /**
   * Scrolls while a card is dragged near the upper or lower edge, of a list that scrolls by
   * itself (the pool's) or of the window: not every browser does, and none does it fast enough.
   */
  function autoscroll($document, $window) {
    var EDGE = 60;
    var FASTEST = 16;
    var page = $document[0];
    var frame = null;
    // where it was last: its height, and the list it was over, whose cards may be drawn anew
    var pointer = null;

    return {start, stop, speed};

    ////////////

    function start() {
      stop();
      page.addEventListener('dragover', onDrag);
      page.addEventListener('dragend', stop);
    }

    function stop() {
      page.removeEventListener('dragover', onDrag);
      page.removeEventListener('dragend', stop);
      $window.cancelAnimationFrame(frame);
      frame = pointer = null;
    }

    function onDrag(event) {
      var node = event.target;
      pointer = {y: event.clientY, list: node.closest && node.closest('.freezer-scrolls')};
      if (frame === null) {
        frame = $window.requestAnimationFrame(step);
      }
    }

    function step() {
      var moved = pointer.list && scrollList(pointer.list);
      if (!moved) {
        $window.scrollBy(0, speed(pointer.y, 0, $window.innerHeight));
      }
      frame = $window.requestAnimationFrame(step);
    }

    function scrollList(list) {
      var box = list.getBoundingClientRect();
      var before = list.scrollTop;
      list.scrollTop += speed(pointer.y, Math.max(box.top, 0),
                              Math.min(box.bottom, $window.innerHeight));
      return list.scrollTop !== before;
    }

    /** Pixels a frame: the nearer to the edge, the faster. */
    function speed(at, top, bottom) {
      var edge = Math.min(EDGE, (bottom - top) / 4);
      if (at < top + edge) {
        return -Math.ceil(FASTEST * Math.min(1, (top + edge - at) / edge));
      }
      return at > bottom - edge
        ? Math.ceil(FASTEST * Math.min(1, (at - bottom + edge) / edge)) : 0;
    }
  }
})();
