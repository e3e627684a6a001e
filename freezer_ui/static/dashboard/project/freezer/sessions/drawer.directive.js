(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .directive('freezerSessionDrawer', freezerSessionDrawer);

  freezerSessionDrawer.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.sessions.actions.edit.service',
    'horizon.dashboard.project.freezer.sessions.drawers',
    'horizon.dashboard.project.freezer.sessions.outlook',
    'horizon.dashboard.project.freezer.widgets.permissions'
  ];

  /**
   * <freezer-session-drawer item="item" handle="resultHandler"></freezer-session-drawer>
   * The next runs of a row and advice on its schedule, loaded when the row is opened. Horizon's
   * table draws a drawer for every row, tells none that it was opened, and gives its chevron to
   * the pointer only: so the chevron is watched, and can be reached by keys.
   */
  function freezerSessionDrawer($timeout, basePath, edit, drawers, outlooks, permissions) {
    return {
      scope: {item: '<', handle: '<'},
      templateUrl: basePath + 'sessions/drawer.html',
      link
    };

    function link(scope, element) {
      var row = angular.element();
      var chevron = angular.element();
      scope.can = {};
      scope.outlook = drawers[scope.item.id] || outlooks.create(scope.item.id);
      angular.extend(scope, {load, takeOver});

      // once it stands in the table
      $timeout(watch, 0);
      scope.$on('$destroy', () => {
        chevron.off('.freezer');
      });

      function watch() {
        row = element.closest('tr').prev('tr');
        chevron = row.find('[hz-expand-detail]');
        chevron.attr({tabindex: 0, role: 'button', 'aria-label': interpolate(
          gettext('Next runs of %s'), [scope.item.name])});
        chevron.on('keydown.freezer', onKey).on('click.freezer', onToggle);
        describe();
        if (drawers[scope.item.id]) {
          // it was open when the row was drawn anew, for something in it changed
          chevron.trigger('click');
        }
      }

      function onKey(event) {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          chevron.trigger('click');
        }
      }

      function onToggle() {
        scope.$applyAsync(() => {
          if (describe()) {
            drawers[scope.item.id] = scope.outlook;
            permissions.fill(scope.can);
            load();
          } else {
            delete drawers[scope.item.id];
          }
        });
      }

      function describe() {
        var isOpen = chevron.hasClass('fa-chevron-down');
        chevron.attr('aria-expanded', String(isOpen));
        return isOpen;
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
