(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('stMagicSearch', tableAddress);

  tableAddress.$inject = [
    '$location',
    '$timeout',
    'horizon.dashboard.project.freezer.lists.address',
    'horizon.framework.widgets.magic-search.events'
  ];

  /**
   * Synchronizes a list with its address: search, order and page. Horizon's table gives no access
   * to its state, so this runs next to Horizon's directive of the same name, and ignores tables
   * that are not ours.
   */
  function tableAddress($location, $timeout, address, events) {
    return {
      restrict: 'A',
      // linked after Horizon's directive, so its delayed writes come first
      priority: 1,
      require: ['stTable', '?^^freezerListPanel'],
      link
    };

    function link(scope, element, attrs, controllers) {
      const table = controllers[0];
      const panel = controllers[1];
      if (panel) {
        follow(scope, table, panel);
      }
    }

    function follow(scope, table, panel) {
      const list = panel.list;
      const path = $location.path();
      // the page in the address, until there are enough rows for it
      let wanted = null;
      let shown = null;
      let writing = null;
      // the search bar has read the address itself, and is ready
      const off = scope.$on(events.SEARCH_UPDATED + '-ms-context', () => {
        off();
        writing = $timeout(start);
      });

      panel.filter = {isOn, toggle};
      table.tableState().sort = address.defaultSort(list);
      scope.$on('$destroy', () => { $timeout.cancel(writing); });

      function start() {
        apply();
        scope.$watch(() => angular.toJson(state()), onState);
        scope.$watch(() => isThere(), goToWanted);
        scope.$on('$locationChangeSuccess', onAddress);
      }

      function state() {
        const all = table.tableState();
        return {search: predicates(), sort: all.sort, start: all.pagination.start};
      }

      function predicates() {
        return table.tableState().search.predicateObject || {};
      }

      function apply() {
        const asked = address.parse(list, $location.search());
        wanted = asked.page > 1 ? asked.page : null;
        show(asked.search, asked.sort);
      }

      function show(search, sort) {
        const all = table.tableState();
        const isFiltered = Object.keys(search).length || Object.keys(predicates()).length;
        all.search = {predicateObject: search};
        all.sort = sort;
        all.pagination.start = 0;
        table.pipe();
        if (isFiltered) {
          scope.$broadcast(events.INIT_SEARCH, {
            textSearch: search.$,
            magicSearchQuery: Object.keys(search).filter(name => name !== '$')
              .map(name => name + '=' + search[name])
          });
        }
        shown = key();
      }

      /** A text of everything that decides which rows are shown, and in which order. */
      function key() {
        return angular.toJson([predicates(), table.tableState().sort]);
      }

      function onState() {
        const sort = table.tableState().sort;
        if (!sort.predicate && address.defaultSort(list).predicate) {
          // after the third click on a column there is no order
          show(predicates(), address.defaultSort(list));
        } else if (shown !== key()) {
          wanted = null;
          shown = key();
        }
        // Horizon's search sets its filters one after the other
        $timeout.cancel(writing);
        writing = $timeout(write);
      }

      function write() {
        const params = address.format(list, predicates(), table.tableState().sort, page());
        const search = $location.search();
        const changed = address.names(list).filter(name => (search[name] || null) !== params[name]);
        if (!changed.length || $location.path() !== path) {
          return;
        }
        $location.search(Object.assign({}, search, params));
        if (changed.every(name => name === 'q') || says(search, params)) {
          // typed letters and unknown parameters make no entry in the browser's history
          $location.replace();
        }
      }

      function page() {
        const pages = table.tableState().pagination;
        return wanted || (pages.number ? Math.floor(pages.start / pages.number) + 1 : 1);
      }

      function onAddress() {
        const params = address.format(list, predicates(), table.tableState().sort, page());
        if ($location.path() === path && !says($location.search(), params)) {
          apply();
        }
      }

      /** Whether table and address agree. */
      function says(search, params) {
        return angular.equals(address.parse(list, search), address.parse(list, params));
      }

      function isThere() {
        const number = table.tableState().pagination.number;
        return Boolean(wanted && number &&
          table.getFilteredCollection().length > (wanted - 1) * number);
      }

      function goToWanted(there) {
        const number = table.tableState().pagination.number;
        if (there) {
          table.slice((wanted - 1) * number, number);
          wanted = null;
        }
      }

      function isOn(name, value) {
        return predicates()[name] === value;
      }

      /** Sets or removes the filter of a facet. */
      function toggle(name, value) {
        const search = Object.assign({}, predicates());
        if (search[name] === value) {
          delete search[name];
        } else {
          search[name] = value;
        }
        wanted = null;
        show(search, table.tableState().sort);
      }
    }
  }
})();
