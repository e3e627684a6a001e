(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('freezerDrawer', freezerDrawer);

  freezerDrawer.$inject = ['horizon.dashboard.project.freezer.lists.drawer'];

  /** <div freezer-drawer="Details of {$ item.name $}">, in a drawer that needs nothing more. */
  function freezerDrawer(drawer) {
    return {
      restrict: 'A',
      link: (scope, element, attrs) => drawer.attach(scope, element, attrs.freezerDrawer)
    };
  }
})();
