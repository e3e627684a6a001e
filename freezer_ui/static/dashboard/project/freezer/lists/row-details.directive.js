(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('freezerRowDetails', freezerRowDetails);

  freezerRowDetails.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.lists.drawer',
    'horizon.dashboard.project.freezer.lists.itemDetails',
    'horizon.dashboard.project.freezer.lists.resources'
  ];

  /**
   * <freezer-row-details item="item" handle="resultHandler"></freezer-row-details>
   * What an opened row of a list shows. What is to be loaded for it is loaded, and drawn, when the
   * row is opened: Horizon's table draws a drawer for every row. The template has `item`, `details`
   * (what was loaded), `shown` and more() for long parts, and handle(promise) for the result of an
   * action.
   */
  function freezerRowDetails(basePath, drawer, itemDetails, resources) {
    return {
      scope: {item: '<', handle: '<'},
      templateUrl: basePath + 'lists/row-details.html',
      link
    };

    function link(scope, element) {
      var list = resources.of(scope.item.$type);
      var spec = list.details;
      var id = scope.item.id;

      itemDetails.attach(scope, spec, details => { list.opened[id] = details; });
      // what needs no loading is there when the row slides open
      scope.opened = !spec.load;
      drawer.attach(scope, element, label(), onToggle);

      function label() {
        return spec.label ? spec.label(scope.item)
          : interpolate(gettext('Details of %s'), [scope.item.name]);
      }

      function onToggle(isOpen) {
        if (!isOpen) {
          delete list.opened[id];
          return;
        }
        // of a row that the table draws again, the last answer stays until there is a new one
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
