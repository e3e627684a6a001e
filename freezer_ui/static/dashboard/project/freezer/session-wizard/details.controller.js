(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .controller('horizon.dashboard.project.freezer.session-wizard.DetailsController',
                DetailsController);

  DetailsController.$inject = ['horizon.dashboard.project.freezer.session-wizard.model'];

  /** The details step: it only needs the model. */
  function DetailsController(model) {
    this.model = model;
  }
})();
