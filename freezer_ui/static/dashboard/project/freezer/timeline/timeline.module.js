(function() {
  'use strict';

  /** Axis, keyboard navigation and focus of all timelines. */
  angular
    .module('horizon.dashboard.project.freezer.timeline', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
