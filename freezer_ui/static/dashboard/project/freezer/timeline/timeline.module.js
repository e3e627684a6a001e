(function() {
  'use strict';

  /** Axis, keyboard navigation and focus of all pictures of times. */
  angular
    .module('horizon.dashboard.project.freezer.timeline', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
