(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.moveTo', moveToService);

  moveToService.$inject = ['$uibModal', 'horizon.dashboard.project.freezer.basePath'];

  /** "Move to…": asks where jobs go. A place is {id, name, note, icon}. */
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
})();
