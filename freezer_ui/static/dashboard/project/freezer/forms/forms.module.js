(function() {
  'use strict';

  /** Forms: fields with the server's error sentences, the wizard, and dialogs in steps. */
  angular
    .module('horizon.dashboard.project.freezer.forms', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
