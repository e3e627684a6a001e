(function() {
  'use strict';

  /** What the panels with long lists share; on their pages only (freezer_ui/scripts.py). */
  angular.module('horizon.dashboard.project.freezer.lists', [
    'horizon.dashboard.project.freezer.widgets'
  ]);
})();
