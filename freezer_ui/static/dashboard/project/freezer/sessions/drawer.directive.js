(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .directive('freezerSessionDrawer', freezerSessionDrawer);

  freezerSessionDrawer.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.sessions.actions.edit.service',
    'horizon.dashboard.project.freezer.sessions.drawers',
    'horizon.dashboard.project.freezer.schedule.preview',
    'horizon.dashboard.project.freezer.lists.drawer',
    'horizon.dashboard.project.freezer.core.permissions'
  ];

  /**
   * <freezer-session-drawer item="item" handle="resultHandler"></freezer-session-drawer>
   * The next runs of a row and advice on its schedule, loaded when the row is opened: Horizon's
   * table draws a drawer for every row.
   */
  function freezerSessionDrawer(basePath, edit, drawers, previews, drawer, permissions) {
    return {
      scope: {item: '<', handle: '<'},
      templateUrl: basePath + 'sessions/drawer.html',
      link
    };

    function link(scope, element) {
      var id = scope.item.id;
      scope.can = {};
      scope.outlook = drawers[id] || previews.create(id);
      angular.extend(scope, {load, takeOver});
      drawer.attach(scope, element, interpolate(gettext('Next runs of %s'), [scope.item.name]),
                    onToggle);

      function onToggle(isOpen) {
        if (isOpen) {
          drawers[id] = scope.outlook;
          permissions.fill(scope.can);
          load();
        } else {
          delete drawers[id];
        }
      }

      function load() {
        scope.outlook.load();
      }

      function takeOver(suggestion) {
        return scope.handle(edit.apply(scope.item, suggestion));
      }
    }
  }
})();
