(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.dragState', dragStateFactory);

  dragStateFactory.$inject = ['horizon.dashboard.project.freezer.board.model'];

  /** What the user holds, by mouse or by keys, and over which place (by keys). */
  function dragStateFactory(boardModel) {
    return {create};

    function create() {
      var keys = {};
      var drag = {
        items: [],
        over: null,
        take,
        release,
        isFull,
        holds,
        holdsMembers
      };
      return drag;

      ////////////

      function take(items, over) {
        release();
        drag.items = items;
        drag.over = over || null;
        items.forEach(item => {
          keys[item.zone + '/' + item.id] = true;
        });
      }

      function release() {
        drag.items = [];
        drag.over = null;
        keys = {};
      }

      function isFull() {
        return drag.items.length > 0;
      }

      function holds(id, zoneId) {
        return keys[zoneId + '/' + id] === true;
      }

      /** Members can be taken out: stopped, or to run alone. */
      function holdsMembers() {
        return drag.items.some(item => item.zone !== boardModel.POOL);
      }
    }
  }
})();
