(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .directive('freezerActionDrawer', freezerActionDrawer);

  freezerActionDrawer.$inject = [
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.lists.drawer'
  ];

  /**
   * <freezer-action-drawer item="item"></freezer-action-drawer>
   * An action's fields and the jobs that use it, loaded when the row is opened: Horizon's table
   * draws a drawer for every row.
   */
  function freezerActionDrawer(api, basePath, drawer) {
    // few enough to be drawn at once
    var STEP = 50;
    // seconds: the list has just read every job
    var SHARED = 60;

    return {
      scope: {item: '<'},
      templateUrl: basePath + 'actions/drawer.html',
      link
    };

    function link(scope, element) {
      angular.extend(scope, {
        opened: false, action: null, shown: STEP, loading: false, failure: null, load, more
      });
      drawer.attach(scope, element, interpolate(gettext('Details of %s'), [scope.item.name]),
                    onToggle);

      function onToggle(isOpen) {
        if (isOpen) {
          scope.opened = true;
          load();
        }
      }

      function load() {
        scope.loading = true;
        scope.failure = null;
        return api.getAction(scope.item.id, {max_age: SHARED}).then(action => {
          scope.action = action;
        }, failure => {
          scope.failure = failure;
        }).finally(() => {
          scope.loading = false;
        });
      }

      function more() {
        scope.shown += STEP;
      }
    }
  }
})();
