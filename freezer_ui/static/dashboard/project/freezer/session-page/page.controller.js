(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .controller('horizon.dashboard.project.freezer.session-page.PageController', PageController);

  PageController.$inject = [
    '$location',
    '$q',
    '$routeParams',
    '$scope',
    'horizon.dashboard.project.freezer.core.address',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.core.cancellable',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.pageTitle',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.prerendered',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.session-page.members',
    'horizon.dashboard.project.freezer.snapshots.autoPin',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  /**
   * A session's page. The head needs the session's document alone; only the shown tab reads more:
   * Run and Jobs read the members.
   */
  function PageController(
    $location, $q, $routeParams, $scope, address, api, autoRefresh, cancellable, labels, latest,
    pageTitle, paths, permissions, prerendered, sessionType, toast, members, autoPins, registry
  ) {
    const ctrl = this;
    const id = $routeParams.id;
    const TABS = {
      run: gettext('Run'), history: gettext('History'), jobs: gettext('Jobs'),
      schedule: gettext('Schedule')
    };
    // those that show members
    const OF_MEMBERS = ['run', 'jobs'];
    const resourceType = registry.getResourceType(sessionType);
    const readings = latest.create();

    ctrl.labels = labels;
    ctrl.paths = paths;
    ctrl.can = {};
    ctrl.actions = resourceType.itemActions;
    // the newest answer, with or without members
    ctrl.session = null;
    // the newest answer with members
    ctrl.whole = null;
    ctrl.gone = null;
    ctrl.tab = tabInAddress();
    ctrl.tabs = [];
    // drawn once it was shown, or while it pins complete runs by itself
    ctrl.hasHistory = false;
    ctrl.announcement = '';
    ctrl.acting = {pending: null};
    Object.assign(ctrl, {
      say, onRepaired, handle, isRunning, readAgain, readRecord: () => api.getRecord('sessions', id)
    });
    ctrl.members = members.create(ctrl);
    ctrl.refresher = autoRefresh.create({
      load, busy: ctrl.members.busy, rows, look, moving: isMoving
    });

    resourceType.initActions();
    permissions.fill(ctrl.can);
    pageTitle.follow($scope, () => ctrl.session && ctrl.session.name);
    $scope.$watch(tabInAddress, onTab);
    $scope.$watchGroup([() => ctrl.whole, () => ctrl.members.search.text], ctrl.members.list);
    $scope.$on('$destroy', leave);
    const pins = autoPins.create(id);
    pins.ready.then(() => { ctrl.hasHistory = ctrl.hasHistory || pins.on; });
    begin(prerendered.take('freezer-session-head'));

    function leave() {
      // later answers are ignored
      readings.cancel();
      ctrl.refresher.stop();
      ctrl.members.closePool();
    }

    /** Shows the head at once: the one in the page, or one that is read beside the members. */
    function begin(inPage) {
      const head = inPage && inPage.id === id ? inPage : null;
      if (head) {
        show(head);
      } else if (isOfMembers()) {
        api.getSessionHead(id).then(session => ctrl.session || show(session), angular.noop);
      }
      if (head && !isOfMembers() && head.confirmed) {
        ctrl.refresher.follow($q.when(head));
      } else {
        ctrl.refresher.refresh();
      }
    }

    function load() {
      const isLatest = readings.begin();
      const reading = isOfMembers() ? api.getSession(id, !ctrl.whole) : api.getSessionRow(id);
      return reading.then(session =>
        // an older answer never replaces a newer one
        isLatest() ? show(session) : session, failure => {
        if (isLatest() && failure.status === 404) {
          ctrl.gone = failure;
          ctrl.refresher.stop();
          prerendered.replace();
        }
        return $q.reject(failure);
      });
    }

    function show(session) {
      ctrl.session = session;
      if (session.members) {
        ctrl.whole = session;
      }
      nameTabs();
      prerendered.replace();
      return session;
    }

    /** Resolves also after a failure, which the refresher shows. */
    function readAgain() {
      return $q.when(ctrl.refresher.refresh()).catch(angular.noop);
    }

    function rows() {
      return ctrl.session ? [ctrl.session] : [];
    }

    /** One call to Freezer, in place of one for each member. */
    function look() {
      return api.getSessionRow(id).then(row => row.version !== ctrl.session.version);
    }

    function isMoving() {
      return Boolean(ctrl.session) && (isRunning() || ctrl.acting.pending !== null);
    }

    function isRunning() {
      return ctrl.session.verdict.state === 'running';
    }

    function tabInAddress() {
      const wanted = address.get('tab');
      return Object.keys(TABS).includes(wanted) ? wanted : 'run';
    }

    function isOfMembers() {
      return OF_MEMBERS.includes(ctrl.tab);
    }

    function onTab(tab, before) {
      ctrl.tab = tab;
      ctrl.hasHistory = ctrl.hasHistory || tab === 'history';
      ctrl.members.search.text = address.get('q') || '';
      nameTabs();
      if (tab !== before && ctrl.session && isOfMembers() && !isFresh()) {
        readAgain();
      }
    }

    /** Whether the members are as new as the session. */
    function isFresh() {
      return Boolean(ctrl.whole) && ctrl.whole.version === ctrl.session.version;
    }

    function nameTabs() {
      ctrl.tabs = Object.keys(TABS).map(tab => ({
        id: tab,
        name: TABS[tab],
        href: address.href({tab: tab === 'run' ? null : tab}),
        count: tab === 'jobs' && ctrl.session ? ctrl.session.counts.members : undefined
      }));
    }

    function say(words) {
      ctrl.announcement = words;
    }

    function onRepaired(words, calls) {
      if (words && !calls.length) {
        toast.success('%(words)s', {words});
      }
      ctrl.members.undo.push(words, calls);
      readAgain();
    }

    /** Horizon's actions answer with what became of the session. */
    function handle(promise) {
      return cancellable.result(promise).then(result => {
        if (result && result.deleted && result.deleted.length) {
          $location.url('/project/freezer_sessions');
          return null;
        }
        return cancellable.hasChanged(result) ? readAgain() : null;
      });
    }
  }
})();
