(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .factory('horizon.dashboard.project.freezer.jobs.service', jobsService);

  jobsService.$inject = [
    '$document',
    '$q',
    '$timeout',
    'horizon.app.core.detailRoute',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.widgets.labels'
  ];

  /**
   * All jobs of the project, a stretch at a time: ten thousand take Freezer nine seconds. The first
   * ones can be used at once, the others follow, with pauses in which agents are heard.
   *
   *   progress.checked   how many were read so far
   *   progress.reading   whether more follow by themselves
   *   progress.rest      whether there are more that do not: it was stopped, or failed
   */
  function jobsService($document, $q, $timeout, detailRoute, api, labels) {
    // seconds: what others of the project read of the later stretches will do
    var SHARED = 60;
    // the page itself has just begun to read the first one (content/jobs/early.py)
    var RECENT = 4;
    // the table is drawn anew when there are so many times as many, and at the end
    var GROWN = 1.25;
    var HIDDEN = 4000;
    // of the time that a stretch took
    var PAUSE = 0.3;
    var rows = [];
    var drawn = 0;
    var turn = 0;
    var cursor = null;
    var found = [];
    var oldest = null;
    // rows written since the last stretch was asked for, null for those deleted: its answer may
    // be older
    var touched = {};
    // when the oldest of what is shown was read
    var asOf = null;
    // for who waits until all is read anew: what is shown stays as long
    var whole = null;
    var progress = {checked: 0, reading: false, rest: false, failure: null};

    return {list, count, read, goOn, stop, leave, put, drop, adapt, facet, progress};

    ////////////

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
      var first;
      stop();
      cursor = null;
      found = [];
      oldest = Infinity;
      whole = rows.length ? $q.defer() : null;
      first = stretch(onGrown, rows.length ? 0 : RECENT);
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
      turn++;
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
      var mine = ++turn;
      var began = Date.now();
      touched = {};
      angular.extend(progress, {reading: true, rest: false, failure: null});
      return api.getJobs(query(age)).then(onPage, onFailed);

      function onPage(page) {
        if (mine !== turn) {
          return;
        }
        found = union(found, page.items.filter(job => touched[job.id] !== null)
          .map(job => touched[job.id] || adapt(job)));
        oldest = Math.min(oldest, page.read);
        progress.checked = cursor === null ? page.checked : progress.checked + page.checked;
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
        if (mine === turn) {
          angular.extend(progress, {reading: false, rest: cursor !== null, failure: failure});
          if (whole) {
            whole.reject(failure);
          }
        }
        return $q.reject(failure);
      }

      function later(pause) {
        $timeout(() => {
          if (mine !== turn) {
            return;
          }
          if ($document[0].hidden) {
            later(HIDDEN);
          } else {
            // told in progress.failure
            stretch(onGrown, SHARED).catch(angular.noop);
          }
        }, pause);
      }
    }

    function query(age) {
      var result = {homes: 1, limit: 1000, max_age: age};
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

    ////////////

    /** What a write answered: the server does not say again where the job is. */
    function put(row) {
      change(all => all.map(each =>
        each.id === row.id ? adapt(angular.extend({}, each, row)) : each));
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

    /**
     * A row of REST, with what the table sorts and filters by beside it. Its search looks into
     * everything whose name does not begin with a $.
     */
    function adapt(row) {
      var home = row.home;
      var item = angular.extend({}, row, {
        name: row.description || row.id,
        session_name: home ? home.name : row.dangling ? gettext('One that does not list it')
          : gettext('None'),
        $path: home ? detailRoute + 'OS::Freezer::Session/' + home.id : null,
        status_label: row.stopped && !home ? gettext('Stopped') : labels.status(row.status),
        result_label: labels.result(row.result),
        runs_facet: facet(row.runs),
        result_facet: facet(row.result || 'none')
      });
      // Horizon's table redraws a row when this changes: everything that it shows or offers.
      item.$track = angular.toJson([
        item.id, item.name, item.client_id, item.session_name, item.$path, item.schedule_words,
        item.status_label, item.result_label, item.time_started, item.warning, item.stopped,
        item.status
      ]);
      return item;
    }

    /** Without the mark in front, magic-search would find one word in another. */
    function facet(key) {
      return '_' + key;
    }

    /** Both, each job once: Freezer's pages have no order. */
    function union(before, more) {
      var known = {};
      more.forEach(job => { known[job.id] = true; });
      return before.filter(job => !known[job.id]).concat(more);
    }
  }
})();
