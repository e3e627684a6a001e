(function() {
  'use strict';

  /** Fields and dialogs. */
  angular
    .module('horizon.dashboard.project.freezer.forms', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
