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
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.board.drag',
    'horizon.dashboard.project.freezer.board.keyboard',
    'horizon.dashboard.project.freezer.board.messages',
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.board.moves',
    'horizon.dashboard.project.freezer.board.screen',
    'horizon.dashboard.project.freezer.board.selection',
    'horizon.dashboard.project.freezer.session-wizard.create',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.verdict-checks.service',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.core.toast'
  ];

  /**
   * The board's parts put together; its parts and its cards know each other through it:
   *
   *   model, screen, words, drag, selection, moves, keyboard
   *   can, movable(card)   what this user may do; whether a card can be moved now
   *   refresh()
   */
  function BoardController(
    $document, $filter, $scope, $timeout, $uibModal, basePath, drags, keyboards, messages,
    boardModel, moves, screens, selections, createService, paths, verdictChecks, autoRefresh,
    labels, permissions, pools, toast
  ) {
    // milliseconds between two parts of the pool, and while nobody looks
    var BREATH = 150;
    var HIDDEN = 4000;
    var ctrl = this;
    var following = null;

    ctrl.POOL = boardModel.POOL;
    ctrl.RUN = boardModel.RUN;
    ctrl.labels = labels;
    ctrl.can = {};
    // whether the rest of the pool follows by itself
    ctrl.streaming = true;
    ctrl.path = paths.session;
    angular.extend(ctrl, {
      movable, refresh, onPoolEnd, streamPool, poolWords, dragWords, dragStart, drop, onKey,
      onClick, choose, chooseFor, mended, linkOf, create
    });

    putTogether();
    permissions.fill(ctrl.can);
    refresh();
    $scope.$watchGroup([
      () => ctrl.model.zones,
      () => ctrl.screen.search.sessions,
      () => ctrl.screen.limit
    ], onScreenChanged);
    $scope.$watch(() => ctrl.pool.items, ctrl.model.drawPool);
    $scope.$watch(isPoolLow, fillPool);
    $scope.$watch(isToFollow, followLater);
    $scope.$on(verdictChecks.IN_SIGHT, (event, id) => ctrl.checking.want(id));
    $scope.$on('$destroy', leave);

    ////////////

    function putTogether() {
      ctrl.pool = pools.create({limit: screens.STEP});
      ctrl.model = boardModel.create(ctrl.pool, () => ctrl.screen.sessionIds());
      ctrl.screen = screens.create($scope, ctrl.model);
      ctrl.refresher = autoRefresh.create({
        load, busy, rows: ctrl.model.sessions, look: ctrl.model.look, moving: isMoving
      });
      ctrl.checking = verdictChecks.create({
        ask: ctrl.model.check, take: takeChecked, stamp: ctrl.model.stamp
      });
      ctrl.words = messages.create(ctrl.model);
      ctrl.drag = drags.create();
      ctrl.selection = selections.create(ctrl);
      ctrl.moves = moves.create(ctrl);
      ctrl.keyboard = keyboards.create(ctrl);
    }

    function leave() {
      ctrl.refresher.stop();
      ctrl.checking.stop();
      ctrl.pool.stop();
      ctrl.model.stop();
      ctrl.moves.batch.stop();
      $timeout.cancel(following);
      ctrl.drag.release();
    }

    function load() {
      return ctrl.model.load().then(() => {
        ctrl.selection.keepIf(isThere);
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
        ctrl.drag.release();
        ctrl.screen.say(interpolate(ngettext(
          'A job you picked up is gone: someone else moved or deleted it. Nothing was moved.',
          '%s jobs you picked up are gone: someone else moved or deleted them. Nothing was ' +
          'moved.', gone), [gone]));
        toast.warning('%(words)s', {words: ctrl.screen.announcement});
      }
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

    function movable(card) {
      return Boolean(ctrl.can.members && !card.pending && !card.running);
    }

    ////////////

    function onScreenChanged() {
      ctrl.screen.find();
      // what fails here is read again with everything else, and told there
      ctrl.model.want(ctrl.screen.sessionIds()).catch(refresh);
    }

    /** Its cards were moved away, and there are more. */
    function isPoolLow() {
      return canReadOn() && ctrl.model.pool.cards.length < screens.STEP / 2;
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
      var items = ctrl.selection.together(card, zone);
      return items.length > 1 ? ctrl.words.jobs(items.length) : '';
    }

    function dragStart(card, zone) {
      var items = ctrl.selection.together(card, zone);
      ctrl.selection.set(items);
      ctrl.drag.take(items);
      ctrl.drag.followPointer(() => { $scope.$apply(ctrl.drag.release); });
    }

    function drop(place, jobId) {
      var items = ctrl.drag.items;
      ctrl.drag.release();
      // not something that was picked up elsewhere
      if (items.some(item => item.id === jobId)) {
        ctrl.moves.move(items, place);
      }
    }

    function onKey(event) {
      if (event.key === 'Escape' && !ctrl.drag.isFull()) {
        ctrl.selection.clear();
      }
    }

    /** A click beside the cards. */
    function onClick(event) {
      if (!event.target.closest('.freezer-card, a, button, input, label')) {
        ctrl.selection.clear();
      }
    }

    ////////////

    function choose(card, zone) {
      chooseFor(ctrl.selection.together(card, zone));
    }

    /** "Move to…": asks where these cards shall go. */
    function chooseFor(items) {
      $uibModal.open({
        templateUrl: basePath + 'writes/move-to.html',
        controller: 'horizon.dashboard.project.freezer.writes.MoveToController as ctrl',
        windowClass: 'freezer-move-to',
        resolve: {title: () => ctrl.words.moveTitle(items), places: () => ctrl.words.targets(items)}
      }).result.then(place => {
        ctrl.moves.move(items, place);
        ctrl.screen.focusLater(items[0].id, place);
      }, angular.noop);
    }

    /** What was mended outside of the board can be taken back on it. */
    function mended(words, calls) {
      if (words) {
        ctrl.moves.undo.push(words, calls || []);
      }
      refresh();
    }

    function linkOf(sessionId) {
      return paths.session({id: sessionId});
    }

    function create() {
      createService.perform().then(refresh, angular.noop);
    }
  }
})();
