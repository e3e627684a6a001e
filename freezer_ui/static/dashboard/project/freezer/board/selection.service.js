(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.selection', selectionFactory);

  /**
   * The selected cards. Only cards that can be moved are selected, and each change is announced. An
   * item is {id, zone}, because a job can be in two zones.
   *
   *   marked   whether the user selected with a checkbox or the key x, not just with a click
   */
  function selectionFactory() {
    return {create};

    /** `board` is its controller. */
    function create(board) {
      let keys = {};
      let anchor = null;
      const selection = {
        items: [],
        marked: false,
        has, only, set, keepIf, isEvident, click, mark, toggle, selectTo, selectAll, together, clear
      };
      return selection;

      function has(id, zoneId) {
        return keys[key(id, zoneId)] === true;
      }

      function only(id, zoneId) {
        set([{id, zone: zoneId}]);
      }

      function set(items) {
        keys = {};
        items.forEach(item => {
          keys[key(item.id, item.zone)] = true;
        });
        selection.items = items;
        selection.marked = selection.marked && items.length > 0;
        anchor = items[0] || null;
      }

      function keepIf(holds) {
        const before = anchor;
        const kept = selection.items.filter(holds);
        if (kept.length < selection.items.length) {
          set(kept);
          anchor = before && has(before.id, before.zone) ? before : anchor;
        }
      }

      /** Whether more is selected than the one card that was clicked. */
      function isEvident() {
        return selection.items.length > 1 || selection.marked && selection.items.length > 0;
      }

      /** The selection if it has this card, else the card alone. */
      function together(card, zone) {
        return has(card.id, zone.id) ? selection.items.slice() : [{id: card.id, zone: zone.id}];
      }

      /** Selects the card alone, with Ctrl toggles it, with Shift selects a range. */
      function click(event, card, zone) {
        if (!board.can.members || event.target.closest('a, button, input, label')) {
          return;
        }
        if (event.shiftKey) {
          selectTo(card, zone);
        } else if (event.ctrlKey || event.metaKey) {
          toggle(card, zone);
        } else if (board.movable(card)) {
          selection.marked = false;
          only(card.id, zone.id);
          board.screen.say(interpolate(gettext('%(job)s selected.'), {job: card.name}, true));
        }
      }

      /** A card's checkbox. */
      function mark(event, card, zone) {
        if (event.shiftKey) {
          selectTo(card, zone);
        } else {
          toggle(card, zone);
        }
      }

      function toggle(card, zone) {
        if (!board.movable(card)) {
          return board.screen.say(board.words.immovable(card));
        }
        const item = {id: card.id, zone: zone.id};
        const wasThere = has(card.id, zone.id);
        const rest = selection.items.filter(each => each.id !== card.id || each.zone !== zone.id);
        set(wasThere ? rest : rest.concat(item));
        anchor = item;
        selection.marked = true;
        tell(wasThere ? gettext('%(job)s deselected, %(count)s in total.')
          : gettext('%(job)s selected, %(count)s in total.'), card);
      }

      /** From the last selected card to this one, in the order of the screen. */
      function selectTo(card, zone) {
        const ids = movableIds(zone.id, card);
        const from = anchor && anchor.zone === zone.id ? ids.indexOf(anchor.id) : -1;
        const to = ids.indexOf(card.id);
        const before = anchor;
        if (from < 0) {
          only(card.id, zone.id);
        } else {
          set(asItems(ids.slice(Math.min(from, to), Math.max(from, to) + 1), zone));
          anchor = before;
        }
        keepIf(isMovable);
        tell(gettext('Selection extended to %(job)s, %(count)s in total.'), card);
      }

      function selectAll(zone) {
        selection.marked = true;
        set(asItems(movableIds(zone.id), zone));
        tell(gettext('All jobs in %(zone)s selected, %(count)s in total.'), {}, zone);
      }

      function clear() {
        if (selection.items.length) {
          set([]);
          board.screen.say(gettext('Nothing selected.'));
        }
      }

      /** In the order of the screen; `end` is included even if it cannot be moved. */
      function movableIds(zoneId, end) {
        return board.screen.cardsOf(zoneId).filter(card =>
          board.movable(card) || end && card.id === end.id).map(card => card.id);
      }

      function isMovable(item) {
        return board.screen.cardsOf(item.zone).some(card =>
          card.id === item.id && board.movable(card));
      }

      function tell(format, card, zone) {
        board.screen.say(interpolate(format, {
          job: card.name,
          zone: zone && board.words.place(zone.id),
          count: board.words.jobs(selection.items.length)
        }, true));
      }
    }

    function asItems(ids, zone) {
      return ids.map(id => ({id, zone: zone.id}));
    }

    function key(id, zoneId) {
      return zoneId + '/' + id;
    }
  }
})();
