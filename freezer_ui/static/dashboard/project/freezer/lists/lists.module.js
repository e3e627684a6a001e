(function() {
  'use strict';

  /** Lists: declared once, drawn by one panel; on panels' pages only (freezer_ui/scripts.py). */
  angular
    .module('horizon.dashboard.project.freezer.lists', [
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.writes'
    ]);
})();
