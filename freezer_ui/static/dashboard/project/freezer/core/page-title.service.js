(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.pageTitle', pageTitle);

  pageTitle.$inject = ['$document'];

  /** What the browser's tab and Horizon's breadcrumb call a page: which session, which job. */
  function pageTitle($document) {
    return {follow};

    /** As long as the scope is there, what `name()` returns, if anything. */
    function follow(scope, name) {
      const before = $document[0].title;
      const site = before.split(' - ').slice(-1)[0];
      // after the link to the list; the server knew the page that was loaded, if it knew one
      const crumb = $document.find('.page-breadcrumb li:has(> a) + li.active');
      scope.$watch(name, found => {
        $document[0].title = found ? found + ' - ' + site : before;
        if (found) {
          crumb.text(found).show();
        }
      });
      scope.$on('$destroy', () => {
        $document[0].title = before;
        crumb.hide();
      });
    }
  }
})();
