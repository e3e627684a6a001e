(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.pool')
    .factory('horizon.dashboard.project.freezer.pool.service', poolFactory);

  poolFactory.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.textMatch'
  ];

  /**
   * The jobs that no session lists, found by the server a stretch at a time: there may be 10,000,
   * and what matches a search may be far apart. It reads on by itself until it has the number of
   * jobs that was asked for, but only so far. A search shows at once what is among the jobs that
   * were read, and looks through the others. No function rejects: see `failure`. The creator stops
   * it on $destroy; after that it asks nothing more.
   *
   *   items      the jobs, in an order that a refresh keeps
   *   checked    how many of Freezer's jobs the server has looked at for them
   *   exhausted  true when there are no more
   *   paused     true when it waits for the user to let it go on (more())
   *   q          what is searched for
   *   read       when the oldest part was read, epoch seconds
   */
  function poolFactory($q, api, matchesText) {
    var MOST_REQUESTS = 20;
    var MOST_ROWS = 1000;
    var LARGEST_STEP = 480;
    var MOST_IDS = 50;
    // seconds: what others of the project read of the later parts will do
    var SHARED = 60;
    // a refresh reads so many of a long pool, and all of it from time to time
    var FRESH = 240;
    var ALL_AFTER = 300000;

    return {create: create};

    function create(options) {
      var limit = options && options.limit || 24;
      var pool = {
        items: [],
        checked: 0,
        exhausted: false,
        paused: false,
        loading: false,
        failure: null,
        q: '',
        read: null,
        search: search,
        more: more,
        refresh: refresh,
        keep: keep,
        drop: drop,
        stop: stop,
        noneWords: noneWords
      };
      var cursor = null;
      var turn = 0;
      var stopped = false;
      var took = 0;
      var begun = 0;
      // what was read without a search: {items, checked, cursor}
      var whole = null;
      // jobs that this page put into the pool, and ids that it took out since the last reading
      var kept = {};
      var dropped = {};
      return pool;

      ////////////

      /** With these words: first in what is known, then in all that is not. */
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
        turn++;
        cursor = whole.cursor;
        angular.extend(pool, {
          items: whole.items.filter(matches),
          checked: whole.checked,
          exhausted: cursor === null,
          loading: false,
          paused: false,
          failure: null
        });
        return pool.q && cursor !== null ? more() : $q.when(pool);
      }

      /** As the server finds them. */
      function matches(job) {
        return matchesText([job.id, job.description, job.client_id].concat(job.actions), pool.q);
      }

      /** As many more as there are, or nearly: who goes on will go on. */
      function more() {
        if (pool.loading) {
          return $q.when(pool);
        }
        var step = Math.min(Math.max(limit, pool.items.length), LARGEST_STEP);
        return read({from: cursor, wanted: pool.items.length + step, items: pool.items,
          checked: pool.checked, most: MOST_REQUESTS, before: took});
      }

      /** What is shown, afresh, and at once when it is complete; of a long pool its beginning. */
      function refresh() {
        var isLong = pool.items.length > FRESH && Date.now() - begun < ALL_AFTER;
        var fresh = pool.items.slice(0, isLong ? FRESH : undefined);
        dropped = {};
        return read({from: null, wanted: Math.max(limit, fresh.length), items: [],
          checked: 0, most: MOST_REQUESTS + took, hidden: pool.items.length > 0,
          order: places(fresh), rest: isLong ? pool.items.slice(FRESH) : null});
      }

      /** A job that this page knows to be in the pool now. */
      function keep(job) {
        kept[job.id] = job;
        delete dropped[job.id];
        pool.items = pool.items.some(isIt) ? pool.items.map(renew) : [job].concat(pool.items);

        function isIt(each) {
          return each.id === job.id;
        }

        function renew(each) {
          return isIt(each) ? job : each;
        }
      }

      /** A job that this page knows not to be in the pool any more. */
      function drop(jobId) {
        delete kept[jobId];
        dropped[jobId] = true;
        pool.items = pool.items.filter(isHere);
      }

      ////////////

      /** Why nothing is in it, once it was read to its end without a search. */
      function noneWords() {
        return pool.checked
          ? gettext('The pool is empty: every job is in a session.')
          : gettext('This project has no jobs yet. Choose "Protect Machines" on the ' +
                  'Jobs page, then add the jobs to a session.');
      }

      function stop() {
        stopped = true;
        turn++;
        pool.loading = false;
      }

      /** Answer after answer until there are as many as wanted; only the newest reading counts. */
      function read(reading) {
        var mine = ++turn;
        var requests = 0;
        var at = reading.from;
        if (stopped) {
          return $q.when(pool);
        }
        angular.extend(pool, {loading: true, paused: false, failure: null});
        return ask();

        function ask() {
          requests++;
          return api.getJobs(query(at, reading))
            .then(onPage).then(null, onFailed);
        }

        function onPage(page) {
          if (mine !== turn) {
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
          if (mine === turn) {
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
          pool.items = withKept(ordered(reading.items, reading.order || {})).filter(isHere);
          pool.checked = reading.checked;
          pool.exhausted = false;
          cursor = at;
          took = requests + (reading.before || 0);
          keepWhole();
        }

        /** The rest stays as it is known, and so does how far it was read. */
        function showFresh() {
          var fresh = ordered(reading.items, reading.order);
          var known = places(fresh);
          pool.items = withKept(fresh.concat(reading.rest.filter(isNew))).filter(isHere);
          keepWhole();

          function isNew(job) {
            return !(job.id in known);
          }
        }

        function onFailed(failure) {
          if (mine === turn) {
            pool.loading = false;
            pool.failure = failure;
          }
          return pool;
        }
      }

      function keepWhole() {
        if (!pool.q) {
          whole = {items: pool.items, checked: pool.checked, cursor: cursor};
        }
      }

      function query(at, reading) {
        var count = reading.wanted - reading.items.length;
        var result = {pool: 1, limit: Math.min(count, MOST_ROWS)};
        if (at !== null) {
          result.max_age = SHARED;
        }
        if (pool.q) {
          result.q = pool.q;
        }
        if (at !== null) {
          result.cursor = at;
        }
        return result;
      }

      /** What this page put there may lie beyond the stretch. */
      function withKept(items) {
        return Object.keys(missing(items)).map(function asJob(id) {
          return kept[id];
        }).concat(items);
      }

      function missing(items) {
        var result = angular.extend({}, kept);
        items.forEach(function found(job) {
          delete result[job.id];
        });
        return result;
      }

      /** Is it still there? The newest ones are asked for; older ones are like any other job. */
      function checkKept(items) {
        var ids = Object.keys(missing(items));
        var asked = ids.slice(-MOST_IDS);
        ids.forEach(function doubt(id) {
          if (asked.indexOf(id) < 0) {
            delete kept[id];
          }
        });
        return asked.length
          ? api.getJobs({ids: asked.join(','), homes: 1}).then(onJobs) : $q.when();

        function onJobs(page) {
          var free = {};
          page.items.filter(isFree).forEach(function note(job) {
            free[job.id] = job;
          });
          asked.forEach(function renew(id) {
            if (kept[id] && free[id]) {
              kept[id] = free[id];
            } else {
              delete kept[id];
            }
          });
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

    /** Both, each job once; `found` is the newer word. */
    function union(items, found) {
      var known = places(items);
      var result = items.slice();
      found.forEach(function add(job) {
        if (angular.isDefined(known[job.id])) {
          result[known[job.id]] = job;
        } else {
          known[job.id] = result.length;
          result.push(job);
        }
      });
      return result;
    }

    function places(items) {
      var result = {};
      items.forEach(function place(job, index) {
        result[job.id] = index;
      });
      return result;
    }

    /** In the order of before, new ones at the end. */
    function ordered(items, order) {
      var last = items.length + Object.keys(order).length;
      var now = places(items);
      return items.slice().sort(function byPlace(a, b) {
        return at(a) - at(b) || now[a.id] - now[b.id];
      });

      function at(job) {
        return job.id in order ? order[job.id] : last;
      }
    }
  }
})();
