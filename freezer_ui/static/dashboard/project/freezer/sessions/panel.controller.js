(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .controller('horizon.dashboard.project.freezer.sessions.PanelController', PanelController);

  PanelController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.sessions.actions.create.service',
    'horizon.dashboard.project.freezer.sessions.drawers',
    'horizon.dashboard.project.freezer.sessions.service',
    'horizon.dashboard.project.freezer.lists.sessionChanges',
    'horizon.dashboard.project.freezer.lists.verdictChecks',
    'horizon.dashboard.project.freezer.lists.autoRefresh',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.toast'
  ];

  /** The state around Horizon's table: loading, failing, empty. */
  function PanelController(
    $scope, createService, drawers, sessions, sessionChanges, verdictChecks, autoRefresh,
    permissions, toast
  ) {
    var ctrl = this;
    var count = 0;
    var paths = {};
    var turn = 0;
    var rows = [];

    ctrl.can = {};
    ctrl.refresher = autoRefresh.create({
      load: listAgain, look: look, rows: listed, moving: isMoving
    });
    // The table lists when it appears; a new object here makes it list again.
    ctrl.params = undefined;
    ctrl.create = create;
    ctrl.countWords = countWords;
    ctrl.empty = empty;
    ctrl.pathOf = pathOf;
    ctrl.onMended = onMended;

    var checking = verdictChecks.create({ask: sessions.check, take: onChecked, stamp: listed});
    var unobserve = sessions.observe(onList);
    $scope.$on(verdictChecks.IN_SIGHT, function onInSight(event, id) { checking.want(id); });
    permissions.fill(ctrl.can);
    $scope.$on('$destroy', onDestroy);

    ////////////

    function listAgain() {
      ctrl.params = {turn: ++turn};
    }

    function onList(loading) {
      ctrl.refresher.follow(loading.then(function counted(items) {
        rows = items;
        count = items.length;
        paths = {};
        items.forEach(function keep(item) {
          paths[item.id] = item.$path;
        });
        return items;
      }));
    }

    /** Horizon's table is left alone as long as nothing is other. */
    function look() {
      return sessions.look().then(function isOther(items) {
        return sessionChanges.signature(items) !== sessionChanges.signature(rows);
      });
    }

    function listed() {
      return rows;
    }

    function isMoving() {
      return rows.some(function isRunning(row) {
        return row.verdict.state === 'running' || row.confirmed === false;
      });
    }

    function onChecked(items) {
      ctrl.params = {turn: ++turn, checked: sessions.take(items)};
    }

    function empty() {
      return ctrl.refresher.loaded && count === 0;
    }

    /** Horizon's table only counts the page that it shows. */
    function countWords() {
      return interpolate(ngettext('%s session', '%s sessions', count), [count]);
    }

    /** A problem can name a session that is gone: only what is listed has a page. */
    function pathOf(id) {
      return paths[id];
    }

    function onMended(words) {
      if (words) {
        toast.success('%(words)s', {words: words});
      }
      listAgain();
    }

    function create() {
      return createService.perform().then(listAgain);
    }

    function onDestroy() {
      unobserve();
      checking.stop();
      Object.keys(drawers).forEach(function close(id) {
        delete drawers[id];
      });
      ctrl.refresher.stop();
    }
  }
})();
