(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.pageTitle', pageTitle);

  pageTitle.$inject = ['$document'];

  /** What the browser's tab is called: which session, before the name of the site. */
  function pageTitle($document) {
    return {follow};

    /** As long as the scope is there, what `name()` returns, if anything. */
    function follow(scope, name) {
      var before = $document[0].title;
      var site = before.split(' - ').slice(-1)[0];
      scope.$watch(name, found => {
        $document[0].title = found ? found + ' - ' + site : before;
      });
      scope.$on('$destroy', () => { $document[0].title = before; });
    }
  }
})();
