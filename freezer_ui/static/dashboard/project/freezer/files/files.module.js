(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** Jobs, actions and sessions as files of Freezer's command line, as commands, and from files. */
  angular
    .module(FREEZER + '.files', [
      'ui.bootstrap', FREEZER + '.core', FREEZER + '.forms', FREEZER + '.lists'
    ]);
})();
