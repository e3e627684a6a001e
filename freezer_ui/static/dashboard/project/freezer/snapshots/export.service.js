(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.history.files', files);

  files.$inject = [
    '$window',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.widgets.save',
    'horizon.dashboard.project.freezer.widgets.tell'
  ];

  /** Gives the user a snapshot's review as a file, or as a page for paper in a tab of its own. */
  function files($window, api, save, tell) {
    return {give};

    function give(sessionId, key, format) {
      // a tab can only be opened by the click itself
      var tab = format === 'html' ? $window.open('', '_blank') : null;
      return api.exportSnapshot(sessionId, key, {format}).then(file => {
        if (tab) {
          save.page(file, tab);
        } else {
          save.file(file);
        }
      }, failure => {
        if (tab) {
          tab.close();
        }
        tell.failure(gettext('Unable to export the snapshot. %(error)s'), {}, failure);
      });
    }
  }
})();
