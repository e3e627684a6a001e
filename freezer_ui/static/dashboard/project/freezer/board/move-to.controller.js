(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .controller('horizon.dashboard.project.freezer.board.MoveToController', MoveToController);

  MoveToController.$inject = [
    '$uibModalInstance',
    'items',
    'model',
    'words',
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.core.textMatch'
  ];

  /**
   * "Move to…": where to move cards, chosen from a list with a search. A place is {id, name, note,
   * icon}; its id is the dialog's result.
   */
  function MoveToController($uibModalInstance, items, model, words, boardModel, matchesText) {
    var STEP = 24;
    var ctrl = this;

    ctrl.title = interpolate(gettext('Move %(job)s to…'), {job: words.cards(items)}, true);
    ctrl.places = outside().concat(inside());
    ctrl.search = '';
    ctrl.limit = STEP;
    angular.extend(ctrl, {matches, choose, onKey, cancel, more});

    ////////////

    /** The ways out of a session, for members only. */
    function outside() {
      return items.some(item => item.zone !== boardModel.POOL) ? [
        {id: boardModel.POOL, name: words.pause(), icon: 'fa-stop',
          note: gettext('back to the pool, stopped')},
        {id: boardModel.RUN, name: words.alone(), icon: 'fa-play', note: words.aloneOn(items)}
      ] : [];
    }

    /** Every session but the one where they all are. */
    function inside() {
      return model.zones.filter(zone => items.some(item => item.zone !== zone.id)).map(zone => ({
        id: zone.id, name: words.place(zone.id), icon: 'fa-th-large',
        note: zone.session.schedule_words
      }));
    }

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
