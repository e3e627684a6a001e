(function() {
  'use strict';

  /** The snapshots of a session: the grid of tags and members, and their reviews. */
  angular
    .module('horizon.dashboard.project.freezer.snapshots', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.restore',
      'horizon.dashboard.project.freezer.timeline'
    ]);
})();
