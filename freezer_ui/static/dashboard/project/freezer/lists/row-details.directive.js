(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('freezerRowDetails', freezerRowDetails);

  freezerRowDetails.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.lists.itemDetails',
    'horizon.dashboard.project.freezer.lists.resources'
  ];

  /**
   * <freezer-row-details item="item" handle="resultHandler"></freezer-row-details>
   * What an opened row of a list shows. What is to be loaded for it is loaded, and drawn, when the
   * row is opened: Horizon's table draws a drawer for every row. The template has `item`, `details`
   * (what was loaded), `shown` and more() for long parts, and handle(promise) for the result of an
   * action.
   *
   * It makes the chevron that opens the row a button for keys and screen readers: Horizon's knows
   * the mouse only. A row that the table draws again, because something in it changed, stays open.
   */
  function freezerRowDetails($timeout, basePath, itemDetails, resources) {
    return {
      scope: {item: '<', handle: '<'},
      templateUrl: basePath + 'lists/row-details.html',
      link
    };

    function link(scope, element) {
      const list = resources.of(scope.item.$type);
      const spec = list.details;
      const id = scope.item.id;
      let chevron = angular.element();
      const finding = $timeout(findChevron, 0);

      itemDetails.attach(scope, spec, details => {
        if (id in list.opened) {
          list.opened[id] = details;
        }
      });
      // details that need no loading are there when the row slides open
      scope.opened = !spec.load;
      scope.$on('$destroy', () => {
        $timeout.cancel(finding);
        chevron.off('.freezer');
      });

      function findChevron() {
        chevron = element.closest('tr').prev('tr').find('[hz-expand-detail]');
        chevron.attr({tabindex: 0, role: 'button', 'aria-label': label()});
        chevron.on('keydown.freezer', onKey)
          .on('click.freezer', () => { scope.$applyAsync(onToggle); });
        describe();
        if (id in list.opened) {
          openAtOnce();
        }
      }

      function label() {
        return spec.label ? spec.label(scope.item)
          : interpolate(gettext('Details of %s'), [scope.item.name]);
      }

      function openAtOnce() {
        const motion = angular.element.fx;
        const before = motion.off;
        motion.off = true;
        chevron.trigger('click');
        motion.off = before;
      }

      function onKey(event) {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          chevron.trigger('click');
        }
      }

      /** Returns whether the row is open. */
      function describe() {
        const isOpen = chevron.hasClass('fa-chevron-down');
        chevron.attr('aria-expanded', String(isOpen));
        return isOpen;
      }

      function onToggle() {
        if (!describe()) {
          delete list.opened[id];
          return;
        }
        // when the table redraws a row, its last answer stays until there is a new one
        scope.details = list.opened[id];
        list.opened[id] = scope.details || null;
        if (!scope.opened) {
          (spec.link || angular.noop)(scope);
        }
        scope.opened = true;
        scope.load();
      }
    }
  }
})();
