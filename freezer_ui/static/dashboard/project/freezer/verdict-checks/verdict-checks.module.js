(function() {
  'use strict';

  /** Looks up, for list and board, the verdicts of sessions on the screen that are in doubt. */
  angular.module('horizon.dashboard.project.freezer.verdict-checks', []);
})();
