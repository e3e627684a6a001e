(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.cardSelection', cardSelectionFactory);

  cardSelectionFactory.$inject = ['horizon.dashboard.project.freezer.board.selection'];

  /**
   * Choosing cards by clicks, marks and keys: only those that can be moved, and it is announced.
   *
   *   spec.words, spec.say(words), spec.can(), spec.movable(card)
   *   spec.cardsOf(zoneId)   its cards that can be seen
   */
  function cardSelectionFactory(selections) {
    return {create};

    function create(spec) {
      var selection = selections.create();
      return {
        selection,
        click,
        mark,
        toggle,
        selectTo,
        selectAll,
        together,
        clear
      };

      ////////////

      /** Alone, with Ctrl one more or less, with Shift all between. */
      function click(event, card, zone) {
        if (!spec.can() || isControl(event.target)) {
          return;
        }
        if (event.shiftKey) {
          selectTo(card, zone);
        } else if (event.ctrlKey || event.metaKey) {
          toggle(card, zone);
        } else if (spec.movable(card)) {
          selection.marked = false;
          selection.only(card.id, zone.id);
          spec.say(interpolate(gettext('%(job)s selected.'), {job: card.name}, true));
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
        if (!spec.movable(card)) {
          return spec.say(spec.words.immovable(card));
        }
        selection.toggle(card.id, zone.id);
        tell(selection.has(card.id, zone.id)
          ? gettext('%(job)s selected, %(count)s in total.')
          : gettext('%(job)s deselected, %(count)s in total.'), card);
      }

      function selectTo(card, zone) {
        selection.range(movableIds(zone.id, card), card.id, zone.id);
        selection.keepIf(isMovable);
        tell(gettext('Selection extended to %(job)s, %(count)s in total.'), card);
      }

      function selectAll(zone) {
        selection.marked = true;
        selection.set(movableIds(zone.id).map(id => ({id, zone: zone.id})));
        tell(gettext('All jobs in %(zone)s selected, %(count)s in total.'), {}, zone);
      }

      /** The selection, if this card is one of it, else the card alone. */
      function together(card, zone) {
        return selection.has(card.id, zone.id) ? selection.items.slice()
                                               : [{id: card.id, zone: zone.id}];
      }

      function clear() {
        if (selection.items.length) {
          selection.clear();
          spec.say(gettext('Nothing selected.'));
        }
      }

      ////////////

      /** In the order of the screen; the card itself is the end, also where it cannot be moved. */
      function movableIds(zoneId, end) {
        return spec.cardsOf(zoneId).filter(card =>
          spec.movable(card) || end && card.id === end.id).map(card => card.id);
      }

      function isMovable(item) {
        return spec.cardsOf(item.zone).some(card => card.id === item.id && spec.movable(card));
      }

      function isControl(target) {
        return Boolean(target.closest('a, button, input, label'));
      }

      function tell(format, card, zone) {
        spec.say(interpolate(format, {
          job: card.name,
          zone: zone && spec.words.place(zone.id),
          count: spec.words.jobs(selection.items.length)
        }, true));
      }
    }
  }
})();
