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

  /** The visible part of the board: search, limits, focus and announcements. */
  function screenFactory($timeout, boardModel, revealing, matchesText) {
    const STEP = 24;
    const CARDS_STEP = 60;

    return {create, STEP};

    /** `scope`: of the page, above the directives of the cards. */
    function create(scope, model) {
      const cardLimits = {};
      const screen = {
        search: {pool: '', sessions: ''},
        limit: STEP,
        // the zones of the sessions that match the search
        found: [],
        announcement: '',
        find, sessionIds, zoneIds, cardsOf, more, reset, limitOf, moreCards, countWords, say, focus,
        focusLater, follow, reveal
      };
      return screen;

      function find() {
        screen.found = matching();
      }

      function matching() {
        return model.zones.filter(zone =>
          matchesText([zone.session.description, zone.id], screen.search.sessions));
      }

      /** The ids of the visible sessions. */
      function sessionIds() {
        return matching().slice(0, screen.limit).map(zone => zone.id);
      }

      /** The zones in their order on the screen. */
      function zoneIds() {
        return [boardModel.POOL].concat(sessionIds());
      }

      /** A zone's visible cards. */
      function cardsOf(zoneId) {
        const zone = model.zone(zoneId);
        const cards = zone ? zone.cards : [];
        const limit = limitOf({id: zoneId});
        return cards.length > limit ? cards.slice(0, limit) : cards;
      }

      function more() {
        screen.limit += STEP;
      }

      function reset() {
        screen.limit = STEP;
      }

      /** The pool has no limit here: the server sends it in steps. */
      function limitOf(zone) {
        return zone.id === boardModel.POOL ? undefined : cardLimits[zone.id] || CARDS_STEP;
      }

      function moreCards(zone) {
        cardLimits[zone.id] = limitOf(zone) + CARDS_STEP;
      }

      function countWords() {
        const words = screen.search.sessions
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

      /** Focuses a card; one far from the screen has to be drawn first. */
      function focus(cardId, zoneId) {
        if (!cardNode(cardId, zoneId) && model.find(cardId, zoneId)) {
          scope.$broadcast(revealing, cardId, zoneId);
          $timeout(grab, 0);
        } else {
          grab();
        }

        function grab() {
          const node = cardNode(cardId, zoneId) || byId('freezer-zone-' + zoneId);
          if (node) {
            node.focus();
          }
        }
      }

      /** Focuses a card once it is drawn at its new place. */
      function focusLater(cardId, place) {
        $timeout(() => {
          focus(cardId, place === boardModel.RUN ? boardModel.POOL : place);
        }, 0);
      }

      /** Moves the focus along with the focused card, which is redrawn in a different zone. */
      function follow(cardId, zoneId) {
        $timeout(() => {
          if (document.activeElement === document.body) {
            focus(cardId, zoneId);
          }
        }, 0);
      }

      function reveal(place) {
        const node = byId('freezer-zone-' + (place === boardModel.RUN ? 'pool-run' : place));
        if (node) {
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
