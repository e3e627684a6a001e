(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.pool', poolFactory);

  poolFactory.$inject = ['$q', 'horizon.dashboard.project.freezer.api.service'];

  /**
   * The jobs that no session lists, found by the server a stretch at a time: there may be 10,000,
   * and what matches a search may be far apart. It reads on by itself until it has the number of
   * jobs that was asked for, but not for ever. No function rejects: see `failure`.
   *
   *   items      the jobs, in an order that a refresh keeps
   *   checked    how many of Freezer's jobs the server has looked at for them
   *   exhausted  true when there are no more
   *   paused     true when it waits for the user to let it go on (more())
   *   q          what is searched for
   */
  function poolFactory($q, api) {
    var MOST_REQUESTS = 20;
    var MOST_ROWS = 1000;
    var LARGEST_STEP = 480;
    var MOST_IDS = 50;

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
        search: search,
        more: more,
        refresh: refresh,
        keep: keep,
        drop: drop
      };
      var cursor = null;
      var turn = 0;
      var took = 0;
      // jobs that this page put into the pool, and ids that it took out since the last reading
      var kept = {};
      var dropped = {};
      return pool;

      ////////////

      /** From the beginning, with these words. */
      function search(q) {
        pool.q = q || '';
        kept = {};
        dropped = {};
        return read({from: null, wanted: limit, items: [], checked: 0, most: MOST_REQUESTS});
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

      /** The stretch that is shown, afresh, and at once when it is complete. */
      function refresh() {
        dropped = {};
        return read({from: null, wanted: Math.max(limit, pool.items.length), items: [],
          checked: 0, most: MOST_REQUESTS + took, hidden: pool.items.length > 0,
          order: places(pool.items)});
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

      /** Answer after answer until there are as many as wanted; only the newest reading counts. */
      function read(reading) {
        var mine = ++turn;
        var requests = 0;
        var at = reading.from;
        angular.extend(pool, {loading: true, paused: false, failure: null});
        return ask();

        function ask() {
          requests++;
          return api.getJobs(query(at, reading.wanted - reading.items.length))
            .then(onPage).then(null, onFailed);
        }

        function onPage(page) {
          if (mine !== turn) {
            return pool;
          }
          at = page.next;
          reading.items = union(reading.items, page.items.slice().sort(byName));
          reading.checked += page.checked || 0;
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
            show();
            pool.exhausted = at === null;
            pool.paused = at !== null && reading.items.length < reading.wanted;
            pool.loading = false;
          }
          return pool;
        }

        function show() {
          pool.items = withKept(ordered(reading.items, reading.order || {})).filter(isHere);
          pool.checked = reading.checked;
          pool.exhausted = false;
          cursor = at;
          took = requests + (reading.before || 0);
        }

        function onFailed(failure) {
          if (mine === turn) {
            pool.loading = false;
            pool.failure = failure;
          }
          return pool;
        }
      }

      function query(at, count) {
        var result = {pool: 1, limit: Math.min(count, MOST_ROWS)};
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
        return asked.length ? api.getJobs({ids: asked.join(',')}).then(onJobs) : $q.when();

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
      return (a.description || a.id).localeCompare(b.description || b.id);
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
