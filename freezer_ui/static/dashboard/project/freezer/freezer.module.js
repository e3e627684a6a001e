(function() {
  'use strict';

  /**
   * The front end of freezer-ui: it shows what /api/freezer/ returns and sends what the user did.
   * Every rule (what is complete, which schedule is valid, what to call it) is the server's.
   *
   * It is on our own pages only, and on each what its panel needs (freezer_ui/scripts.py): it adds
   * itself to Horizon's application there, and the panel's module adds itself to it. From one to
   * the next Horizon goes by loading the page.
   */
  angular.module('horizon.dashboard.project.freezer', [
    'ngRoute',
    'horizon.dashboard.project.freezer.core',
    'horizon.dashboard.project.freezer.forms',
    'horizon.dashboard.project.freezer.health',
    'horizon.dashboard.project.freezer.pool',
    'horizon.dashboard.project.freezer.schedule',
    'horizon.dashboard.project.freezer.session-wizard',
    'horizon.dashboard.project.freezer.writes'
  ]);

  angular.module('horizon.app').requires.push('horizon.dashboard.project.freezer');
})();
