(function() {
  'use strict';

  /** Confirms the verdicts of visible sessions that are in doubt, for list and board. */
  angular.module('horizon.dashboard.project.freezer.verdict-checks', []);
})();
