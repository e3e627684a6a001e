(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .controller('horizon.dashboard.project.freezer.sessions.PanelController', PanelController);

  PanelController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.sessions.actions.create.service',
    'horizon.dashboard.project.freezer.sessions.service',
    'horizon.dashboard.project.freezer.widgets.feed',
    'horizon.dashboard.project.freezer.widgets.permissions'
  ];

  /** The state around Horizon's table: loading, failing, empty. */
  function PanelController($scope, createService, sessions, feeds, permissions) {
    var ctrl = this;
    var count = 0;
    var turn = 0;

    ctrl.can = {};
    ctrl.feed = feeds.create({load: listAgain});
    // The table lists when it appears; a new object here makes it list again.
    ctrl.params = undefined;
    ctrl.create = create;
    ctrl.countWords = countWords;
    ctrl.empty = empty;

    var unobserve = sessions.observe(onList);
    permissions.fill(ctrl.can);
    $scope.$on('$destroy', onDestroy);

    ////////////

    function listAgain() {
      ctrl.params = {turn: ++turn};
    }

    function onList(loading) {
      ctrl.feed.follow(loading.then(function counted(items) {
        count = items.length;
        return items;
      }));
    }

    function empty() {
      return ctrl.feed.loaded && count === 0;
    }

    /** Horizon's table only counts the page that it shows. */
    function countWords() {
      return interpolate(ngettext('%s session', '%s sessions', count), [count]);
    }

    function create() {
      return createService.perform().then(listAgain);
    }

    function onDestroy() {
      unobserve();
      ctrl.feed.stop();
    }
  }
})();
