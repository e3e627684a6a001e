(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .controller('horizon.dashboard.project.freezer.backups.PanelController', PanelController);

  PanelController.$inject = ['horizon.dashboard.project.freezer.backups.part'];

  /** What is said above the list where the address asks for a part of it. */
  function PanelController(part) {
    this.words = part.words();
  }
})();
