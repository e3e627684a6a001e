(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.drawer', drawer);

  drawer.$inject = ['$timeout'];

  /**
   * What opens a row of Horizon's table knows the mouse only, and nobody hears whether it is open:
   * here it is a button for keys and screen readers, too.
   */
  function drawer($timeout) {
    return {attach};

    ////////////

    /**
     * `element` stands in the drawer, `label` says what opens. onToggle(isOpen) in a digest;
     * onReady(toggle) once it stands in the table.
     */
    function attach(scope, element, label, onToggle, onReady) {
      var chevron = angular.element();
      var finding = $timeout(find, 0);
      scope.$on('$destroy', () => {
        $timeout.cancel(finding);
        chevron.off('.freezer');
      });

      function find() {
        chevron = element.closest('tr').prev('tr').find('[hz-expand-detail]');
        chevron.attr({tabindex: 0, role: 'button', 'aria-label': label});
        chevron.on('keydown.freezer', onKey).on('click.freezer', onClick);
        describe();
        if (onReady) {
          onReady(toggle);
        }
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
