(function() {
  'use strict';

  /** Which restore points the next runs of a job leave, as the server works it out. */
  angular
    .module('horizon.dashboard.project.freezer.retention', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
