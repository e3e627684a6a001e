(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.pagedList', pagedLists);

  pagedLists.$inject = [
    '$document',
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /**
   * A list that is read page by page, since ten thousand jobs take Freezer nine seconds. The first
   * page can be used at once; the others follow, with pauses in which Freezer can answer its
   * agents.
   *
   *   spec.get(query)    a page of REST: {items, next, read}, and checked if it looked at more rows
   *                      than it answers
   *   spec.query(first)  what is asked for, beside max_age and cursor; `first` tells the first one
   *   spec.adapt(row)    a row of REST, as the table wants it
   *
   *   progress.checked   how many were read so far
   *   progress.reading   whether more follow by themselves
   *   progress.rest      whether there are more that do not: it was stopped, or failed
   *   progress.failure   why
   */
  function pagedLists($document, $q, $timeout, latest) {
    // seconds: the accepted age of later pages, which others of the project may have read
    const SHARED = 60;
    // the server has just begun to read the first page (content/prefetch.py)
    const RECENT = 4;
    // the table is redrawn when the rows have grown by this factor, and at the end
    const GROWN = 1.25;
    const HIDDEN = 4000;
    // a pause is this multiple of the time that the last page took
    const PAUSE = 0.3;

    return {create};

    function create(spec) {
      let rows = [];
      let drawn = 0;
      const readings = latest.create();
      let cursor = null;
      let found = [];
      let oldest = null;
      // rows written since the last request, null for deleted ones: its answer may be older
      let touched = {};
      // when the oldest shown row was read
      let asOf = null;
      // resolves a refresh of the whole list; the old rows are shown until then
      let whole = null;
      let pause = null;
      const progress = {checked: 0, reading: false, rest: false, failure: null};

      return {list, count, rows: () => rows, read, goOn, stop, leave, put, drop, progress};

      /** The list function of Horizon's registry: the rows known so far. */
      function list() {
        return $q.when({data: {items: rows}});
      }

      function count() {
        return rows.length;
      }

      /**
       * Reads all pages again. Resolves with {read, length} when there is something to show: after
       * the first page, or after all pages if a list is already shown. Calls onGrown() whenever the
       * table should be redrawn.
       */
      function read(onGrown) {
        stop();
        cursor = null;
        found = [];
        oldest = Infinity;
        whole = rows.length ? $q.defer() : null;
        const first = stretch(onGrown, rows.length ? 0 : RECENT);
        // the promise of the whole list rejects, too
        first.catch(angular.noop);
        return (whole ? whole.promise : first).then(told);
      }

      /** Continues where the reading was stopped or failed. */
      function goOn(onGrown) {
        return stretch(onGrown, SHARED);
      }

      /** Stops reading; the rows read so far stay. */
      function stop() {
        readings.cancel();
        $timeout.cancel(pause);
        progress.rest = progress.reading;
        progress.reading = false;
        if (whole) {
          whole.resolve();
        }
      }

      /** When the page is left: a user who returns sees the first rows at once. */
      function leave() {
        stop();
        rows = [];
        found = [];
        drawn = 0;
      }

      /** Reads one page; the next ones follow. */
      function stretch(onGrown, age) {
        const isLatest = readings.begin();
        const began = Date.now();
        touched = {};
        Object.assign(progress, {reading: true, rest: false, failure: null});
        return spec.get(query(age)).then(onPage, onFailed);

        function onPage(page) {
          if (!isLatest()) {
            return;
          }
          found = union(found, page.items.filter(row => touched[row.id] !== null)
            .map(row => touched[row.id] || spec.adapt(row)));
          oldest = Math.min(oldest, page.read);
          progress.checked = (cursor === null ? 0 : progress.checked) + looked(page);
          cursor = page.next;
          progress.reading = cursor !== null;
          show(onGrown);
          if (progress.reading) {
            later(PAUSE * (Date.now() - began));
          } else if (whole) {
            whole.resolve();
          }
        }

        function onFailed(failure) {
          if (isLatest()) {
            Object.assign(progress, {reading: false, rest: cursor !== null, failure});
            if (whole) {
              whole.reject(failure);
            }
          }
          return $q.reject(failure);
        }

        function later(time) {
          pause = $timeout(() => {
            if (!isLatest()) {
              return;
            }
            if ($document[0].hidden) {
              later(HIDDEN);
            } else {
              // shown by progress.failure
              stretch(onGrown, SHARED).catch(angular.noop);
            }
          }, time);
        }
      }

      function query(age) {
        const result = Object.assign({max_age: age}, spec.query(cursor === null));
        if (cursor !== null) {
          result.cursor = cursor;
        }
        return result;
      }

      /** Shows the rows; in a refresh only once all pages were read. */
      function show(onGrown) {
        if (whole && progress.reading) {
          return;
        }
        rows = found;
        asOf = oldest;
        if (!progress.reading || rows.length >= drawn * GROWN || whole) {
          drawn = rows.length;
          onGrown();
        }
      }

      function told() {
        return {read: asOf, length: rows.length};
      }

      /** Takes over the row from the answer to a write, which lacks the job's session. */
      function put(row) {
        change(all => all.map(each =>
          each.id === row.id ? spec.adapt(Object.assign({}, each, row)) : each));
        touched[row.id] = rows.find(each => each.id === row.id);
      }

      function drop(id) {
        touched[id] = null;
        change(all => all.filter(each => each.id !== id));
      }

      /** Changes the shown rows and those of a reading under way. */
      function change(how) {
        rows = how(rows);
        found = how(found);
      }
    }

    function looked(page) {
      return page.checked !== undefined ? page.checked : page.items.length;
    }

    /** Both lists with each row once: Freezer's pages have no order. */
    function union(before, more) {
      const known = new Set(more.map(row => row.id));
      return before.filter(row => !known.has(row.id)).concat(more);
    }
  }
})();
