(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.keyboard', keyboardFactory);

  keyboardFactory.$inject = [
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * The board without a mouse. Each zone is one stop of the Tab key; arrows go from card to card,
   * with Shift they select; Space and Enter pick up, and put down where the arrows have led.
   */
  function keyboardFactory(boardModel, texts) {
    return {create};

    /** `board` is its controller. */
    function create(board) {
      const drag = board.drag;
      const screen = board.screen;
      // zone id -> the card that the Tab key stops at
      const stops = {};
      return {onKey, onFocus, onBlur, isStop, stopOf};

      function onFocus(card, zone) {
        stops[zone.id] = {id: card.id, cards: zone.cards};
      }

      /** Leaving the card with the Tab key cancels the drag. */
      function onBlur(card) {
        if (drag.holder && drag.holder.id === card.id) {
          cancel();
        }
      }

      function isStop(card, zone) {
        return stopOf(zone) === card.id;
      }

      /** The first card once the focused one has left the zone. */
      function stopOf(zone) {
        let stop = stops[zone.id];
        if (!stop || stop.cards !== zone.cards) {
          stop = stops[zone.id] = {id: stopIn(zone.cards, stop && stop.id), cards: zone.cards};
        }
        return stop.id;
      }

      function stopIn(cards, id) {
        const stays = cards.some(card => card.id === id);
        return stays ? id : cards.length && cards[0].id;
      }

      function onKey(event, card, zone) {
        const act = event.target === event.currentTarget &&
          (drag.holder ? carrying(event) : standing(event, card, zone));
        if (act) {
          event.preventDefault();
          event.stopPropagation();
          act();
        }
      }

      function carrying(event) {
        const steps = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};
        if (isPick(event)) {
          return putDown;
        }
        if (event.key === 'Escape') {
          return cancel;
        }
        return steps[event.key] && (() => { onward(steps[event.key]); });
      }

      function standing(event, card, zone) {
        const withControl = event.ctrlKey || event.metaKey;
        if (/^Arrow/.test(event.key) && !withControl && !event.altKey) {
          return () => { arrow(event, card, zone); };
        }
        return board.can.members && writing(event, card, zone, withControl);
      }

      /** Keys that need the right to move jobs. */
      function writing(event, card, zone, withControl) {
        if (withControl && /^a$/i.test(event.key)) {
          return () => { board.selection.selectAll(zone); };
        }
        if (/^x$/i.test(event.key) && !withControl || withControl && isPick(event)) {
          return () => { board.selection.toggle(card, zone); };
        }
        return isPick(event) && !withControl && (() => { pickUp(card, zone); });
      }

      function isPick(event) {
        return event.key === 'Enter' || event.key === ' ';
      }

      function arrow(event, card, zone) {
        const along = event.key === 'ArrowUp' || event.key === 'ArrowDown';
        const step = event.key === 'ArrowDown' || event.key === 'ArrowRight' ? 1 : -1;
        if (!along) {
          toNeighbour(card, zone, step);
        } else if (event.shiftKey) {
          extend(card, zone, step);
        } else {
          toNext(card, zone, step);
        }
      }

      function toNext(card, zone, step) {
        const cards = screen.cardsOf(zone.id);
        const next = cards[placeOf(card, cards) + step];
        if (next) {
          screen.focus(next.id, zone.id);
        }
        return next;
      }

      /** The next zone that has cards, at the same height. */
      function toNeighbour(card, zone, step) {
        const ids = screen.zoneIds();
        const place = placeOf(card, screen.cardsOf(zone.id));
        for (let at = ids.indexOf(zone.id) + step; at >= 0 && at < ids.length; at += step) {
          const cards = screen.cardsOf(ids[at]);
          if (cards.length) {
            return screen.focus(cards[Math.min(place, cards.length - 1)].id, ids[at]);
          }
        }
      }

      function extend(card, zone, step) {
        if (board.can.members && !board.selection.has(card.id, zone.id)) {
          board.selection.only(card.id, zone.id);
        }
        const next = toNext(card, zone, step);
        if (next && board.can.members) {
          board.selection.selectTo(next, zone);
        }
      }

      function placeOf(card, cards) {
        return cards.map(each => each.id).indexOf(card.id);
      }

      function pickUp(card, zone) {
        const items = board.selection.together(card, zone);
        if (!board.movable(card)) {
          return screen.say(board.words.immovable(card));
        }
        drag.take(items, {id: card.id, zone: zone.id});
        say(gettext('Picked up %(job)s from %(from)s. Arrow keys choose a target, Enter drops, ' +
                    'Escape cancels.'), warnings(items));
      }

      function warnings(items) {
        return items.map(item => {
          const found = board.model.find(item.id, item.zone);
          return found && found.card.warning;
        }).filter(Boolean).slice(0, 3);
      }

      function onward(step) {
        const places = reachable();
        const next = Math.min(Math.max(places.indexOf(drag.over) + step, 0), places.length - 1);
        drag.over = places[next];
        screen.say(interpolate(gettext('Over %(to)s, %(place)s of %(places)s.'), {
          to: nameOf(places[next]), place: next + 1, places: places.length
        }, true));
        screen.reveal(places[next]);
      }

      /** A member can go to the pool in two ways: stopped, or running alone. */
      function reachable() {
        const ids = screen.zoneIds();
        return drag.holdsMembers() ? [boardModel.POOL, boardModel.RUN].concat(ids.slice(1)) : ids;
      }

      function nameOf(place) {
        if (place === boardModel.RUN) {
          return interpolate(gettext('"Remove, keep running", %(schedule)s'),
                             {schedule: board.words.aloneOn(drag.items)}, true);
        }
        return place === boardModel.POOL && drag.holdsMembers()
          ? gettext('"Remove and pause", the pool') : board.words.place(place);
      }

      function putDown() {
        const items = drag.items;
        const place = drag.over;
        const first = drag.holder;
        if (place === first.zone && items.length === 1) {
          say(gettext('%(job)s stays in %(from)s.'), []);
          drag.release();
        } else {
          drag.release();
          board.moves.move(items, place);
          screen.focusLater(first.id, place);
        }
      }

      function cancel() {
        say(gettext('Cancelled: %(job)s stays in %(from)s.'), []);
        drag.release();
      }

      function say(format, more) {
        screen.say(texts.sentences([interpolate(format, {
          job: board.words.cards(drag.items), from: board.words.place(drag.holder.zone)
        }, true)].concat(more)));
      }
    }
  }
})();
