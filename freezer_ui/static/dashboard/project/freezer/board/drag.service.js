(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.drag', dragFactory);

  dragFactory.$inject = ['horizon.dashboard.project.freezer.board.model'];

  /** The cards that the user drags, by mouse or keys. */
  function dragFactory(boardModel) {
    const EDGE = 60;
    const FASTEST = 16;
    // pointer events that a browser may still send at the beginning of a drag
    const STRAYS = 20;

    return {create, speed};

    function create() {
      let keys = {};
      let frame = null;
      // its last height, and the list below it: the list's cards may be redrawn
      let pointer = null;
      let strays = 0;
      let onEnd = null;
      const drag = {
        items: [],
        // with keys: the focused card, and the place that is chosen so far
        holder: null,
        over: null,
        take, followPointer, release, isFull, holds, holdsMembers
      };
      return drag;

      function take(items, holder) {
        release();
        drag.items = items;
        drag.holder = holder || null;
        drag.over = holder ? holder.zone : null;
        items.forEach(item => {
          keys[item.zone + '/' + item.id] = true;
        });
      }

      function release() {
        stop();
        drag.items = [];
        drag.holder = drag.over = null;
        keys = {};
      }

      function isFull() {
        return drag.items.length > 0;
      }

      function holds(id, zoneId) {
        return keys[zoneId + '/' + id] === true;
      }

      /** Whether members are dragged: those can be stopped, or run alone. */
      function holdsMembers() {
        return drag.items.some(item => item.zone !== boardModel.POOL);
      }

      /**
       * Scrolls while the mouse is near the upper or lower edge of the pool's list or the window:
       * browsers do this too slowly, or not at all. Calls whenOver() once when the drag ends. A
       * card that has left the page sends no dragend; then the first pointer events tell the end,
       * because there are none during a drag.
       */
      function followPointer(whenOver) {
        stop();
        onEnd = whenOver;
        strays = 0;
        document.addEventListener('dragover', onDrag);
        window.addEventListener('dragend', end, true);
        window.addEventListener('pointerdown', end, true);
        window.addEventListener('pointermove', onMove, true);
      }

      function stop() {
        document.removeEventListener('dragover', onDrag);
        window.removeEventListener('dragend', end, true);
        window.removeEventListener('pointerdown', end, true);
        window.removeEventListener('pointermove', onMove, true);
        window.cancelAnimationFrame(frame);
        frame = pointer = null;
      }

      function end() {
        stop();
        onEnd();
      }

      function onMove() {
        strays++;
        if (strays > STRAYS) {
          end();
        }
      }

      function onDrag(event) {
        const node = event.target;
        pointer = {y: event.clientY, list: node.closest && node.closest('.freezer-scrolls')};
        if (frame === null) {
          frame = window.requestAnimationFrame(scroll);
        }
      }

      function scroll() {
        const moved = pointer.list && scrollList(pointer.list);
        if (!moved) {
          window.scrollBy(0, speed(pointer.y, 0, window.innerHeight));
        }
        frame = window.requestAnimationFrame(scroll);
      }

      function scrollList(list) {
        const box = list.getBoundingClientRect();
        const before = list.scrollTop;
        list.scrollTop += speed(pointer.y, Math.max(box.top, 0),
                                Math.min(box.bottom, window.innerHeight));
        return list.scrollTop !== before;
      }
    }

    /** Pixels per frame, more near the edge. */
    function speed(at, top, bottom) {
      const edge = Math.min(EDGE, (bottom - top) / 4);
      if (at < top + edge) {
        return -Math.ceil(FASTEST * Math.min(1, (top + edge - at) / edge));
      }
      return at > bottom - edge
        ? Math.ceil(FASTEST * Math.min(1, (at - bottom + edge) / edge)) : 0;
    }
  }
})();
