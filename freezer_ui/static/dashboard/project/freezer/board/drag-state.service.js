(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.hand', handFactory);

  handFactory.$inject = ['horizon.dashboard.project.freezer.board.model'];

  /** What the user holds, by mouse or by keys, and over which place (by keys). */
  function handFactory(boardModel) {
    return {create};

    function create() {
      var keys = {};
      var hand = {
        items: [],
        over: null,
        take,
        release,
        isFull,
        holds,
        holdsMembers
      };
      return hand;

      ////////////

      function take(items, over) {
        release();
        hand.items = items;
        hand.over = over || null;
        items.forEach(item => {
          keys[item.zone + '/' + item.id] = true;
        });
      }

      function release() {
        hand.items = [];
        hand.over = null;
        keys = {};
      }

      function isFull() {
        return hand.items.length > 0;
      }

      function holds(id, zoneId) {
        return keys[zoneId + '/' + id] === true;
      }

      /** Members can be taken out: stopped, or to run alone. */
      function holdsMembers() {
        return hand.items.some(item => item.zone !== boardModel.POOL);
      }
    }
  }
})();
