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

  /**
   * "Move to…": a place chosen from a list with a search. A place is {id, name, note, icon}; its id
   * is the dialog's result.
   */
  function MoveToController($uibModalInstance, title, places, matchesText) {
    var STEP = 24;
    var ctrl = this;

    angular.extend(ctrl, {title, places});
    ctrl.search = '';
    ctrl.limit = STEP;
    angular.extend(ctrl, {matches, choose, onKey, cancel, more});

    function matches(place) {
      return matchesText([place.name], ctrl.search);
    }

    function choose(place) {
      $uibModalInstance.close(place.id);
    }

    /** Enter takes the only place that the search finds. */
    function onKey(event, found) {
      if (event.key === 'Enter' && ctrl.search && found.length === 1) {
        event.preventDefault();
        choose(found[0]);
      }
    }

    function cancel() {
      $uibModalInstance.dismiss('cancel');
    }

    function more() {
      ctrl.limit += STEP;
    }
  }
})();
