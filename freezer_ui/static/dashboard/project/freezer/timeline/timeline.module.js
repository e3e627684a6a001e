(function() {
  'use strict';

  /** What the pictures of times share: their axis, the keys that walk them, and the focus. */
  angular
    .module('horizon.dashboard.project.freezer.timeline', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
