(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .controller('horizon.dashboard.project.freezer.backups.PanelController', PanelController);

  PanelController.$inject = ['horizon.dashboard.project.freezer.backups.part'];

  /** The text above the list if the address selects a part of it. */
  function PanelController(part) {
    this.words = part.words();
  }
})();
