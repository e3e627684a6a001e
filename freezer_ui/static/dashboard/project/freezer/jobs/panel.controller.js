(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.jobs')
    .controller('horizon.dashboard.project.freezer.jobs.PanelController', PanelController);

  PanelController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.jobs.service',
    'horizon.dashboard.project.freezer.lists.pagedPanel'
  ];

  /** The state around Horizon's table of jobs. */
  function PanelController($scope, jobs, around) {
    around.attach(this, $scope, jobs, {
      count: count => ngettext('%s job', '%s jobs', count),
      progress: gettext('Looked at %s jobs so far: a search finds what is among them.')
    });
  }
})();
