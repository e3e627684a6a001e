(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.upcoming')
    .controller('horizon.dashboard.project.freezer.upcoming.UpcomingController',
                UpcomingController);

  UpcomingController.$inject = [
    '$interval',
    '$scope',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.upcoming.runs',
    'horizon.dashboard.project.freezer.core.download',
    'horizon.dashboard.project.freezer.upcoming.messages',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /** The upcoming runs: the request, the answer, and the views. */
  function UpcomingController(
    $interval, $scope, api, paths, runs, download, messages, clock, autoRefresh, toast, latest
  ) {
    const STEP = 50;
    // the largest page of the server
    const MOST = 1000;
    const ROWS_STEP = 200;
    const CLASHES_FIRST = 3;
    const CLASHES_STEP = 50;
    const MINUTE = 60000;
    const ctrl = this;
    const readings = latest.create();
    let received = 0;

    ctrl.words = messages;
    ctrl.refresher = autoRefresh.create({load});
    ctrl.hours = 24;
    ctrl.view = 'strip';
    ctrl.q = '';
    ctrl.limit = STEP;
    ctrl.answer = null;
    ctrl.now = 0;
    ctrl.rows = [];
    ctrl.rowLimit = ROWS_STEP;
    ctrl.clashLimit = CLASHES_FIRST;
    ctrl.goal = null;
    ctrl.exporting = '';
    Object.assign(ctrl, {
      setHours, setView, search: afresh, more, canMore, moreRows, moreClashes, foldClashes, goTo,
      exportAs, caption, path: paths.session, isNever, isIdle
    });

    const ticking = $interval(tick, MINUTE);
    ctrl.refresher.refresh();
    $scope.$on('$destroy', leave);

    function load() {
      const isLatest = readings.begin();
      return api.getUpcoming(query({limit: ctrl.limit})).then(answer => {
        // an older answer never replaces a newer one
        if (isLatest()) {
          received = Date.now();
          ctrl.answer = answer;
          tick();
          drawRows();
        }
        return answer;
      });
    }

    function query(parts) {
      return Object.assign({hours: ctrl.hours}, ctrl.q ? {q: ctrl.q} : {}, parts);
    }

    /** Updates the present time by the server's clock: the browser's may be wrong. */
    function tick() {
      if (ctrl.answer) {
        ctrl.now = ctrl.answer.from + Math.round((Date.now() - received) / 1000);
      }
    }

    function drawRows() {
      ctrl.rows = ctrl.view === 'table' && ctrl.answer
        ? runs.inOrder(ctrl.answer.items, ctrl.answer.until).slice(0, ctrl.rowLimit).map(asRow)
        : [];
      ctrl.rowCount = ctrl.answer ? countRows() : 0;
    }

    function countRows() {
      return ctrl.answer.items.reduce((sum, item) =>
        sum + Math.max(runs.stops(item, ctrl.answer.until).length, 1), 0);
    }

    /** The cells of the table. */
    function asRow(row) {
      const run = row.run;
      return Object.assign({
        start: run && messages.start(run.start, ctrl.answer.time_zone),
        utc: run && clock.utc(run.start),
        iso: run && clock.iso(run.start),
        length: run && !run.rest ? messages.length(row.item.seconds) : '',
        exact: run && !run.rest ? messages.exact(row.item) : '',
        clash: run && messages.clash(row.item, run, ctrl.answer.clashes)
      }, row);
    }

    function setHours(hours) {
      ctrl.hours = hours;
      afresh();
    }

    function afresh() {
      ctrl.limit = STEP;
      ctrl.rowLimit = ROWS_STEP;
      ctrl.clashLimit = CLASHES_FIRST;
      ctrl.refresher.retry();
    }

    function setView(view) {
      ctrl.view = view;
      ctrl.goal = null;
      drawRows();
    }

    function canMore() {
      return Boolean(ctrl.answer && ctrl.answer.next) && ctrl.limit < MOST;
    }

    /** Reads all rows again, so that everything on the screen is of one moment. */
    function more() {
      ctrl.limit = Math.min(ctrl.limit + STEP, MOST);
      ctrl.refresher.retry();
    }

    function moreRows() {
      ctrl.rowLimit += ROWS_STEP;
      drawRows();
    }

    function moreClashes() {
      ctrl.clashLimit += CLASHES_STEP;
    }

    function foldClashes() {
      ctrl.clashLimit = CLASHES_FIRST;
    }

    /**
     * Focuses the first run of a clash in the timeline; searches for a session that is not drawn
     * yet.
     */
    function goTo(clash) {
      const places = clash.sessions.map(session => ({id: session.id, start: clash.first}));
      setView('strip');
      ctrl.goal = drawn(places);
      if (!ctrl.goal) {
        ctrl.q = clash.sessions[0].name;
        ctrl.limit = STEP;
        ctrl.refresher.retry().then(() => {
          ctrl.goal = drawn(places);
        }, angular.noop);
      }
    }

    function drawn(places) {
      return places.find(place => runs.find(ctrl.answer.items, place, ctrl.answer.until)) || null;
    }

    /** The caption of the table. */
    function caption() {
      return interpolate(gettext('Upcoming runs in order of time: %(count)s'), {
        count: messages.count(ctrl.answer.items.length, ctrl.answer.total)
      }, true);
    }

    function exportAs(format) {
      ctrl.exporting = format;
      return api.exportUpcoming(query({format})).then(download.file, failure => {
        toast.failure(gettext('Unable to export the upcoming runs. %(error)s'), {}, failure);
      }).finally(() => {
        ctrl.exporting = '';
      });
    }

    /** Whether there are no sessions. */
    function isNever() {
      return ctrl.answer && !ctrl.answer.total && !ctrl.q;
    }

    /** Whether there are sessions, but none runs; sessions with runs come first. */
    function isIdle() {
      return ctrl.answer && ctrl.answer.total > 0 && !ctrl.answer.items[0].runs.length;
    }

    function leave() {
      $interval.cancel(ticking);
      ctrl.refresher.stop();
    }
  }
})();
