(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.virtualList', virtualListFactory);

  /**
   * A virtual list: only the rows on the screen, or near it, are drawn; ten thousand would take a
   * browser half a minute. The rest is empty space, of the rows' measured height or of the mean
   * height. A row with the focus, or that is dragged, stays drawn wherever the list is scrolled to,
   * and each row has its position and the number of rows (aria-posinset, aria-setsize).
   *
   *   spec.list       the element whose children are the rows, each with its id as data-job; a
   *                   <tbody>'s last child without one is the space of those that are not drawn
   *   spec.gap        pixels between two rows
   *   spec.rows()     all rows, {id}
   *   spec.kept()     optional; the id of one more that is always drawn, for the Tab key, or null
   *   spec.show(rows) draws these
   *   spec.digest()   makes it so at once
   *   spec.onEnd()    optional; the end of the list is near
   *
   * placeOf(id) is for `track by`: a row that comes into sight reuses the element of a row that has
   * left the screen, because making one takes longer than filling it.
   */
  function virtualListFactory() {
    // up to this number of rows, all are drawn
    const FEW = 12;
    // pixels beyond the screen
    const BEYOND = 300;
    // frames that may follow another automatically: heights that never settle would use all of them
    const SETTLING = 5;
    // pixels of a row until one was drawn
    const GUESS = 70;

    return {create};

    function create(spec) {
      const heights = {};
      const measured = {count: 0, sum: 0};
      let seen = {top: 0, bottom: window.innerHeight + BEYOND};
      // the top of each row, and the end of the last one
      const edges = [0];
      // the indexes of the drawn rows
      let places = [];
      let shown = [];
      const elements = elementsOf();
      const room = (spec.list.tagName === 'TBODY' ? tableRoom : listRoom)(spec.list);
      let frame = null;
      let settled = 0;
      let dragged = null;
      let wanted = null;

      document.addEventListener('scroll', later, {capture: true, passive: true});
      window.addEventListener('resize', later);
      // in the capture phase: cards stop these events
      spec.list.addEventListener('dragstart', onDragStart, true);
      spec.list.addEventListener('dragend', onDragEnd, true);
      return {choose, reveal, look: later, space, stop, placeOf: elements.of};

      function stop() {
        document.removeEventListener('scroll', later, {capture: true});
        window.removeEventListener('resize', later);
        window.cancelAnimationFrame(frame);
      }

      /** Called in a digest: chooses the rows to be drawn. */
      function choose() {
        update();
        later();
      }

      /** Called in a digest: also draws this row, so that it can be focused. */
      function reveal(id) {
        wanted = id;
        choose();
      }

      function onDragStart(event) {
        dragged = idOf(event.target);
      }

      function onDragEnd() {
        dragged = null;
        later();
      }

      function later() {
        settled = 0;
        next();
      }

      function next() {
        if (frame === null) {
          frame = window.requestAnimationFrame(look);
        }
      }

      function look() {
        frame = null;
        measure();
        seen = view(spec.list);
        if (update()) {
          spec.digest();
          space();
          if (measure() && settled < SETTLING) {
            // the positions of other rows are more exact now
            settled++;
            next();
          }
        }
        space();
        if (spec.onEnd && seen.bottom > edges[edges.length - 1]) {
          spec.onEnd();
        }
      }

      function update() {
        const rows = spec.rows();
        // its row was removed, so there is no dragend
        dragged = dragged && rows.some(row => row.id === dragged) ? dragged : null;
        measureEdges(rows);
        places = placesOf(rows);
        const drawn = places.map(place => rows[place]);
        // immediately: a layout before space() would find a short list, and scroll back in it
        room.reserve(edges[rows.length], edges[rows.length] - heightOf(places));
        const isOther = drawn.length !== shown.length || drawn.some((row, at) => row !== shown[at]);
        if (isOther) {
          elements.share(drawn, shown);
          shown = drawn;
          spec.show(drawn);
        }
        return isOther;
      }

      function heightOf(drawn) {
        return drawn.reduce((sum, place) => sum + edges[place + 1] - edges[place], 0);
      }

      /** Changes the array in place: creating ten thousand numbers per frame would be slow. */
      function measureEdges(rows) {
        const mean = measured.count ? measured.sum / measured.count : GUESS;
        edges.length = rows.length + 1;
        for (let place = 0; place < rows.length; place++) {
          edges[place + 1] = edges[place] + (heights[rows[place].id] || mean);
        }
      }

      /** The indexes of rows near the screen, and of rows that are always drawn. */
      function placesOf(rows) {
        const isFew = rows.length <= FEW;
        const kept = keptIds().map(id => rows.findIndex(row => row.id === id));
        const result = [];
        for (let place = 0; place < rows.length; place++) {
          if (isFew || edges[place + 1] > seen.top && edges[place] < seen.bottom) {
            result.push(place);
          }
        }
        kept.filter(at => at >= 0 && !result.includes(at)).forEach(at => { result.push(at); });
        return result.sort((one, other) => one - other);
      }

      function keptIds() {
        const active = document.activeElement;
        const focused = spec.list.contains(active) ? idOf(active) : null;
        wanted = focused === wanted ? null : wanted;
        return Array.from(new Set(
          [spec.kept && spec.kept(), focused, dragged, wanted].filter(Boolean)));
      }

      /**
       * Measures the drawn rows; returns whether a height has changed. A hidden list has no
       * heights.
       */
      function measure() {
        let isOther = false;
        Array.from(spec.list.children).forEach(node => {
          const id = idOf(node);
          const height = node.offsetHeight + spec.gap;
          if (id && node.offsetHeight && heights[id] !== height) {
            isOther = true;
            measured.count += heights[id] ? 0 : 1;
            measured.sum += height - (heights[id] || 0);
            heights[id] = height;
          }
        });
        return isOther;
      }

      /** Reserves the space of rows that are not drawn. */
      function space() {
        const placeOf = new Map(shown.map((row, at) => [row.id, places[at]]));
        let above = 0;
        Array.from(spec.list.children).forEach(node => {
          const place = placeOf.get(idOf(node));
          if (place !== undefined) {
            room.put(node, place, edges[place] - above, edges.length - 1);
            above += (room.isShifted ? 0 : edges[place] - above) + edges[place + 1] - edges[place];
          }
        });
      }
    }

    /**
     * The space of a list's rows, by margins. reserve(whole, missing) keeps the height of all rows,
     * of which `missing` is not drawn; put(node, place, space, count) puts a row `space` pixels
     * below the previous drawn row.
     */
    function listRoom(list) {
      // the list includes the space above its first row
      Object.assign(list.style, {boxSizing: 'border-box', display: 'flow-root'});
      return {
        reserve: whole => {
          list.style.minHeight = pixels(whole);
        },
        put: (node, place, space, count) => {
          node.style.marginTop = pixels(space);
          node.setAttribute('aria-posinset', place + 1);
          node.setAttribute('aria-setsize', count);
        }
      };
    }

    /**
     * The same for a table, whose rows have no margins: they are shifted, over the space of the
     * last row.
     */
    function tableRoom(list) {
      return {
        isShifted: true,
        reserve: (whole, missing) => {
          const filler = list.lastElementChild;
          filler.style.display = missing > 0 ? '' : 'none';
          filler.firstElementChild.style.height = pixels(missing);
        },
        put: (node, place, space) => {
          Object.assign(node.style, {position: 'relative', top: pixels(space)});
          node.classList.toggle('freezer-odd', place % 2 === 0);
          // the first row is the head
          node.setAttribute('aria-rowindex', place + 2);
        }
      };
    }

    /** Assigns the list's elements to rows, by number. */
    function elementsOf() {
      let numbers = {};
      let count = 0;

      return {of: id => numbers[id], share};

      /**
       * A row that stays keeps its element, and elements are not moved, which would lose the focus:
       * new rows between two rows that stay get the elements that were between these.
       */
      function share(rows, before) {
        const stay = new Set(rows.map(row => row.id).filter(id => id in numbers));
        const free = [[]];
        const next = {};
        before.forEach(row => {
          if (stay.has(row.id)) {
            free.push([]);
          } else {
            free[free.length - 1].push(numbers[row.id]);
          }
        });
        let here = free.shift();
        rows.forEach(row => {
          if (stay.has(row.id)) {
            here = free.shift();
            next[row.id] = numbers[row.id];
          } else {
            next[row.id] = here.length ? here.shift() : count++;
          }
        });
        numbers = next;
      }
    }

    /** The part of a list on or near the screen, in pixels of the list. */
    function view(list) {
      const scroller = list.closest('.freezer-scrolls');
      const box = scroller ? scroller.getBoundingClientRect() : {top: 0, bottom: Infinity};
      const top = list.getBoundingClientRect().top;
      return {
        top: Math.max(box.top, 0) - top - BEYOND,
        bottom: Math.min(box.bottom, window.innerHeight) - top + BEYOND
      };
    }

    function idOf(node) {
      const row = node.closest('[data-job]');
      return row && row.getAttribute('data-job');
    }

    function pixels(number) {
      return number ? Math.round(number) + 'px' : '';
    }
  }
})();
