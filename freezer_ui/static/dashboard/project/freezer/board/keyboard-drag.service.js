(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.keyboardDrag', keyboardDragFactory);

  keyboardDragFactory.$inject = [
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * Moving cards by keys: pick up, carry from place to place, put down, or cancel.
   *
   *   spec.drag, spec.moves, spec.words, spec.model, spec.say(words)
   *   spec.zoneIds()          the zones on the screen, in their order
   *   spec.reveal(place)      scrolls to it
   *   spec.focus(id, place)   the focus follows the card
   */
  function keyboardDragFactory(boardModel, texts) {
    return {create};

    function create(spec) {
      var drag = spec.drag;
      var holder = null;
      return {
        pickUp,
        onward,
        putDown,
        cancel,
        forget,
        isHolder,
        isCarrying
      };

      ////////////

      /** `item` is the card under the focus; `items` all that go with it. */
      function pickUp(item, items) {
        holder = item;
        drag.take(items, item.zone);
        say(gettext('Picked up %(job)s from %(from)s. Arrow keys choose a target, Enter drops, ' +
                    'Escape cancels.'), warnings(items));
      }

      function warnings(items) {
        return items.map(item => {
          var found = spec.model.find(item.id, item.zone);
          return found && found.card.warning;
        }).filter(Boolean).slice(0, 3);
      }

      function onward(step) {
        var places = reachable();
        var next = Math.min(Math.max(places.indexOf(drag.over) + step, 0), places.length - 1);
        drag.over = places[next];
        spec.say(interpolate(gettext('Over %(to)s, %(place)s of %(places)s.'), {
          to: nameOf(places[next]), place: next + 1, places: places.length
        }, true));
        spec.reveal(places[next]);
      }

      /** The pool is two places to a member: to stop there, or to run alone. */
      function reachable() {
        var ids = spec.zoneIds();
        return drag.holdsMembers() ? [boardModel.POOL, boardModel.RUN].concat(ids.slice(1)) : ids;
      }

      function nameOf(place) {
        if (place === boardModel.RUN) {
          return interpolate(gettext('"Remove, keep running", %(schedule)s'),
                             {schedule: spec.words.aloneOn(drag.items)}, true);
        }
        return place === boardModel.POOL && drag.holdsMembers()
          ? gettext('"Remove and pause", the pool') : spec.words.place(place);
      }

      function putDown() {
        var items = drag.items;
        var place = drag.over;
        var first = holder;
        if (place === first.zone && items.length === 1) {
          say(gettext('%(job)s stays in %(from)s.'), []);
          release();
        } else {
          release();
          spec.moves.move(items, place);
          spec.focus(first.id, place === boardModel.RUN ? boardModel.POOL : place);
        }
      }

      function cancel() {
        say(gettext('Cancelled: %(job)s stays in %(from)s.'), []);
        release();
      }

      /** What is held is gone: there is nothing to say of where it stays. */
      function forget() {
        holder = null;
      }

      function release() {
        forget();
        drag.release();
      }

      function isHolder(card) {
        return Boolean(holder && holder.id === card.id);
      }

      function isCarrying() {
        return holder !== null;
      }

      function say(format, more) {
        spec.say(texts.sentences([interpolate(format, {
          job: spec.words.cards(drag.items), from: spec.words.place(holder.zone)
        }, true)].concat(more)));
      }
    }
  }
})();
