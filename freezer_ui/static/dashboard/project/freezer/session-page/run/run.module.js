(function() {
  'use strict';

  /** The timeline of a session's run: a bar for each member. */
  angular
    .module('horizon.dashboard.project.freezer.session-page.run', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.timeline'
    ]);
})();
