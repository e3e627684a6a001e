(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .controller('horizon.dashboard.project.freezer.writes.MoveToController', MoveToController);

  MoveToController.$inject = [
    '$uibModalInstance',
    'title',
    'places',
    'horizon.dashboard.project.freezer.core.textMatch'
  ];

  /** Where to move cards, chosen from a list. A place is {id, name, note, icon}. */
  function MoveToController($uibModalInstance, title, places, matchesText) {
    var STEP = 24;
    var ctrl = this;

    angular.extend(ctrl, {title, places});
    ctrl.search = '';
    ctrl.limit = STEP;
    angular.extend(ctrl, {matches, choose, cancel, more});

    ////////////

    function matches(place) {
      return matchesText([place.name], ctrl.search);
    }

    function choose(place) {
      $uibModalInstance.close(place.id);
    }

    function cancel() {
      $uibModalInstance.dismiss('cancel');
    }

    function more() {
      ctrl.limit += STEP;
    }
  }
})();
