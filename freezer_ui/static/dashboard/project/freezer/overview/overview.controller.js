(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.overview')
    .controller('horizon.dashboard.project.freezer.overview.OverviewController',
                OverviewController);

  OverviewController.$inject = [
    '$location',
    '$rootScope',
    '$scope',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.prerendered',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.overview.links',
    'horizon.dashboard.project.freezer.overview.messages',
    'horizon.dashboard.project.freezer.protect.service'
  ];

  /** The overview page: the server's answers, and the options in its address. */
  function OverviewController(
    $location, $rootScope, $scope, api, autoRefresh, latest, permissions,
    prerendered, toast, links, messages, protectDialog
  ) {
    const MOST = 200;
    const ctrl = this;
    const readings = latest.create();

    ctrl.words = messages;
    ctrl.links = links;
    ctrl.can = {};
    // the answer about sessions, then the whole answer
    ctrl.told = null;
    ctrl.details = null;
    ctrl.limits = [
      {hours: null, words: gettext('what each schedule requires')},
      {hours: 24, words: gettext('24 hours')},
      {hours: 48, words: gettext('48 hours')},
      {hours: 168, words: gettext('7 days')}
    ];
    ctrl.refresher = autoRefresh.create({load});
    Object.assign(ctrl, {ask, setLimit, onRepaired, isCalm, rest});
    // opens the dialog with these clients chosen
    ctrl.protect = clientIds => protectDialog.open(clientIds);
    ctrl.addMachine = protectDialog.addMachine.perform;

    onAddress();
    permissions.fill(ctrl.can);
    protectDialog.allowed().then(() => { ctrl.can.protect = true; }, angular.noop);
    protectDialog.addMachine.allowed().then(() => { ctrl.can.addMachine = true; }, angular.noop);
    ctrl.refresher.refresh();
    $scope.$on('$routeUpdate', again);
    $scope.$on('$destroy', leave);
    $scope.$on('$destroy', $rootScope.$on('freezer.sessionsChanged', ctrl.refresher.refresh));

    /** The part about sessions is fast; the whole answer then replaces it. */
    function load() {
      const isLatest = readings.begin();
      if (!ctrl.details) {
        // a failure is shown by the whole answer, too
        api.getOverview().then(answer => {
          if (isLatest() && !ctrl.details) {
            take(answer);
          }
        }, angular.noop);
      }
      return api.getOverviewDetails(ctrl.asked).then(answer => {
        if (isLatest()) {
          ctrl.details = answer;
          take(answer);
        }
        return answer;
      }, failure => {
        prerendered.replace();
        throw failure;
      });
    }

    function take(answer) {
      ctrl.told = answer;
      ctrl.counters = counters();
      prerendered.replace();
    }

    /** The counters, each with a link to the list that it counts. */
    function counters() {
      const counts = ctrl.told.counts;
      return [
        counter('failed', gettext('Failed jobs'), links.failedJobs(), 'failed'),
        counter('incomplete', gettext('Incomplete sessions'), links.sessions('incomplete')),
        counter('overdue', gettext('Overdue sessions'), links.sessions('overdue')),
        counter('unknown', gettext('Sessions with unknown results'), links.sessions('unknown'),
                'unknown', true),
        counter('checking', gettext('Sessions being checked'), links.sessions('checking'),
                'checking', true),
        counter('running', gettext('Running sessions'), links.sessions('running')),
        counter('complete', gettext('Complete sessions'), links.sessions('complete')),
        counter('unprotected', gettext('Unprotected machines'), links.unprotected(), 'unprotected')
      ].filter(each => !each.isRare || counts[each.id]);

      function counter(id, label, path, state, isRare) {
        return {
          id, label, path, isRare: Boolean(isRare), count: messages.count(counts[id]),
          state: counts[id] ? state || id : null
        };
      }
    }

    function isCalm() {
      return ctrl.details && !ctrl.told.needy.total && !ctrl.details.alone.total &&
        !ctrl.details.unprotected.total && !ctrl.details.counts.old;
    }

    /** The number of items of a part that are not shown. */
    function rest(part) {
      return part.total - part.items.length;
    }

    /** The valid options in the address. */
    function onAddress() {
      const search = $location.search();
      ctrl.asked = {nights: whole(search.nights, 30) || 14};
      [['limit', MOST], ['older', 87600]].forEach(each => {
        const number = whole(search[each[0]], each[1]);
        if (number) {
          ctrl.asked[each[0]] = number;
        }
      });
      ctrl.by = search.by === 'sessions' ? 'sessions' : 'jobs';
      ctrl.limit = limitOf(ctrl.asked.older || null);
    }

    function limitOf(hours) {
      let found = ctrl.limits.find(each => each.hours === hours);
      if (!found) {
        found = {hours, words: interpolate(ngettext('%s hour', '%s hours', hours), [hours])};
        ctrl.limits.push(found);
      }
      return found;
    }

    function whole(text, most) {
      const number = /^\d{1,6}$/.test(text) ? Number(text) : 0;
      return number >= 1 && number <= most ? number : 0;
    }

    /** Writes an option into the address, so that the view can be shared. */
    function ask(name, value) {
      $location.search(name, value);
    }

    function setLimit() {
      ask('older', ctrl.limit.hours);
    }

    function again() {
      const before = angular.toJson(ctrl.asked);
      onAddress();
      if (angular.toJson(ctrl.asked) !== before) {
        ctrl.refresher.retry();
      }
    }

    function onRepaired(words) {
      if (words) {
        toast.success('%(words)s', {words});
      }
      ctrl.refresher.refresh();
    }

    function leave() {
      readings.cancel();
      ctrl.refresher.stop();
    }
  }
})();
