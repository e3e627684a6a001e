(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.pageTitle', pageTitle);

  pageTitle.$inject = ['$document'];

  /** The name of the page's session or job in the title of the tab and in Horizon's breadcrumb. */
  function pageTitle($document) {
    return {follow};

    /** Shows what `name()` returns, if anything, until the scope is destroyed. */
    function follow(scope, name) {
      const before = $document[0].title;
      const site = before.split(' - ').slice(-1)[0];
      // after the link to the list; the server knew only the page that was loaded
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
