(function() {
  'use strict';

  /** The calculator of restore points that remain after the next runs of a job. */
  angular
    .module('horizon.dashboard.project.freezer.retention', [
      'horizon.dashboard.project.freezer.core'
    ]);
})();
