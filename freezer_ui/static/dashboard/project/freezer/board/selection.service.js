(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.selection', selectionFactory);

  /**
   * Which cards are selected. An item is {id, zone}: a job may be seen in two zones.
   *
   *   marked   whether the user chose by a mark (a checkbox, x), not just by clicking one card
   */
  function selectionFactory() {
    return {create};

    function create() {
      var keys = {};
      var anchor = null;
      var selection = {
        items: [],
        marked: false,
        has,
        only,
        toggle,
        range,
        set,
        keepIf,
        clear,
        evident
      };
      return selection;

      ////////////

      function has(id, zoneId) {
        return keys[key(id, zoneId)] === true;
      }

      function only(id, zoneId) {
        set([{id, zone: zoneId}]);
        anchor = selection.items[0];
      }

      function toggle(id, zoneId) {
        var wasThere = has(id, zoneId);
        var rest = selection.items.filter(item => item.id !== id || item.zone !== zoneId);
        set(wasThere ? rest : rest.concat({id, zone: zoneId}));
        anchor = {id, zone: zoneId};
        selection.marked = true;
      }

      /** From where the last choice was made to this card, in the order of `ids`. */
      function range(ids, id, zoneId) {
        var from = anchor && anchor.zone === zoneId ? ids.indexOf(anchor.id) : -1;
        var to = ids.indexOf(id);
        if (from < 0) {
          return only(id, zoneId);
        }
        var kept = anchor;
        set(ids.slice(Math.min(from, to), Math.max(from, to) + 1).map(each =>
          ({id: each, zone: zoneId})));
        anchor = kept;
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
        var before = anchor;
        var kept = selection.items.filter(holds);
        if (kept.length < selection.items.length) {
          set(kept);
          anchor = before && has(before.id, before.zone) ? before : anchor;
        }
      }

      function clear() {
        set([]);
      }

      /** Whether it is more than the one card that was clicked. */
      function evident() {
        return selection.items.length > 1 || selection.marked && selection.items.length > 0;
      }
    }

    function key(id, zoneId) {
      return zoneId + '/' + id;
    }
  }
})();
