(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.stagedList', stagedLists);

  stagedLists.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /**
   * A list in two stages: its rows alone, then its rows with what the project's jobs say of them,
   * for which Freezer reads every job. The creator calls leave() on $destroy.
   *
   *   spec.get(params)  a page: resolves with {items, next, read}; `jobs` asks for the second step
   *   spec.adapt(row)   a row for the table
   *
   * For the screen:
   *
   *   progress.reading  whether the jobs are being read
   *   progress.rest     whether they are not read, where the list could be shown all the same
   *   progress.failure  why
   */
  function stagedLists($q, latest) {
    var LIMIT = 1000;
    // seconds: what others of the project have just read will do
    var RECENT = 4;
    // and of the jobs at first, which take Freezer a millisecond each
    var SHARED = 60;

    return {create};

    function create(spec) {
      var rows = [];
      var readings = latest.create();
      // those deleted since the last reading began: its answer may be older
      var gone = {};
      var progress = {reading: false, rest: false, failure: null};

      return {list, count, rows: () => rows, read, goOn: readJobs, leave, drop, progress};

      /** The list function of the registry: what is known now. */
      function list() {
        return $q.when({data: {items: rows}});
      }

      function count() {
        return rows.length;
      }

      /**
       * Reads all of them anew. Resolves with {read} when there is something to show: the rows
       * alone, or everything where a list is shown already. onRead(read) when the table is to be
       * drawn; `read` is when the oldest part of what it shows was read.
       */
      function read(onRead) {
        return rows.length ? pages({jobs: 1, max_age: RECENT}, onRead) : first(onRead);
      }

      function first(onRead) {
        return pages({max_age: RECENT}, onRead).then(told => {
          if (told.newest && rows.length) {
            readJobs(onRead);
          }
          return told;
        });
      }

      /** The second step; a failure is told in `progress`. */
      function readJobs(onRead) {
        var reading = pages({jobs: 1, max_age: SHARED}, onRead);
        var isLatest = readings.current();
        return reading.catch(failure => {
          if (isLatest()) {
            angular.extend(progress, {rest: true, failure});
          }
        });
      }

      /** With the page. */
      function leave() {
        readings.cancel();
        rows = [];
        angular.extend(progress, {reading: false, rest: false, failure: null});
      }

      function drop(id) {
        gone[id] = true;
        rows = rows.filter(each => each.id !== id);
      }

      /** Every page; only the newest reading counts. */
      function pages(params, onRead) {
        var isLatest = readings.begin();
        var found = [];
        var oldest = Infinity;
        gone = {};
        angular.extend(progress, {reading: Boolean(params.jobs), rest: false, failure: null});
        return next(angular.extend({limit: LIMIT}, params)).finally(() => {
          progress.reading = progress.reading && !isLatest();
        });

        function next(query) {
          return spec.get(query).then(page => {
            found = found.concat(page.items);
            oldest = Math.min(oldest, page.read);
            // who has left, or reads anew, wants no more of it
            return page.next && isLatest() ? next(following(query, page.next)) : done();
          });
        }

        function done() {
          var newest = isLatest();
          if (newest) {
            rows = found.filter(row => !gone[row.id]).map(spec.adapt);
            onRead(oldest);
          }
          return {read: oldest, newest};
        }
      }
    }

    /** Made of what the page before was made of. */
    function following(query, cursor) {
      return angular.extend({}, query, {cursor, max_age: SHARED});
    }
  }
})();
