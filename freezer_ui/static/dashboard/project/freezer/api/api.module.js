(function() {
  'use strict';

  /** The only way to /api/freezer/. */
  angular
    .module('horizon.dashboard.project.freezer.api', ['horizon.framework.util.http']);
})();
