(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('hzTable', selection);

  selection.$inject = ['horizon.framework.widgets.table.events'];

  /**
   * Keeps the chosen rows of a list by their ids. Horizon's table keeps them as they were when they
   * were chosen, and forgets all of them when one is deleted. Stands beside Horizon's directive of
   * that name, and leaves tables of others alone.
   */
  function selection(events) {
    return {
      restrict: 'A',
      require: ['hzTable', '?^^freezerListPanel'],
      link
    };

    function link(scope, element, attrs, controllers) {
      const table = controllers[0];
      const panel = controllers[1];
      let chosen = [];
      if (panel) {
        scope.$watch(() => table.selected, selected => { chosen = selected; });
        scope.$watch(() => panel.list.rows(), keep);
        scope.$on(events.CLEAR_SELECTIONS, keep);
      }

      /** Those of the chosen rows that are still there, as they are now. */
      function keep() {
        const ids = new Set(chosen.map(row => row.id));
        table.selected = panel.list.rows().filter(row => ids.has(row.id));
        table.selections = {};
        table.selected.forEach(item => {
          table.selections[item.id] = {checked: true, item};
        });
      }
    }
  }
})();
