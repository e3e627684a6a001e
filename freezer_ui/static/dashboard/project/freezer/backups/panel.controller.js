(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .controller('horizon.dashboard.project.freezer.backups.PanelController', PanelController);

  PanelController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.backups.service',
    'horizon.dashboard.project.freezer.lists.pagedPanel'
  ];

  /** The state around Horizon's table of backups. */
  function PanelController($scope, backups, around) {
    around.attach(this, $scope, backups, {
      count: count => ngettext('%s backup', '%s backups', count),
      progress: gettext('Looked at %s backups so far: a search finds what is among them.')
    });
  }
})();
