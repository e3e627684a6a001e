(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .directive('freezerHistoryGrid', freezerHistoryGrid);

  freezerHistoryGrid.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.snapshots.drawing',
    'horizon.dashboard.project.freezer.snapshots.gridPositions',
    'horizon.dashboard.project.freezer.snapshots.messages',
    'horizon.dashboard.project.freezer.timeline.keyWalker',
    'horizon.dashboard.project.freezer.timeline.rovingFocus'
  ];

  /**
   * <freezer-history-grid answer="model.answer" panel="panel" goal="goal" on-open="open(place)">
   * What GET snapshots/ answered as a grid: one stop of the Tab key, walked with the arrows. What
   * the keys or the pointer are at is told on a line, for the eye: readers speak the spot that has
   * the focus, and would speak it twice. A new `goal` (a place) gets the focus.
   */
  function freezerHistoryGrid(
    basePath, drawings, positions, messages, keyWalker, rovingFocus
  ) {
    return {
      scope: {answer: '<', panel: '<', goal: '<', onOpen: '&'},
      templateUrl: basePath + 'snapshots/grid.html',
      link
    };

    function link(scope, element) {
      const grid = element.find('.freezer-history-grid')[0];
      const drawing = drawings.create(grid);
      // the pointer's position is a spot, since it ends when the grid is redrawn
      const focus = rovingFocus.create(tell);

      scope.told = null;
      angular.element(grid)
        .on('keydown', onKey)
        .on('focusin', onFocus)
        .on('focusout', onBlur)
        .on('mousemove', onMove)
        .on('mouseleave', onLeave)
        .on('click', onClick);
      scope.$watch('answer', onAnswer);
      scope.$watch('panel', mark);
      scope.$watch('goal', onGoal);

      /** Keeps the scroll position and the focus. */
      function onAnswer(answer) {
        const before = {
          had: focus.hasFocus,
          isFirst: !grid.firstChild,
          fromRight: grid.scrollWidth - grid.scrollLeft,
          top: grid.scrollTop
        };
        if (!answer) {
          return;
        }
        drawing.draw(answer);
        focus.pointed = null;
        grid.scrollLeft = before.isFirst ? grid.scrollWidth : grid.scrollWidth - before.fromRight;
        grid.scrollTop = before.top;
        settle(before.had);
        mark();
        tell();
      }

      function settle(grab) {
        const at = positions.spot(scope.answer, focus.place);
        if (at) {
          focus.place = focus.place && positions.place(scope.answer, at);
          if (grab) {
            drawing.hold(at).focus({preventScroll: true});
          } else {
            drawing.hold(at);
          }
        }
      }

      function mark() {
        drawing.pick(scope.panel && scope.answer && positions.spot(scope.answer, scope.panel));
      }

      function onGoal(goal) {
        const at = goal && scope.answer && positions.spot(scope.answer, goal);
        if (at) {
          go(at);
        }
      }

      function go(at) {
        focus.go(positions.place(scope.answer, at));
        drawing.go(at);
      }

      function tell() {
        const at = focus.pointed || focus.at() && positions.spot(scope.answer, focus.place);
        scope.told = at ? messages.told(positions.columns(scope.answer)[at.col],
                                     scope.answer.members[at.row]) : null;
      }

      function onKey(event) {
        const at = drawing.spot(event);
        if (!at) {
          return;
        }
        if (/^(Enter| )$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) {
          event.preventDefault();
          open(at);
          return;
        }
        const size = {
          rows: scope.answer.members.length, cols: scope.answer.items.length, top: -1,
          page: drawing.page()
        };
        const to = keyWalker.walk(size, at, event);
        if (to) {
          event.preventDefault();
          go(to);
          scope.$digest();
        }
      }

      function onFocus(event) {
        const at = drawing.spot(event);
        focus.hasFocus = true;
        if (at) {
          focus.enter(positions.place(scope.answer, at));
          scope.$evalAsync();
        }
      }

      function onBlur() {
        focus.leave();
        scope.$evalAsync();
      }

      function onMove(event) {
        point(drawing.spot(event));
      }

      function onLeave() {
        point(null);
      }

      function point(to) {
        if (focus.point(to)) {
          scope.$digest();
        }
      }

      function onClick(event) {
        const at = drawing.spot(event);
        if (at) {
          drawing.hold(at);
          open(at);
        }
      }

      function open(at) {
        focus.place = positions.place(scope.answer, at);
        scope.$apply(() => {
          scope.onOpen({place: focus.place});
        });
      }
    }
  }
})();
