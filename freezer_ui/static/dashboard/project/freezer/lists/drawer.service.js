(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.drawer', drawer);

  drawer.$inject = ['$timeout'];

  /**
   * Makes the chevron that opens a row of Horizon's table a button for keys and screen readers: by
   * itself it knows the mouse only, and does not say whether the row is open. A row that the table
   * draws again, because something in it changed, stays open.
   */
  function drawer($timeout) {
    // of the table: the ids of the rows that are open
    var OPEN = 'freezerOpenRows';

    return {attach};

    /** `element` stands in the drawer, `label` says what opens. onToggle(isOpen) in a digest. */
    function attach(scope, element, label, onToggle) {
      var id = scope.item && scope.item.id;
      var chevron = angular.element();
      var open = {};
      var finding = $timeout(find, 0);
      scope.$on('$destroy', () => {
        $timeout.cancel(finding);
        chevron.off('.freezer');
      });

      function find() {
        var table = element.closest('table');
        open = table.data(OPEN) || {};
        table.data(OPEN, open);
        chevron = element.closest('tr').prev('tr').find('[hz-expand-detail]');
        chevron.attr({tabindex: 0, role: 'button', 'aria-label': label});
        chevron.on('keydown.freezer', onKey).on('click.freezer', onClick);
        describe();
        if (open[id]) {
          openAtOnce();
        }
      }

      function openAtOnce() {
        var motion = angular.element.fx;
        var before = motion.off;
        motion.off = true;
        toggle();
        motion.off = before;
      }

      function onKey(event) {
        if (event.key === 'Enter' || event.key === ' ') {
          event.preventDefault();
          toggle();
        }
      }

      function toggle() {
        chevron.trigger('click');
      }

      function onClick() {
        scope.$applyAsync(() => {
          var isOpen = describe();
          open[id] = isOpen;
          if (onToggle) {
            onToggle(isOpen);
          }
        });
      }

      function describe() {
        var isOpen = chevron.hasClass('fa-chevron-down');
        chevron.attr('aria-expanded', String(isOpen));
        return isOpen;
      }
    }
  }
})();
