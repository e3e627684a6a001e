(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.pool')
    .factory('horizon.dashboard.project.freezer.pool.service', poolFactory);

  poolFactory.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.textMatch'
  ];

  /**
   * The jobs that no session lists, up to 10,000, read in parts. A reading sends requests until it
   * has the wanted number of jobs, at most MOST_REQUESTS. A search shows matches among the jobs
   * read so far at once, and then asks the server for the rest. No function rejects: see `failure`.
   * The creator calls stop() on $destroy.
   *
   *   items      the jobs, in an order that a refresh keeps
   *   checked    how many jobs of Freezer the server has looked through
   *   exhausted  true when there are no more
   *   paused     true when it waits for the user to call more()
   *   q          what is searched for
   *   read       time of the oldest part, epoch seconds
   */
  function poolFactory($q, api, latest, matchesText) {
    const MOST_REQUESTS = 20;
    const MOST_ROWS = 1000;
    const LARGEST_STEP = 480;
    const MOST_IDS = 50;
    // seconds: the age of answers to others of the project that will do for later parts
    const SHARED = 60;
    // jobs that a refresh of a long pool reads; milliseconds until it reads all again
    const FRESH = 240;
    const ALL_AFTER = 300000;

    return {create};

    function create(options) {
      const limit = options && options.limit || 24;
      const pool = {
        items: [],
        checked: 0,
        exhausted: false,
        paused: false,
        loading: false,
        failure: null,
        q: '',
        read: null,
        search, more, refresh, keep, drop, stop, noneWords
      };
      let cursor = null;
      const readings = latest.create();
      let stopped = false;
      let took = 0;
      let begun = 0;
      // the state without a search: {items, checked, cursor}
      let whole = null;
      // jobs that this page added, and ids that it removed, since the last reading
      let kept = {};
      let dropped = {};
      return pool;

      /** Searches the known jobs at once, then the others on the server. */
      function search(q) {
        if (whole) {
          whole.items = withKept(whole.items).filter(isHere);
        }
        pool.q = q || '';
        kept = {};
        dropped = {};
        return whole ? searchOn() : read(
          {from: null, wanted: limit, items: [], checked: 0, most: MOST_REQUESTS});
      }

      function searchOn() {
        readings.cancel();
        cursor = whole.cursor;
        Object.assign(pool, {
          items: whole.items.filter(matches),
          checked: whole.checked,
          exhausted: cursor === null,
          loading: false,
          paused: false,
          failure: null
        });
        return pool.q && cursor !== null ? more() : $q.when(pool);
      }

      /** The same rule as the server's. */
      function matches(job) {
        return matchesText([job.id, job.description, job.client_id].concat(job.actions), pool.q);
      }

      /** Reads about as many again, up to LARGEST_STEP. */
      function more() {
        if (pool.loading) {
          return $q.when(pool);
        }
        const step = Math.min(Math.max(limit, pool.items.length), LARGEST_STEP);
        return read({from: cursor, wanted: pool.items.length + step, items: pool.items,
          checked: pool.checked, most: MOST_REQUESTS, before: took});
      }

      /** Reads the shown jobs again, of a long pool the first FRESH, and shows them all at once. */
      function refresh() {
        const isLong = pool.items.length > FRESH && Date.now() - begun < ALL_AFTER;
        const fresh = pool.items.slice(0, isLong ? FRESH : undefined);
        dropped = {};
        return read({from: null, wanted: Math.max(limit, fresh.length), items: [],
          checked: 0, most: MOST_REQUESTS + took, hidden: pool.items.length > 0,
          order: places(fresh), rest: isLong ? pool.items.slice(FRESH) : null});
      }

      /** Adds a job that is now in the pool. */
      function keep(job) {
        kept[job.id] = job;
        delete dropped[job.id];
        pool.items = pool.items.some(each => each.id === job.id)
          ? union(pool.items, [job]) : [job].concat(pool.items);
      }

      /** Removes a job that is no longer in the pool. */
      function drop(jobId) {
        delete kept[jobId];
        dropped[jobId] = true;
        pool.items = pool.items.filter(isHere);
      }

      /** Why the pool is empty. */
      function noneWords() {
        return pool.checked
          ? gettext('The pool is empty: every job is in a session.')
          : gettext('This project has no jobs yet. Choose "Protect Machines" on the ' +
                  'Jobs page, then add the jobs to a session.');
      }

      function stop() {
        stopped = true;
        readings.cancel();
        pool.loading = false;
      }

      /** Requests until there are as many jobs as wanted; a newer reading overrides this one. */
      function read(reading) {
        const isLatest = readings.begin();
        let requests = 0;
        let at = reading.from;
        if (stopped) {
          return $q.when(pool);
        }
        Object.assign(pool, {loading: true, paused: false, failure: null});
        return ask();

        function ask() {
          requests++;
          return api.getJobs(query(at, reading)).then(onPage).catch(onFailed);
        }

        function onPage(page) {
          if (!isLatest()) {
            return pool;
          }
          at = page.next;
          reading.items = union(reading.items, page.items.slice().sort(byName));
          reading.checked += page.checked || 0;
          pool.read = requests === 1 && reading.from === null && !reading.rest
            ? page.read : Math.min(pool.read, page.read);
          if (reading.items.length < reading.wanted && at !== null && requests < reading.most) {
            return goOn();
          }
          return reading.hidden ? checkKept(reading.items).then(end) : end();
        }

        function goOn() {
          if (!reading.hidden) {
            show();
          }
          return ask();
        }

        function end() {
          if (isLatest()) {
            if (reading.rest) {
              showFresh();
            } else {
              show();
              pool.exhausted = at === null;
              pool.paused = at !== null && reading.items.length < reading.wanted;
            }
            pool.loading = false;
          }
          return pool;
        }

        function show() {
          begun = reading.from === null ? Date.now() : begun;
          pool.items = withKept(ordered(reading.items, reading.order || new Map())).filter(isHere);
          pool.checked = reading.checked;
          pool.exhausted = false;
          cursor = at;
          took = requests + (reading.before || 0);
          keepWhole();
        }

        /** Replaces the beginning of a long pool; rest and cursor stay. */
        function showFresh() {
          const fresh = ordered(reading.items, reading.order);
          const known = places(fresh);
          pool.items = withKept(fresh.concat(reading.rest.filter(job => !known.has(job.id))))
            .filter(isHere);
          keepWhole();
        }

        function onFailed(failure) {
          if (isLatest()) {
            pool.loading = false;
            pool.failure = failure;
          }
          return pool;
        }
      }

      function keepWhole() {
        if (!pool.q) {
          whole = {items: pool.items, checked: pool.checked, cursor};
        }
      }

      function query(at, reading) {
        const count = reading.wanted - reading.items.length;
        return Object.assign({pool: 1, limit: Math.min(count, MOST_ROWS)},
                              pool.q && {q: pool.q},
                              at !== null && {cursor: at, max_age: SHARED});
      }

      /** With the jobs that this page added: they may lie beyond the parts read so far. */
      function withKept(items) {
        return missing(items).map(id => kept[id]).concat(items);
      }

      /** The ids of the kept jobs that are not among these. */
      function missing(items) {
        const known = places(items);
        return Object.keys(kept).filter(id => !known.has(id));
      }

      /** Asks whether the newest ones are still free; older ones are like any other job. */
      function checkKept(items) {
        const ids = missing(items);
        const asked = ids.slice(-MOST_IDS);
        ids.slice(0, -MOST_IDS).forEach(id => { delete kept[id]; });
        return asked.length
          ? api.getJobs({ids: asked.join(','), homes: 1}).then(onJobs) : $q.when();

        function onJobs(page) {
          const free = page.items.filter(job => isFree(job) && kept[job.id]);
          asked.forEach(id => { delete kept[id]; });
          free.forEach(job => { kept[job.id] = job; });
        }
      }

      function isHere(job) {
        return !dropped[job.id];
      }
    }

    function isFree(job) {
      return !job.session_id || job.dangling;
    }

    function byName(a, b) {
      return a.name.localeCompare(b.name);
    }

    /** Both without duplicates; a job of `found` replaces the older one. */
    function union(items, found) {
      return Array.from(new Map(items.concat(found).map(job => [job.id, job])).values());
    }

    /** By job id. */
    function places(items) {
      return new Map(items.map((job, index) => [job.id, index]));
    }

    /** In the previous order, new jobs at the end. */
    function ordered(items, order) {
      return items.filter(job => order.has(job.id))
        .sort((a, b) => order.get(a.id) - order.get(b.id))
        .concat(items.filter(job => !order.has(job.id)));
    }
  }
})();
