(function() {
  'use strict';

  /** Forms: fields with the server's sentences, the wizard, and dialogs that ask step by step. */
  angular
    .module('horizon.dashboard.project.freezer.forms', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
