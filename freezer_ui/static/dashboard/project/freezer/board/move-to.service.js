(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.moveTo', moveToFactory);

  moveToFactory.$inject = [
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.board.model'
  ];

  /** "Move to…": asks where cards shall go, by a list with a search; resolves with the place. */
  function moveToFactory($uibModal, basePath, boardModel) {
    return {ask, placesFor};

    function ask(items, model, words) {
      return $uibModal.open({
        templateUrl: basePath + 'writes/move-to.html',
        controller: 'horizon.dashboard.project.freezer.writes.MoveToController as ctrl',
        windowClass: 'freezer-move-to',
        resolve: {
          title: () => interpolate(
            gettext('Move %(job)s to…'), {job: words.cards(items)}, true),
          places: () => placesFor(items, model, words)
        }
      }).result;
    }

    /** Out of their session first, then every session but the one where they all are. */
    function placesFor(items, model, words) {
      var isAnyMember = items.some(item => item.zone !== boardModel.POOL);
      return (isAnyMember ? outside(items, words) : []).concat(
        model.zones.filter(zone => items.some(item => item.zone !== zone.id)).map(asPlace));
    }

    function outside(items, words) {
      return [
        {id: boardModel.POOL, name: words.pause(), icon: 'fa-stop',
          note: gettext('back to the pool, stopped')},
        {id: boardModel.RUN, name: words.alone(), icon: 'fa-play', note: words.aloneOn(items)}
      ];
    }

    function asPlace(zone) {
      return {id: zone.id, name: zone.session.description || zone.id, icon: 'fa-th-large',
        note: zone.session.schedule_words};
    }
  }
})();
