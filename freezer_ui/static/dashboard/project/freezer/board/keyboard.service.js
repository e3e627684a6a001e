(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.keyboard', keyboardFactory);

  /**
   * The board without a mouse. Each zone is one stop of the Tab key; arrows go from card to card,
   * with Shift they select; Space and Enter pick up (see carry.service.js).
   *
   *   spec.keyboardDrag, spec.cardSelection, spec.words, spec.say(words)
   *   spec.can(), spec.movable(card)
   *   spec.zoneIds()         the zones on the screen, in their order
   *   spec.cardsOf(zoneId)   their cards that can be seen
   *   spec.focus(id, zoneId)
   */
  function keyboardFactory() {
    return {create};

    function create(spec) {
      // zone id -> the card that has the zone's place among the stops of the Tab key
      var stops = {};
      return {onKey, onFocus, onBlur, isStop, stopOf};

      ////////////

      function onFocus(card, zone) {
        stops[zone.id] = {id: card.id, cards: zone.cards};
      }

      /** Whoever leaves the card with the Tab key lets it go. */
      function onBlur(card) {
        if (spec.keyboardDrag.isHolder(card)) {
          spec.keyboardDrag.cancel();
        }
      }

      function isStop(card, zone) {
        return stopOf(zone) === card.id;
      }

      /** The first card, where the one that had the focus went away. */
      function stopOf(zone) {
        var stop = stops[zone.id];
        if (!stop || stop.cards !== zone.cards) {
          stop = stops[zone.id] = {id: stopIn(zone.cards, stop && stop.id), cards: zone.cards};
        }
        return stop.id;
      }

      function stopIn(cards, id) {
        var stays = cards.some(card => card.id === id);
        return stays ? id : cards.length && cards[0].id;
      }

      ////////////

      function onKey(event, card, zone) {
        var act = event.target === event.currentTarget &&
          (spec.keyboardDrag.isCarrying() ? carrying(event) : standing(event, card, zone));
        if (act) {
          event.preventDefault();
          event.stopPropagation();
          act();
        }
      }

      function carrying(event) {
        var steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
        if (isPick(event)) {
          return spec.keyboardDrag.putDown;
        }
        if (event.key === 'Escape') {
          return spec.keyboardDrag.cancel;
        }
        return steps[event.key] && function carryOn() {
          spec.keyboardDrag.onward(steps[event.key]);
        };
      }

      function standing(event, card, zone) {
        var withControl = event.ctrlKey || event.metaKey;
        if (/^Arrow/.test(event.key) && !withControl && !event.altKey) {
          return () => { arrow(event, card, zone); };
        }
        return spec.can() && writing(event, card, zone, withControl);
      }

      /** What a reader has no use for. */
      function writing(event, card, zone, withControl) {
        if (withControl && /^a$/i.test(event.key)) {
          return () => { spec.cardSelection.selectAll(zone); };
        }
        if (/^x$/i.test(event.key) && !withControl || withControl && isPick(event)) {
          return () => { spec.cardSelection.toggle(card, zone); };
        }
        return isPick(event) && !withControl && function pick() { pickUp(card, zone); };
      }

      function isPick(event) {
        return event.key === 'Enter' || event.key === ' ' || event.key === 'Spacebar';
      }

      ////////////

      function arrow(event, card, zone) {
        var along = event.key === 'ArrowUp' || event.key === 'ArrowDown';
        var step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : -1;
        if (!along) {
          toNeighbour(card, zone, step);
        } else if (event.shiftKey) {
          extend(card, zone, step);
        } else {
          toNext(card, zone, step);
        }
      }

      function toNext(card, zone, step) {
        var cards = spec.cardsOf(zone.id);
        var next = cards[placeOf(card, cards) + step];
        if (next) {
          spec.focus(next.id, zone.id);
        }
        return next;
      }

      /** The next zone that has cards, at the same height. */
      function toNeighbour(card, zone, step) {
        var ids = spec.zoneIds();
        var place = placeOf(card, spec.cardsOf(zone.id));
        for (var at = ids.indexOf(zone.id) + step; at >= 0 && at < ids.length; at += step) {
          var cards = spec.cardsOf(ids[at]);
          if (cards.length) {
            return spec.focus(cards[Math.min(place, cards.length - 1)].id, ids[at]);
          }
        }
      }

      function extend(card, zone, step) {
        if (spec.can() && !spec.cardSelection.selection.has(card.id, zone.id)) {
          spec.cardSelection.selection.only(card.id, zone.id);
        }
        var next = toNext(card, zone, step);
        if (next && spec.can()) {
          spec.cardSelection.selectTo(next, zone);
        }
      }

      function pickUp(card, zone) {
        if (spec.movable(card)) {
          spec.keyboardDrag.pickUp({id: card.id, zone: zone.id},
                                   spec.cardSelection.together(card, zone));
        } else {
          spec.say(spec.words.immovable(card));
        }
      }

      function placeOf(card, cards) {
        return cards.map(each => each.id).indexOf(card.id);
      }
    }
  }
})();
