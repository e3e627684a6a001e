(function() {
  'use strict';

  /** Schedules: the editor, what they mean, and advice on them. */
  angular
    .module('horizon.dashboard.project.freezer.schedule', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.forms'
    ]);
})();
