(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerHint', freezerHint);

  freezerHint.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.glossary'
  ];

  let count = 0;

  /**
   * <freezer-hint words="{$ 'Drag along the axis to zoom.' | translate $}" terms="tag hold-off">
   * Help behind a question mark: how to use something, and the glossary's sentences for its terms.
   */
  function freezerHint(basePath, glossary) {
    return {
      scope: {words: '@', terms: '@'},
      templateUrl: basePath + 'core/hint.html',
      link
    };

    function link(scope) {
      scope.id = 'freezer-hint-' + count++;
      scope.open = false;
      scope.toggle = () => { scope.open = !scope.open; };
      scope.entries = [];
      scope.$watch('terms', terms => {
        scope.entries = (terms || '').split(' ').filter(Boolean).map(term => glossary[term]);
      });
    }
  }
})();
