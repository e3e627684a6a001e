(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerVirtualRows', freezerVirtualRows);

  freezerVirtualRows.$inject = ['horizon.dashboard.project.freezer.core.virtualList'];

  /**
   * <tbody freezer-virtual-rows="ctrl.members">
   *   <tr ng-repeat="member in shown track by member.id" data-job="{$ member.id $}">…</tr>
   *   <tr aria-hidden="true"><td colspan="8"></td></tr>
   * </tbody>
   * A virtual list of table rows: `shown` are the rows near the screen, and the last row is the
   * space of the rest. A new array draws them again. Columns keep their first width.
   */
  function freezerVirtualRows(virtualLists) {
    return {
      scope: true,
      link
    };

    function link(scope, element, attrs) {
      const table = element.closest('table')[0];
      const view = virtualLists.create({
        list: element[0],
        gap: 0,
        rows,
        show: found => { scope.shown = found; },
        digest: () => {
          holdColumns();
          scope.$digest();
        }
      });
      scope.shown = [];
      scope.$watch(rows, view.choose);
      // some columns appear once the user's rights are known
      scope.$watch(() => heads().length, releaseColumns);
      scope.$on('$destroy', view.stop);

      function rows() {
        return scope.$eval(attrs.freezerVirtualRows) || [];
      }

      function heads() {
        return Array.from(table.tHead.rows[0].cells);
      }

      function releaseColumns() {
        table.style.tableLayout = '';
        heads().forEach(head => { head.style.width = ''; });
      }

      /** Fixes the width of columns, which would change with the drawn rows while scrolling. */
      function holdColumns() {
        if (table.style.tableLayout !== 'fixed') {
          heads().map(head => 100 * head.offsetWidth / table.offsetWidth + '%')
            .forEach((width, at) => { heads()[at].style.width = width; });
          table.style.tableLayout = 'fixed';
          element[0].style.overflowWrap = 'anywhere';
        }
      }
    }
  }
})();
