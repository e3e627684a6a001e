(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.history')
    .factory('horizon.dashboard.project.freezer.sessions.history.files', files);

  files.$inject = [
    '$timeout',
    '$window',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.sessions.upcoming.save',
    'horizon.dashboard.project.freezer.widgets.tell'
  ];

  /** Gives the user a snapshot's review as a file, or as a page for paper in a tab of its own. */
  function files($timeout, $window, api, save, tell) {
    var LATER = 60000;

    return {give};

    ////////////

    function give(sessionId, key, format) {
      // a tab can only be opened by the click itself
      var tab = format === 'html' ? $window.open('', '_blank') : null;
      return api.exportSnapshot(sessionId, key, {format}).then(file => {
        if (tab) {
          open(tab, file);
        } else {
          save(file);
        }
      }, failure => {
        if (tab) {
          tab.close();
        }
        tell.failure(gettext('Unable to export the snapshot. %(error)s'), {}, failure);
      });
    }

    function open(tab, file) {
      var blob = new $window.Blob([file.text], {type: file.type + ';charset=utf-8'});
      var url = $window.URL.createObjectURL(blob);
      tab.opener = null;
      tab.location.replace(url);
      // long enough to read it, and to print
      $timeout(() => {
        $window.URL.revokeObjectURL(url);
      }, LATER, false);
    }
  }
})();
