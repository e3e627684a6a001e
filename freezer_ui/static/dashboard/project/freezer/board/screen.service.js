(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.screen', screenFactory);

  screenFactory.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.board.reveal',
    'horizon.dashboard.project.freezer.core.textMatch'
  ];

  /** What can be seen of the board, how far, and where the focus is; what is announced of it. */
  function screenFactory($timeout, boardModel, revealing, matchesText) {
    var STEP = 24;
    var CARDS_STEP = 60;

    return {create, STEP};

    /** `scope` has the directives of the cards below it. */
    function create(scope, model) {
      var cardLimits = {};
      var screen = {
        search: {pool: '', sessions: ''},
        limit: STEP,
        // the zones of the sessions that match the search
        found: [],
        announcement: '',
        find,
        sessionIds,
        zoneIds,
        cardsOf,
        more,
        reset,
        limitOf,
        moreCards,
        countWords,
        say,
        focus,
        focusLater,
        follow,
        reveal
      };
      return screen;

      ////////////

      function find() {
        screen.found = matching();
      }

      function matching() {
        return model.zones.filter(zone =>
          matchesText([zone.session.description, zone.id], screen.search.sessions));
      }

      /** Of the sessions that can be seen. */
      function sessionIds() {
        return matching().slice(0, screen.limit).map(zone => zone.id);
      }

      /** The zones in their order on the screen. */
      function zoneIds() {
        return [boardModel.POOL].concat(sessionIds());
      }

      /** A zone's cards that can be seen. */
      function cardsOf(zoneId) {
        var zone = model.zone(zoneId);
        var cards = zone ? zone.cards : [];
        var limit = limitOf({id: zoneId});
        return cards.length > limit ? cards.slice(0, limit) : cards;
      }

      function more() {
        screen.limit += STEP;
      }

      function reset() {
        screen.limit = STEP;
      }

      /** The pool has its own steps, with the server. */
      function limitOf(zone) {
        return zone.id === boardModel.POOL ? undefined : cardLimits[zone.id] || CARDS_STEP;
      }

      function moreCards(zone) {
        cardLimits[zone.id] = limitOf(zone) + CARDS_STEP;
      }

      function countWords() {
        var words = screen.search.sessions
          ? gettext('Showing %(shown)s of %(found)s matching sessions, %(all)s in total')
          : gettext('Showing %(shown)s of %(all)s sessions');
        return interpolate(words, {
          shown: Math.min(screen.found.length, screen.limit),
          found: screen.found.length,
          all: model.zones.length
        }, true);
      }

      function say(words) {
        screen.announcement = words;
      }

      ////////////

      /** A card that is not drawn, because it is far from the screen, is drawn first. */
      function focus(cardId, zoneId) {
        if (!cardNode(cardId, zoneId) && model.find(cardId, zoneId)) {
          scope.$broadcast(revealing, cardId, zoneId);
          $timeout(grab, 0);
        } else {
          grab();
        }

        function grab() {
          var node = cardNode(cardId, zoneId) || byId('freezer-zone-' + zoneId);
          if (node) {
            node.focus();
          }
        }
      }

      /** When the card is drawn where it was put. */
      function focusLater(cardId, place) {
        $timeout(() => {
          focus(cardId, place === boardModel.RUN ? boardModel.POOL : place);
        }, 0);
      }

      /** The card that had the focus is drawn elsewhere: the focus goes along, or it is nowhere. */
      function follow(cardId, zoneId) {
        $timeout(() => {
          if (document.activeElement === document.body) {
            focus(cardId, zoneId);
          }
        }, 0);
      }

      function reveal(place) {
        var node = byId('freezer-zone-' + (place === boardModel.RUN ? 'pool-run' : place));
        if (node && node.scrollIntoView) {
          node.scrollIntoView({block: 'nearest'});
        }
      }

      function cardNode(cardId, zoneId) {
        return byId('freezer-card-' + zoneId + '-' + cardId);
      }

      function byId(id) {
        return document.getElementById(id);
      }
    }
  }
})();
