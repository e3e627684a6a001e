(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.export', exports);

  exports.$inject = [
    '$window',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.download',
    'horizon.dashboard.project.freezer.core.toast'
  ];

  /** Gives the user a snapshot's review as a file, or as a page for paper in a tab of its own. */
  function exports($window, api, download, toast) {
    return {give};

    function give(sessionId, key, format) {
      // a tab can only be opened by the click itself
      var tab = format === 'html' ? $window.open('', '_blank') : null;
      return api.exportSnapshot(sessionId, key, {format}).then(file => {
        if (tab) {
          download.page(file, tab);
        } else {
          download.file(file);
        }
      }, failure => {
        if (tab) {
          tab.close();
        }
        toast.failure(gettext('Unable to export the snapshot. %(error)s'), {}, failure);
      });
    }
  }
})();
