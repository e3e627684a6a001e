(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.onceList', onceLists);

  onceLists.$inject = ['$q', 'horizon.dashboard.project.freezer.core.latest'];

  /**
   * A list that is read as a whole. The creator calls leave() on $destroy.
   *
   *   spec.get()        resolves with all rows, an array with the time that they were `read`
   *   spec.adapt(row)   a row for the table
   */
  function onceLists($q, latest) {
    return {create};

    function create(spec) {
      var rows = [];
      var isRead = false;
      // those deleted since the last reading began: its answer may be older
      var gone = {};
      var readings = latest.create();

      return {
        list: () => $q.when({data: {items: rows}}),
        count: () => rows.length,
        rows: () => rows,
        isRead: () => isRead,
        progress: {reading: false, rest: false, failure: null},
        read, replace, drop, leave
      };

      /** Resolves with {read}; onRead() when the table is to be drawn. */
      function read(onRead) {
        var isLatest = readings.begin();
        gone = {};
        return spec.get().then(items => {
          if (isLatest()) {
            rows = items.filter(row => !gone[row.id]).map(spec.adapt);
            isRead = true;
            onRead(items.read);
          }
          return {read: items.read};
        });
      }

      /** These rows in the place of those with the same id. */
      function replace(newer) {
        var known = {};
        newer.forEach(row => { known[row.id] = row; });
        rows = rows.map(item => known[item.id] ? spec.adapt(known[item.id]) : item);
      }

      function drop(id) {
        gone[id] = true;
        rows = rows.filter(item => item.id !== id);
      }

      function leave() {
        readings.cancel();
        rows = [];
        isRead = false;
      }
    }
  }
})();
