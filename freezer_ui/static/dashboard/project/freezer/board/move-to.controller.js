(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .controller('horizon.dashboard.project.freezer.board.MoveToController', MoveToController);

  MoveToController.$inject = [
    '$uibModalInstance',
    'card',
    'zones',
    'horizon.dashboard.project.freezer.widgets.contains'
  ];

  /** Where to move a card, chosen from a list. */
  function MoveToController($uibModalInstance, card, zones, contains) {
    var STEP = 24;
    var ctrl = this;

    ctrl.card = card;
    ctrl.zones = zones;
    ctrl.search = '';
    ctrl.limit = STEP;
    ctrl.name = name;
    ctrl.matches = matches;
    ctrl.choose = choose;
    ctrl.cancel = cancel;
    ctrl.more = more;

    ////////////

    function name(zone) {
      return zone.session ? zone.session.description || zone.id : gettext('Pool');
    }

    function matches(zone) {
      return contains([name(zone)], ctrl.search);
    }

    function choose(zone) {
      $uibModalInstance.close(zone.id);
    }

    function cancel() {
      $uibModalInstance.dismiss('cancel');
    }

    function more() {
      ctrl.limit += STEP;
    }
  }
})();
