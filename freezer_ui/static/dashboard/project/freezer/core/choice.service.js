(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.choice', choices);

  /**
   * The chosen items of a list; they stay chosen during a search.
   *
   *   items          id -> item of those that are chosen
   *   toggle(item)   chooses it, or not any more
   *   hasAll(list)   whether each of these is chosen
   *   toggleAll(list), clear()
   */
  function choices() {
    return {create};

    function create() {
      const choice = {items: {}, toggle, hasAll, toggleAll, clear};
      return choice;

      function toggle(item) {
        set(item, !choice.items[item.id]);
      }

      function hasAll(list) {
        return list.length > 0 && list.every(item => choice.items[item.id]);
      }

      function toggleAll(list) {
        const isChosen = !hasAll(list);
        list.forEach(item => set(item, isChosen));
      }

      function clear() {
        choice.items = {};
      }

      function set(item, isChosen) {
        if (isChosen) {
          choice.items[item.id] = item;
        } else {
          delete choice.items[item.id];
        }
      }
    }
  }
})();
