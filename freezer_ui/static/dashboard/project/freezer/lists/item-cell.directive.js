(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('freezerItemCell', freezerItemCell);

  freezerItemCell.$inject = ['$compile'];

  /** <freezer-item-cell field="field" item="item"> What a column of a list shows of an item. */
  function freezerItemCell($compile) {
    return {
      scope: {field: '<', item: '<'},
      link
    };

    function link(scope, element) {
      // the template is from the declaration, never from a document
      const template = scope.field.template || '<span ng-bind="item[field.id]"></span>';
      let drawn = null;
      scope.$watch('item', () => {
        if (drawn) {
          drawn.$destroy();
        }
        drawn = scope.$new();
        element.empty().append($compile('<span>' + template + '</span>')(drawn));
      });
    }
  }
})();
