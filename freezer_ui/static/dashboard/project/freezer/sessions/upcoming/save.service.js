(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.upcoming')
    .factory('horizon.dashboard.project.freezer.sessions.upcoming.save', save);

  save.$inject = ['$document', '$timeout', '$window'];

  /** Gives the user {name, type, text} as a file. */
  function save($document, $timeout, $window) {
    var LATER = 10000;

    return file => {
      var page = $document[0];
      var blob = new $window.Blob([file.text], {type: file.type + ';charset=utf-8'});
      var url = $window.URL.createObjectURL(blob);
      var link = page.createElement('a');
      link.href = url;
      link.download = file.name;
      page.body.appendChild(link);
      link.click();
      page.body.removeChild(link);
      // the browser reads it after the click
      $timeout(() => {
        $window.URL.revokeObjectURL(url);
      }, LATER, false);
    };
  }
})();
