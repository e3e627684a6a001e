(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .controller('horizon.dashboard.project.freezer.board.BoardController', BoardController);

  BoardController.$inject = [
    '$document',
    '$scope',
    '$timeout',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.sessions.actions.create.service',
    'horizon.dashboard.project.freezer.sessions.service',
    'horizon.dashboard.project.freezer.widgets.contains',
    'horizon.dashboard.project.freezer.widgets.feed',
    'horizon.dashboard.project.freezer.widgets.labels',
    'horizon.dashboard.project.freezer.widgets.permissions',
    'horizon.dashboard.project.freezer.widgets.tell'
  ];

  /** The board's screen: search, paging, and the three ways to move a card (drag, keys, list). */
  function BoardController(
    $document, $scope, $timeout, $uibModal, basePath, boardModel, createService, sessions,
    contains, feeds, labels, permissions, tell
  ) {
    var STEP = 24;
    var ctrl = this;

    ctrl.POOL = boardModel.POOL;
    ctrl.model = boardModel.create();
    ctrl.feed = feeds.create({load: ctrl.model.load, busy: busy});
    ctrl.labels = labels;
    ctrl.can = {};
    ctrl.search = {pool: '', sessions: ''};
    ctrl.limit = {pool: STEP, sessions: STEP};
    ctrl.dragged = null;
    ctrl.carried = null;
    ctrl.announcement = '';
    ctrl.matchesCard = matchesCard;
    ctrl.matchesZone = matchesZone;
    ctrl.more = more;
    ctrl.reset = reset;
    ctrl.countWords = countWords;
    ctrl.readingWords = readingWords;
    ctrl.path = sessions.path;
    ctrl.movable = movable;
    ctrl.dragStart = dragStart;
    ctrl.dragEnd = dragEnd;
    ctrl.drop = drop;
    ctrl.onKey = onKey;
    ctrl.onBlur = onBlur;
    ctrl.choose = choose;
    ctrl.create = create;

    permissions.fill(ctrl.can);
    ctrl.feed.refresh();
    $scope.$on('$destroy', ctrl.feed.stop);

    ////////////

    function busy() {
      return Boolean(ctrl.dragged || ctrl.carried) || ctrl.model.busy();
    }

    function matchesCard(card) {
      return contains([card.name, card.client, card.id], ctrl.search.pool);
    }

    function matchesZone(zone) {
      return contains([zone.session.description, zone.id], ctrl.search.sessions);
    }

    function more(list) {
      ctrl.limit[list] += STEP;
    }

    function reset(list) {
      ctrl.limit[list] = STEP;
    }

    function countWords(found) {
      var words = ctrl.search.sessions
        ? gettext('Showing %(shown)s of %(found)s that match, %(all)s in all')
        : gettext('Showing %(shown)s of %(all)s sessions');
      return interpolate(words, {
        shown: Math.min(found || 0, ctrl.limit.sessions),
        found: found || 0,
        all: ctrl.model.zones.length
      }, true);
    }

    function readingWords() {
      return interpolate(gettext('Reading the jobs: %(jobs)s so far…'),
                         {jobs: ctrl.model.count()}, true);
    }

    function movable(card) {
      return Boolean(ctrl.can.members && !card.pending);
    }

    function nameOf(zoneId) {
      var zone = ctrl.model.zone(zoneId);
      return zone && zone.session ? zone.session.description || zone.id : gettext('the pool');
    }

    function say(format, values) {
      ctrl.announcement = interpolate(format, values, true);
    }

    ////////////

    /** Every way of moving a card ends here. */
    function move(cardId, fromId, toId) {
      var found = ctrl.model.find(cardId, fromId);
      if (!found || fromId === toId || !movable(found.card)) {
        return;
      }
      var words = {job: found.card.name, from: nameOf(fromId), to: nameOf(toId)};
      say(gettext('Moving %(job)s to %(to)s.'), words);
      ctrl.model.move(cardId, fromId, toId).then(onMoved, onFailed);

      function onMoved() {
        say(gettext('%(job)s is now in %(to)s.'), words);
      }

      function onFailed(failure) {
        var said = angular.extend({error: failure.error}, words);
        tell.failure(gettext('Could not move %(job)s to %(to)s. %(error)s'), words, failure);
        say(gettext('Could not move %(job)s to %(to)s. %(error)s'), said);
        // it changed under us, or we cannot know what was done: show how it is now
        ctrl.feed.refresh();
      }
    }

    ////////////

    function dragStart(card, zone) {
      ctrl.dragged = {id: card.id, from: zone.id};
    }

    function dragEnd() {
      ctrl.dragged = null;
    }

    function drop(zoneId, cardId) {
      var dragged = ctrl.dragged;
      ctrl.dragged = null;
      if (dragged && dragged.id === cardId) {
        move(cardId, dragged.from, zoneId);
      }
    }

    ////////////

    /** Space or Enter picks up and drops, arrows carry from zone to zone, Escape cancels. */
    function onKey(event, card, zone) {
      var key = event.key;
      if (event.target !== event.currentTarget || !movable(card)) {
        return;
      }
      if (key === 'Enter' || key === ' ' || key === 'Spacebar') {
        event.preventDefault();
        if (ctrl.carried) {
          putDown();
        } else {
          pickUp(card, zone);
        }
      } else if (ctrl.carried && key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        cancel();
      } else if (ctrl.carried && /^Arrow/.test(key)) {
        event.preventDefault();
        carry(key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1);
      }
    }

    function pickUp(card, zone) {
      ctrl.carried = {id: card.id, name: card.name, from: zone.id, over: zone.id};
      say(gettext('Picked up %(job)s from %(from)s. Arrow keys choose where to, Enter drops, ' +
                  'Escape cancels.'), {job: card.name, from: nameOf(zone.id)});
    }

    function carry(step) {
      var ids = reachable();
      var at = ids.indexOf(ctrl.carried.over);
      var next = Math.min(Math.max(at + step, 0), ids.length - 1);
      ctrl.carried.over = ids[next];
      say(gettext('Over %(to)s, %(place)s of %(places)s.'), {
        to: nameOf(ids[next]), place: next + 1, places: ids.length
      });
      scrollTo('freezer-zone-' + ids[next]);
    }

    /** The zones on the screen, in their order. */
    function reachable() {
      return [ctrl.POOL].concat(
        ctrl.model.zones.filter(matchesZone).slice(0, ctrl.limit.sessions)
          .map(function id(zone) { return zone.id; }));
    }

    function putDown() {
      var carried = ctrl.carried;
      ctrl.carried = null;
      if (carried.from === carried.over) {
        say(gettext('%(job)s stays in %(from)s.'),
            {job: carried.name, from: nameOf(carried.from)});
      } else {
        move(carried.id, carried.from, carried.over);
        focusCard(carried.id, carried.over);
      }
    }

    function cancel() {
      say(gettext('Cancelled: %(job)s stays in %(from)s.'),
          {job: ctrl.carried.name, from: nameOf(ctrl.carried.from)});
      ctrl.carried = null;
    }

    function onBlur(card) {
      if (ctrl.carried && ctrl.carried.id === card.id) {
        cancel();
      }
    }

    ////////////

    /** "Move to…": the same by a list with a search. */
    function choose(card, zone) {
      $uibModal.open({
        templateUrl: basePath + 'board/move-to.html',
        controller: 'horizon.dashboard.project.freezer.board.MoveToController as ctrl',
        windowClass: 'freezer-move-to',
        resolve: {
          card: function() { return card; },
          zones: function() {
            return [ctrl.model.pool].concat(ctrl.model.zones).filter(function other(each) {
              return each.id !== zone.id;
            });
          }
        }
      }).result.then(function chosen(toId) {
        move(card.id, zone.id, toId);
        focusCard(card.id, toId);
      }, angular.noop);
    }

    function create() {
      createService.perform().then(ctrl.feed.refresh, angular.noop);
    }

    function focusCard(cardId, zoneId) {
      $timeout(function focus() {
        var node = $document[0].getElementById('freezer-card-' + zoneId + '-' + cardId) ||
                   $document[0].getElementById('freezer-zone-' + zoneId);
        if (node) {
          node.focus();
        }
      }, 0);
    }

    function scrollTo(nodeId) {
      var node = $document[0].getElementById(nodeId);
      if (node && node.scrollIntoView) {
        node.scrollIntoView({block: 'nearest'});
      }
    }
  }
})();
