(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .controller('horizon.dashboard.project.freezer.board.BoardController', BoardController);

  BoardController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.board.drag',
    'horizon.dashboard.project.freezer.board.keyboard',
    'horizon.dashboard.project.freezer.board.messages',
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.board.moves',
    'horizon.dashboard.project.freezer.board.poolStream',
    'horizon.dashboard.project.freezer.board.screen',
    'horizon.dashboard.project.freezer.board.selection',
    'horizon.dashboard.project.freezer.session-wizard.actions',
    'horizon.dashboard.project.freezer.core.cancellable',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.verdict-checks.service',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.writes.moveTo'
  ];

  /**
   * Creates the parts of the board. Parts and cards reach each other through it:
   *
   *   model, screen, words, drag, selection, moves, keyboard, stream
   *   can, movable(card)   what this user may do; whether a card can be moved now
   *   refresh()
   */
  function BoardController(
    $scope, drags, keyboards, messages, boardModel, moves, poolStreams, screens, selections,
    sessionActions, cancellable, paths, verdictChecks, autoRefresh, labels, permissions, pools,
    toast, moveTo
  ) {
    const ctrl = this;

    ctrl.POOL = boardModel.POOL;
    ctrl.RUN = boardModel.RUN;
    ctrl.labels = labels;
    ctrl.can = {};
    Object.assign(ctrl, {
      movable, refresh, dragWords, dragStart, drop, onKey, onClick, choose, chooseFor, repaired,
      create, sessionPath: id => paths.session({id})
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
    // after that watcher, because it counts the cards
    ctrl.stream = poolStreams.create($scope, ctrl.pool, () => ctrl.model.drawn && !busy(),
                                     () => ctrl.model.pool.cards.length < screens.STEP / 2);
    $scope.$on(verdictChecks.IN_SIGHT, (event, id) => ctrl.checking.want(id));
    $scope.$on('$destroy', leave);

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

    /** Ends a drag of cards that a refresh has removed. */
    function checkHand() {
      const gone = ctrl.drag.items.filter(item => !isThere(item)).length;
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

    /** Shows checked sessions, but not during a drag or a move. */
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

    function onScreenChanged() {
      ctrl.screen.find();
      // refresh() reads everything and shows the failure
      ctrl.model.want(ctrl.screen.sessionIds()).catch(refresh);
    }

    function dragWords(card, zone) {
      const items = ctrl.selection.together(card, zone);
      return items.length > 1 ? ctrl.words.jobs(items.length) : '';
    }

    function dragStart(card, zone) {
      const items = ctrl.selection.together(card, zone);
      ctrl.selection.set(items);
      ctrl.drag.take(items);
      ctrl.drag.followPointer(() => { $scope.$apply(ctrl.drag.release); });
    }

    function drop(place, jobId) {
      const items = ctrl.drag.items;
      ctrl.drag.release();
      // ignores cards picked up in a different window
      if (items.some(item => item.id === jobId)) {
        ctrl.moves.move(items, place);
      }
    }

    function onKey(event) {
      if (event.key === 'Escape' && !ctrl.drag.isFull()) {
        ctrl.selection.clear();
      }
    }

    /** A click beside the cards clears the selection. */
    function onClick(event) {
      if (!event.target.closest('.freezer-card, a, button, input, label')) {
        ctrl.selection.clear();
      }
    }

    function choose(card, zone) {
      chooseFor(ctrl.selection.together(card, zone));
    }

    /** "Move to…" */
    function chooseFor(items) {
      moveTo.open(ctrl.words.moveTitle(items), ctrl.words.targets(items)).then(place => {
        ctrl.moves.move(items, place);
        ctrl.screen.focusLater(items[0].id, place);
      }, angular.noop);
    }

    /** Repairs of the health panel can be undone on the board. */
    function repaired(words, calls) {
      if (words) {
        ctrl.moves.undo.push(words, calls || []);
      }
      refresh();
    }

    function create() {
      cancellable.of(sessionActions.create).perform().then(refresh);
    }
  }
})();
