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
   * A list that is read page by page: ten thousand jobs take Freezer nine seconds. The first page
   * can be used at once; the rest follows, with pauses in which Freezer answers its agents.
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
    // seconds: what others of the project read of the later stretches will do
    const SHARED = 60;
    // the page itself has just begun to read the first one (content/prefetch.py)
    const RECENT = 4;
    // the table is drawn anew when there are so many times as many, and at the end
    const GROWN = 1.25;
    const HIDDEN = 4000;
    // of the time that a stretch took
    const PAUSE = 0.3;

    return {create};

    function create(spec) {
      let rows = [];
      let drawn = 0;
      const readings = latest.create();
      let cursor = null;
      let found = [];
      let oldest = null;
      // rows written since the last stretch was asked for, null for those deleted: its answer may
      // be older
      let touched = {};
      // when the oldest of what is shown was read
      let asOf = null;
      // for who waits until all is read anew: what is shown stays as long
      let whole = null;
      let pause = null;
      const progress = {checked: 0, reading: false, rest: false, failure: null};

      return {list, count, rows: () => rows, read, goOn, stop, leave, put, drop, progress};

      /** The list function of the registry: what is known now. */
      function list() {
        return $q.when({data: {items: rows}});
      }

      function count() {
        return rows.length;
      }

      /**
       * Reads all of them anew. Resolves with {read, length} when there is something to show: the
       * first stretch, or everything where a list is shown already. onGrown() when the table is to
       * be drawn.
       */
      function read(onGrown) {
        stop();
        cursor = null;
        found = [];
        oldest = Infinity;
        whole = rows.length ? $q.defer() : null;
        const first = stretch(onGrown, rows.length ? 0 : RECENT);
        // it is told to who waits for the whole
        first.catch(angular.noop);
        return (whole ? whole.promise : first).then(told);
      }

      /** Goes on where it was stopped, or failed. */
      function goOn(onGrown) {
        return stretch(onGrown, SHARED);
      }

      /** Nobody waits any more: what is shown is what there is. */
      function stop() {
        readings.cancel();
        $timeout.cancel(pause);
        progress.rest = progress.reading;
        progress.reading = false;
        if (whole) {
          whole.resolve();
        }
      }

      /** With the page: who comes back sees the first ones at once again. */
      function leave() {
        stop();
        rows = [];
        found = [];
        drawn = 0;
      }

      /** One more; the next ones follow. */
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
              // told in progress.failure
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

      /** What is shown stays until all of it was read again. */
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

      /** What a write answered: the server does not say again where the job is. */
      function put(row) {
        change(all => all.map(each =>
          each.id === row.id ? spec.adapt(Object.assign({}, each, row)) : each));
        touched[row.id] = rows.find(each => each.id === row.id);
      }

      function drop(id) {
        touched[id] = null;
        change(all => all.filter(each => each.id !== id));
      }

      /** In what is shown, and in what is being read. */
      function change(how) {
        rows = how(rows);
        found = how(found);
      }
    }

    function looked(page) {
      return page.checked !== undefined ? page.checked : page.items.length;
    }

    /** Both, each row once: Freezer's pages have no order. */
    function union(before, more) {
      const known = new Set(more.map(row => row.id));
      return before.filter(row => !known.has(row.id)).concat(more);
    }
  }
})();
