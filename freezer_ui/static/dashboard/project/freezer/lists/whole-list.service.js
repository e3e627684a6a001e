(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.wholeList', wholeLists);

  wholeLists.$inject = ['$q', 'horizon.dashboard.project.freezer.core.latest'];

  /**
   * A list that is read as a whole. The creator calls leave() on $destroy.
   *
   *   spec.get(params)  resolves with all rows, an array with the time that the oldest was `read`
   *   spec.adapt(row)   a row for the table
   *   spec.hasJobs      optional; the rows come alone first, then with what the project's jobs say
   *                     of them (`jobs` in params), for which Freezer reads every job
   *
   * For the screen:
   *
   *   progress.reading  whether the jobs are being read
   *   progress.rest     whether they are not read, where the list could be shown all the same
   *   progress.failure  why
   */
  function wholeLists($q, latest) {
    // seconds: the accepted age of answers to others of the project
    const RECENT = 4;
    // the same for jobs at first, since Freezer needs a millisecond for each
    const SHARED = 60;
    const IDLE = {reading: false, rest: false, failure: null};
    return {create};

    function create(spec) {
      let rows = [];
      let isRead = false;
      // ids deleted since the last reading began: its answer may be older
      const gone = new Set();
      const readings = latest.create();
      const progress = angular.copy(IDLE);
      return {
        // the list function of Horizon's registry: the rows known so far
        list: () => $q.when({data: {items: rows}}),
        count: () => rows.length,
        rows: () => rows,
        isRead: () => isRead,
        progress, read, goOn: readJobs, replace, drop, leave
      };

      /**
       * Reads the list again. Resolves with {read} when there is something to show: the rows alone,
       * or everything if a list is already shown. Calls onRead(read) whenever the table should be
       * redrawn; `read` is when the oldest shown part was read.
       */
      function read(onRead) {
        if (!spec.hasJobs || rows.length) {
          return stage(spec.hasJobs ? {jobs: 1, max_age: RECENT} : {}, onRead);
        }
        return stage({max_age: RECENT}, onRead).then(told => {
          if (told.isLatest && rows.length) {
            readJobs(onRead);
          }
          return told;
        });
      }

      /** A failure is shown by `progress`. */
      function readJobs(onRead) {
        const reading = stage({jobs: 1, max_age: SHARED}, onRead);
        const isLatest = readings.current();
        return reading.catch(failure => {
          if (isLatest()) {
            Object.assign(progress, {rest: true, failure});
          }
        });
      }

      /** Only the newest reading counts. */
      function stage(params, onRead) {
        const isLatest = readings.begin();
        gone.clear();
        Object.assign(progress, IDLE, {reading: Boolean(params.jobs)});
        return spec.get(params).then(items => {
          if (isLatest()) {
            rows = items.filter(row => !gone.has(row.id)).map(spec.adapt);
            isRead = true;
            onRead(items.read);
          }
          return {read: items.read, isLatest: isLatest()};
        }).finally(() => {
          progress.reading = progress.reading && !isLatest();
        });
      }

      /** Replaces the rows with the same ids. */
      function replace(newer) {
        const known = new Map(newer.map(row => [row.id, row]));
        rows = rows.map(item => known.has(item.id) ? spec.adapt(known.get(item.id)) : item);
      }

      function drop(id) {
        gone.add(id);
        rows = rows.filter(item => item.id !== id);
      }

      function leave() {
        readings.cancel();
        rows = [];
        isRead = false;
        Object.assign(progress, IDLE);
      }
    }
  }
})();
