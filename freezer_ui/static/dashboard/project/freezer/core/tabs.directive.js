(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerTabs', freezerTabs);

  freezerTabs.$inject = ['$timeout', 'horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-tabs tabs="[{id, name, href, count}]" chosen="id" label="…"></freezer-tabs>
   * Tabs that are links. Arrow keys, Home and End move between them, Enter and Space open one. The
   * panel of a tab has the id freezer-panel-{id}.
   */
  function freezerTabs($timeout, basePath) {
    return {
      scope: {tabs: '<', chosen: '<', label: '@'},
      templateUrl: basePath + 'core/tabs.html',
      link
    };

    function link(scope, element) {
      scope.onKey = onKey;

      function onKey(event) {
        const all = element.find('[role=tab]');
        const to = target(event.key, all.index(event.target), all.length);
        if (event.altKey || event.ctrlKey || event.metaKey) {
          return;
        }
        if (event.key === ' ') {
          event.preventDefault();
          // $location follows a link in a digest of its own
          $timeout(() => { event.target.click(); }, 0, false);
        } else if (to !== null) {
          event.preventDefault();
          all.eq(to).focus();
        }
      }
    }

    function target(key, at, count) {
      switch (key) {
        case 'ArrowRight': return (at + 1) % count;
        case 'ArrowLeft': return (at + count - 1) % count;
        case 'Home': return 0;
        case 'End': return count - 1;
        default: return null;
      }
    }
  }
})();
