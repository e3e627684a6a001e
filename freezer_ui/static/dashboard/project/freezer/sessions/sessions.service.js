(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.service', sessionsService);

  sessionsService.$inject = [
    '$q',
    'horizon.app.core.detailRoute',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.sessions.prerenderedRows',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.framework.redirect'
  ];

  /** Adapts what REST sends to what Horizon's table and details want. */
  function sessionsService($q, detailRoute, api, early, labels, redirect) {
    // what the table shows of each, and no more
    var TABLE = {form: 'table'};
    var shown = [];
    var started = 0;
    var shownTurn = 0;
    var observers = [];
    var loadings = {};
    // rows that were checked, until the table asks for them
    var checked = null;

    return {
      list: list,
      look: look,
      check: check,
      take: take,
      load: load,
      observe: observe,
      refresh: refresh,
      adapt: adapt,
      facet: facet,
      itemName: itemName,
      path: path
    };

    ////////////

    /**
     * The list function of the registry. The table cannot tell a failure, so it is given again
     * what it showed, and the observers (the panel's refresher) are given the failure.
     */
    function list(params) {
      var turn = ++started;
      if (checked && params && params.checked === checked) {
        return listChecked();
      }
      checked = null;
      // what came with the page was read a moment ago
      var loading = (early.is() ? look() : api.getAllSessions(TABLE)).then(onLoaded);
      tellObservers(loading);
      return loading.then(asTable, asTable).finally(early.replace);

      function onLoaded(items) {
        // a slow old answer never replaces a newer one
        if (turn > shownTurn) {
          shownTurn = turn;
          shown = items.map(adapt);
          shown.read = items.read;
        }
        return shown;
      }
    }

    function tellObservers(loading) {
      observers.forEach(function tellObserver(observer) {
        observer(loading);
      });
    }

    function asTable() {
      return {data: {items: shown}};
    }

    /** What the table shows already, but for the rows that were checked. */
    function listChecked() {
      shown = checked;
      checked = null;
      tellObservers($q.when(shown));
      return $q.when(asTable());
    }

    /** These sessions, with what is in doubt about them looked up in their jobs. */
    function check(ids) {
      return api.checkSessions(ids, TABLE);
    }

    /**
     * The list once more with these rows in the place of its own: list({checked: it}) shows that,
     * and asks nobody.
     */
    function take(rows) {
      var known = {};
      rows.forEach(function keep(row) {
        known[row.id] = row;
      });
      checked = shown.map(function newest(item) {
        return known[item.id] ? adapt(known[item.id]) : item;
      });
      checked.read = shown.read;
      return checked;
    }

    /** What the list is now, a few seconds old at most: to see whether anything is other. */
    function look() {
      return api.lookAtSessions(TABLE);
    }

    /** Calls observer(promise) at each listing; returns the function that ends it. */
    function observe(observer) {
      observers.push(observer);
      return function end() {
        observers = observers.filter(function other(each) {
          return each !== observer;
        });
      };
    }

    /** Lists again for whoever looks at the list: a row that went away changes the count too. */
    function refresh() {
      if (observers.length) {
        list();
      }
    }

    /**
     * The load function of the registry. Horizon's details page stays blank when it rejects, so
     * only a 404 does (it leads to Horizon's own page); any other failure is the details view's
     * to tell: {data: {id, failure}}. Horizon starts its details page twice when it is opened by
     * its address: both get the same answer.
     */
    function load(id) {
      if (!loadings[id]) {
        loadings[id] = api.getSession(id).then(onLoaded, onFailed).finally(function settled() {
          delete loadings[id];
        });
      }
      return loadings[id];

      function onLoaded(session) {
        return {data: adapt(session)};
      }

      function onFailed(failure) {
        if (failure.status === 404) {
          redirect.notFound();
          return $q.reject(failure);
        }
        return {data: {id: id, name: '', failure: failure}};
      }
    }

    /**
     * A row of REST, with what the table sorts and filters by beside it. Its search looks into
     * everything whose name does not begin with a $.
     */
    function adapt(row) {
      var item = angular.extend({}, row, {
        name: row.description || row.id,
        $path: path(row),
        verdict_words: row.verdict.words,
        members_count: readable(row, 'members', row.counts.members),
        session_tag: readable(row, 'session_tag', row.session_tag),
        status_label: labels.status(row.status),
        result_label: labels.result(row.result),
        verdict_facet: facet(row.verdict.state),
        status_facet: facet(row.status),
        result_facet: facet(row.result || 'none')
      });
      // Horizon's table redraws a row when this changes: everything that the row shows.
      item.$track = angular.toJson([
        row.id, row.description, row.verdict, row.status, row.result, row.session_tag,
        row.counts, row.schedule_words, row.time_start, row.next_run, row.next_run_about,
        row.next_run_note, row.unreadable
      ]);
      return item;
    }

    /** What Freezer has nonsense for is said in its cell: a 0 would be a lie. */
    function readable(row, name, value) {
      var isOdd = row.unreadable && row.unreadable.indexOf(name) >= 0;
      return isOdd ? gettext('not readable') : value;
    }

    /**
     * Magic-search filters by substring: without the mark in front, "complete" would find
     * "incomplete".
     */
    function facet(key) {
      return '_' + key;
    }

    function itemName(item) {
      return item.name;
    }

    function path(item) {
      return detailRoute + 'OS::Freezer::Session/' + item.id;
    }
  }
})();
