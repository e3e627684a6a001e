(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('hzTable', selection);

  selection.$inject = ['horizon.framework.widgets.table.events'];

  /**
   * Keeps the selected rows of a list by their ids. Horizon's table keeps them as they were when
   * they were selected, and forgets all of them when one is deleted. It runs next to Horizon's
   * directive of the same name, and ignores tables that are not ours.
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

      /** The selected rows that still exist, in their present state. */
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
