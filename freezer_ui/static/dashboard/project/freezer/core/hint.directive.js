(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerHint', freezerHint);

  var count = 0;

  /**
   * <freezer-hint words="{$ 'Drag along the axis to zoom.' | translate $}"></freezer-hint>
   * How something is used, behind a question mark: whoever knows it is not told again.
   */
  function freezerHint() {
    return {
      scope: {words: '@'},
      template: '<button type="button" class="btn btn-link btn-xs freezer-hint-toggle" ' +
        'ng-click="toggle()" aria-expanded="{$ open $}" aria-controls="{$ id $}" ' +
        'title="{$ label $}">' +
        '<span class="fa fa-question-circle" aria-hidden="true"></span>' +
        '<span class="sr-only" ng-bind="label"></span></button>' +
        '<span class="freezer-hint-words" id="{$ id $}" role="note" ng-show="open" ' +
        'ng-bind="words"></span>',
      link
    };

    function link(scope) {
      scope.id = 'freezer-hint-' + count++;
      scope.label = gettext('Help');
      scope.open = false;
      scope.toggle = () => { scope.open = !scope.open; };
    }
  }
})();
