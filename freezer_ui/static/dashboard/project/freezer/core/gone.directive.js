(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerGone', freezerGone);

  /**
   * <freezer-gone words="…" list-url="project/freezer_jobs/" list-name="Jobs"></freezer-gone>
   * Shown instead of a page whose item does not exist: the reason, and a link to the list.
   */
  function freezerGone() {
    return {
      scope: {words: '@', listUrl: '@', listName: '@'},
      template: '<div class="freezer-gone" role="alert">' +
        '<span class="fa fa-unlink freezer-gone-icon" aria-hidden="true"></span>' +
        '<h1 class="h3" ng-bind="words"></h1>' +
        '<p ng-bind="why"></p>' +
        '<p><a class="btn btn-default freezer-gone-list" ng-href="{$ listUrl $}" ' +
        'ng-bind="back"></a></p></div>',
      link
    };

    function link(scope) {
      scope.why = gettext('If the item belongs to a different project, choose that project at ' +
        'the top of the page, and open the link again.');
      scope.back = interpolate(gettext('Go to the list: %s'), [scope.listName]);
    }
  }
})();
