(function() {
  'use strict';

  /** From machines to a session that backs them up: one dialog, opened from several panels. */
  angular
    .module('horizon.dashboard.project.freezer.protect', [
      'ui.bootstrap',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.forms',
      'horizon.dashboard.project.freezer.lists',
      'horizon.dashboard.project.freezer.schedule',
      'horizon.dashboard.project.freezer.session-wizard',
      'horizon.dashboard.project.freezer.writes'
    ]);
})();
