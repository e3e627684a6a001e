(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.moveTo', moveToService)
    .controller('horizon.dashboard.project.freezer.writes.MoveToController', MoveToController);

  moveToService.$inject = ['$uibModal', 'horizon.dashboard.project.freezer.basePath'];

  /** "Move to…": asks for the target of jobs. A place is {id, name, note, icon}. */
  function moveToService($uibModal, basePath) {
    return {open, placeOf};

    /** Resolves with the id of the chosen place; rejects when the user cancels. */
    function open(title, places) {
      return $uibModal.open({
        templateUrl: basePath + 'writes/move-to.html',
        controller: 'horizon.dashboard.project.freezer.writes.MoveToController as ctrl',
        windowClass: 'freezer-move-to',
        resolve: {title: () => title, places: () => places}
      }).result;
    }

    function placeOf(session) {
      return {
        id: session.id, name: session.name, icon: 'fa-th-large',
        note: session.schedule_words
      };
    }
  }

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
    const STEP = 24;
    const ctrl = this;

    Object.assign(ctrl, {title, places});
    ctrl.search = '';
    ctrl.limit = STEP;
    Object.assign(ctrl, {matches, choose, onKey, cancel, more});

    function matches(place) {
      return matchesText([place.name], ctrl.search);
    }

    function choose(place) {
      $uibModalInstance.close(place.id);
    }

    /** The Enter key chooses the only place that the search finds. */
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
