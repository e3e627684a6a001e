(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** Export of jobs, actions and sessions as files and as commands, and import of such files. */
  angular
    .module(FREEZER + '.files', [
      'ui.bootstrap', FREEZER + '.core', FREEZER + '.forms', FREEZER + '.lists'
    ]);
})();
