(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.download', download);

  download.$inject = ['$document', '$timeout', '$window'];

  /** Downloads {name, type, text} as a file, or shows it as a page in a tab that a click opened. */
  function download($document, $timeout, $window) {
    // milliseconds; the browser reads a file after the click, and a page stays for reading and
    // printing
    const FILE_LASTS = 10000;
    const PAGE_LASTS = 60000;

    return {file: saveFile, page: showPage};

    function saveFile(file) {
      const page = $document[0];
      const link = page.createElement('a');
      link.href = urlOf(file, FILE_LASTS);
      link.download = file.name;
      page.body.appendChild(link);
      link.click();
      page.body.removeChild(link);
    }

    function showPage(file, tab) {
      tab.opener = null;
      tab.location.replace(urlOf(file, PAGE_LASTS));
    }

    function urlOf(file, lasts) {
      const blob = new $window.Blob([file.text], {type: file.type + ';charset=utf-8'});
      const url = $window.URL.createObjectURL(blob);
      $timeout(() => {
        $window.URL.revokeObjectURL(url);
      }, lasts, false);
      return url;
    }
  }
})();
