(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .controller('horizon.dashboard.project.freezer.board.BoardController', BoardController);

  BoardController.$inject = [
    '$document',
    '$filter',
    '$scope',
    '$timeout',
    'horizon.dashboard.project.freezer.board.autoscroll',
    'horizon.dashboard.project.freezer.board.keyboardDrag',
    'horizon.dashboard.project.freezer.board.cardSelection',
    'horizon.dashboard.project.freezer.board.dragEnd',
    'horizon.dashboard.project.freezer.board.dragState',
    'horizon.dashboard.project.freezer.board.keyboard',
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.board.moveTo',
    'horizon.dashboard.project.freezer.board.moves',
    'horizon.dashboard.project.freezer.board.reveal',
    'horizon.dashboard.project.freezer.board.messages',
    'horizon.dashboard.project.freezer.session-wizard.create',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.verdict-checks.service',
    'horizon.dashboard.project.freezer.core.textMatch',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.core.toast'
  ];

  /** The board's screen: what can be seen of it, and its parts put together. */
  function BoardController(
    $document, $filter, $scope, $timeout, autoscroll, keyboardDrags, cardSelections, dragEnds,
    dragStates, keyboards, boardModel, moveTo, movesFactory, revealing, messagesFactory,
    createService, paths, verdictChecks, matchesText, autoRefresh, health, labels, permissions,
    pools, toast
  ) {
    var STEP = 24;
    var CARDS_STEP = 60;
    // milliseconds between two parts of the pool, and while nobody looks
    var BREATH = 150;
    var HIDDEN = 4000;
    var ctrl = this;
    var cardLimits = {};
    var following = null;
    var endWatch = angular.noop;

    ctrl.POOL = boardModel.POOL;
    ctrl.RUN = boardModel.RUN;
    ctrl.labels = labels;
    ctrl.can = {};
    ctrl.search = {pool: '', sessions: ''};
    // whether the rest of the pool follows by itself
    ctrl.streaming = true;
    ctrl.limit = STEP;
    ctrl.found = [];
    ctrl.announcement = '';
    angular.extend(ctrl, {
      more, reset, limitOf, cardsOf, moreCards, onPoolEnd, streamPool, countWords, poolWords
    });
    ctrl.path = paths.session;
    angular.extend(ctrl, {
      linkOf, mended, movable, dragWords, dragStart, drop, onKey, onClick, choose,
      chooseFor, create
    });

    putTogether();
    permissions.fill(ctrl.can);
    ctrl.refresher.refresh();
    $scope.$watchGroup([
      () => ctrl.model.zones,
      () => ctrl.search.sessions,
      () => ctrl.limit
    ], onScreenChanged);
    $scope.$watch(() => ctrl.pool.items, ctrl.model.drawPool);
    $scope.$watch(isPoolLow, fillPool);
    $scope.$watch(isToFollow, followLater);
    $scope.$on(verdictChecks.IN_SIGHT, (event, id) => ctrl.checking.want(id));
    $scope.$on('$destroy', leave);

    ////////////

    function putTogether() {
      ctrl.pool = pools.create({limit: STEP});
      ctrl.model = boardModel.create({pool: ctrl.pool, onScreen});
      ctrl.refresher = autoRefresh.create({
        load, busy, rows: ctrl.model.sessions, look: ctrl.model.look, moving: isMoving
      });
      ctrl.checking = verdictChecks.create({
        ask: ctrl.model.check, take: takeChecked, stamp: ctrl.model.stamp
      });
      ctrl.words = messagesFactory.create(ctrl.model);
      ctrl.drag = dragStates.create();
      ctrl.cardSelection = cardSelections.create({
        words: ctrl.words, say, can, movable, cardsOf
      });
      ctrl.moves = movesFactory.create({
        model: ctrl.model, words: ctrl.words, selection: ctrl.cardSelection.selection,
        movable, say, follow, failed
      });
      ctrl.undo = ctrl.moves.undo;
      ctrl.keyboardDrag = keyboardDrags.create({
        drag: ctrl.drag, moves: ctrl.moves, words: ctrl.words, model: ctrl.model, say,
        zoneIds, reveal, focus: focusLater
      });
      ctrl.keyboard = keyboards.create({
        keyboardDrag: ctrl.keyboardDrag, cardSelection: ctrl.cardSelection, words: ctrl.words, say,
        can, movable, zoneIds, cardsOf, focus: focusCard
      });
    }

    function leave() {
      ctrl.refresher.stop();
      ctrl.checking.stop();
      ctrl.pool.stop();
      ctrl.model.stop();
      ctrl.moves.batch.stop();
      $timeout.cancel(following);
      letGo();
    }

    function load() {
      return ctrl.model.load().then(() => {
        ctrl.cardSelection.selection.keepIf(isThere);
        checkHand();
      });
    }

    function isThere(item) {
      return ctrl.model.find(item.id, item.zone) !== null;
    }

    /** A refresh that was under way when cards were picked up may have taken them away. */
    function checkHand() {
      var gone = ctrl.drag.items.filter(item => !isThere(item)).length;
      if (gone) {
        letGo();
        say(interpolate(ngettext(
          'A job you picked up is gone: someone else moved or deleted it. Nothing was moved.',
          '%s jobs you picked up are gone: someone else moved or deleted them. Nothing was ' +
          'moved.', gone), [gone]));
        toast.warning('%(words)s', {words: ctrl.announcement});
      }
    }

    function letGo() {
      endWatch();
      autoscroll.stop();
      ctrl.keyboardDrag.forget();
      ctrl.drag.release();
    }

    function isMoving() {
      return ctrl.model.sessions().some(session =>
        session.verdict.state === 'running' || session.confirmed === false);
    }

    /** Nothing changes under the user's hand. */
    function takeChecked(found) {
      if (!busy()) {
        ctrl.model.take(found);
      }
    }

    function busy() {
      return ctrl.drag.isFull() || ctrl.model.busy() || ctrl.moves.batch.running;
    }

    function refresh() {
      ctrl.refresher.refresh();
    }

    /** It changed under us, or what was done is not known: how is it now, and is it sound? */
    function failed() {
      refresh();
      health.again();
    }

    function say(words) {
      ctrl.announcement = words;
    }

    function can() {
      return ctrl.can.members === true;
    }

    function movable(card) {
      return Boolean(can() && !card.pending && !card.running);
    }

    ////////////

    function onScreenChanged() {
      ctrl.found = matching();
      // what fails here is read again with everything else, and told there
      ctrl.model.want(onScreen()).catch(refresh);
    }

    /** Its cards were moved away, and there are more. */
    function isPoolLow() {
      return canReadOn() && ctrl.model.pool.cards.length < STEP / 2;
    }

    function canReadOn() {
      var pool = ctrl.pool;
      return !(pool.exhausted || pool.paused || pool.loading || pool.failure || busy()) &&
        ctrl.model.drawn;
    }

    /** Who scrolls to the end of the pool reads on. */
    function onPoolEnd() {
      if (canReadOn()) {
        $scope.$applyAsync(ctrl.pool.more);
      }
    }

    function fillPool(low) {
      if (low) {
        ctrl.pool.more();
      }
    }

    /** The rest of the pool follows by itself, until that is stopped. */
    function isToFollow() {
      return ctrl.streaming && canReadOn();
    }

    function followLater(isOn) {
      if (isOn) {
        following = $timeout(() => {
          if ($document[0].hidden) {
            followLater(isToFollow());
          } else if (isToFollow()) {
            ctrl.pool.more();
          }
        }, $document[0].hidden ? HIDDEN : BREATH);
      }
    }

    function streamPool(on) {
      ctrl.streaming = on;
    }

    function matching() {
      return ctrl.model.zones.filter(zone =>
        matchesText([zone.session.description, zone.id], ctrl.search.sessions));
    }

    /** The sessions that can be seen, by id. */
    function onScreen() {
      return matching().slice(0, ctrl.limit).map(zone => zone.id);
    }

    function zoneIds() {
      return [ctrl.POOL].concat(onScreen());
    }

    function cardsOf(zoneId) {
      var zone = ctrl.model.zone(zoneId);
      var cards = zone ? zone.cards : [];
      var limit = limitOf({id: zoneId});
      return cards.length > limit ? cards.slice(0, limit) : cards;
    }

    function more() {
      ctrl.limit += STEP;
    }

    function reset() {
      ctrl.limit = STEP;
    }

    /** The pool has its own steps, with the server. */
    function limitOf(zone) {
      return zone.id === ctrl.POOL ? undefined : cardLimits[zone.id] || CARDS_STEP;
    }

    function moreCards(zone) {
      cardLimits[zone.id] = limitOf(zone) + CARDS_STEP;
    }

    function countWords() {
      var words = ctrl.search.sessions
        ? gettext('Showing %(shown)s of %(found)s matching sessions, %(all)s in total')
        : gettext('Showing %(shown)s of %(all)s sessions');
      return interpolate(words, {
        shown: Math.min(ctrl.found.length, ctrl.limit),
        found: ctrl.found.length,
        all: ctrl.model.zones.length
      }, true);
    }

    /** How far the pool was looked through. */
    function poolWords() {
      var pool = ctrl.pool;
      if (!pool.checked) {
        return gettext('Loading the pool…');
      }
      return interpolate(pool.q
        ? gettext('Searched the first %(jobs)s jobs…')
        : gettext('%(jobs)s jobs loaded so far…'),
        {jobs: $filter('number')(pool.checked)}, true);
    }

    ////////////

    function dragWords(card, zone) {
      var items = ctrl.cardSelection.together(card, zone);
      return items.length > 1 ? ctrl.words.jobs(items.length) : '';
    }

    function dragStart(card, zone) {
      var items = ctrl.cardSelection.together(card, zone);
      ctrl.cardSelection.selection.set(items);
      letGo();
      ctrl.drag.take(items);
      autoscroll.start();
      endWatch = dragEnds.watch(() => {
        $scope.$apply(letGo);
      });
    }

    function drop(place, jobId) {
      var items = ctrl.drag.items;
      letGo();
      // not something that was picked up elsewhere
      if (items.some(item => item.id === jobId)) {
        ctrl.moves.move(items, place);
      }
    }

    function onKey(event) {
      if (event.key === 'Escape' && !ctrl.drag.isFull()) {
        ctrl.cardSelection.clear();
      }
    }

    /** A click beside the cards. */
    function onClick(event) {
      if (!event.target.closest('.freezer-card, a, button, input, label')) {
        ctrl.cardSelection.clear();
      }
    }

    ////////////

    function choose(card, zone) {
      chooseFor(ctrl.cardSelection.together(card, zone));
    }

    function chooseFor(items) {
      moveTo.ask(items, ctrl.model, ctrl.words).then(place => {
        ctrl.moves.move(items, place);
        focusLater(items[0].id, place === ctrl.RUN ? ctrl.POOL : place);
      }, angular.noop);
    }

    /** What was mended outside of the board can be taken back on it. */
    function mended(words, calls) {
      if (words) {
        ctrl.undo.push(words, calls || []);
      }
      refresh();
    }

    function linkOf(sessionId) {
      return paths.session({id: sessionId});
    }

    function create() {
      createService.perform().then(refresh, angular.noop);
    }

    /** When the card is drawn there. */
    function focusLater(cardId, zoneId) {
      $timeout(() => {
        focusCard(cardId, zoneId);
      }, 0);
    }

    /** The card that had the focus is drawn elsewhere: the focus goes along, or it is nowhere. */
    function follow(cardId, zoneId) {
      $timeout(() => {
        if ($document[0].activeElement === $document[0].body) {
          focusCard(cardId, zoneId);
        }
      }, 0);
    }

    /** A card that is not drawn, because it is far from the screen, is drawn first. */
    function focusCard(cardId, zoneId) {
      if (!cardNode(cardId, zoneId) && ctrl.model.find(cardId, zoneId)) {
        $scope.$broadcast(revealing, cardId, zoneId);
        $timeout(focus, 0);
      } else {
        focus();
      }

      function focus() {
        var node = cardNode(cardId, zoneId) || byId('freezer-zone-' + zoneId);
        if (node) {
          node.focus();
        }
      }
    }

    function cardNode(cardId, zoneId) {
      return byId('freezer-card-' + zoneId + '-' + cardId);
    }

    function reveal(place) {
      var node = byId('freezer-zone-' + (place === ctrl.RUN ? 'pool-run' : place));
      if (node && node.scrollIntoView) {
        node.scrollIntoView({block: 'nearest'});
      }
    }

    function byId(id) {
      return $document[0].getElementById(id);
    }
  }
})();
