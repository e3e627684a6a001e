(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .directive('freezerHistoryGrid', freezerHistoryGrid);

  freezerHistoryGrid.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.snapshots.drawing',
    'horizon.dashboard.project.freezer.snapshots.gridPositions',
    'horizon.dashboard.project.freezer.snapshots.messages'
  ];

  /**
   * <freezer-history-grid answer="model.answer" panel="panel" goal="goal" on-open="open(place)">
   * What GET snapshots/ answered as a grid: one stop of the Tab key, walked with the arrows. What
   * the keys or the pointer are at is told on a line, for the eye: readers speak the spot that has
   * the focus, and would speak it twice. A new `goal` (a place) gets the focus.
   */
  function freezerHistoryGrid(basePath, drawings, positions, messages) {
    return {
      scope: {answer: '<', panel: '<', goal: '<', onOpen: '&'},
      templateUrl: basePath + 'snapshots/grid.html',
      link
    };

    function link(scope, element) {
      var grid = element.find('.freezer-history-grid')[0];
      var drawing = drawings.create(grid);
      var place = null;
      var pointed = null;
      var hasFocus = false;

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

      ////////////

      /** The eye and the keys stay where they were. */
      function onAnswer(answer) {
        var before = {
          had: hasFocus,
          isFirst: !grid.firstChild,
          fromRight: grid.scrollWidth - grid.scrollLeft,
          top: grid.scrollTop
        };
        if (!answer) {
          return;
        }
        drawing.draw(answer);
        pointed = null;
        grid.scrollLeft = before.isFirst ? grid.scrollWidth : grid.scrollWidth - before.fromRight;
        grid.scrollTop = before.top;
        settle(before.had);
        mark();
        tell();
      }

      function settle(grab) {
        var at = positions.spot(scope.answer, place);
        if (at) {
          place = place && positions.place(scope.answer, at);
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
        var at = goal && scope.answer && positions.spot(scope.answer, goal);
        if (at) {
          go(at);
        }
      }

      function go(at) {
        place = positions.place(scope.answer, at);
        pointed = null;
        drawing.go(at, true);
        tell();
      }

      /** The pointer counts before the keys: it was moved there. */
      function tell() {
        var at = pointed || (hasFocus && place ? positions.spot(scope.answer, place) : null);
        scope.told = at ? messages.told(positions.columns(scope.answer)[at.col],
                                     scope.answer.members[at.row]) : null;
      }

      ////////////

      function onKey(event) {
        var at = drawing.spot(event);
        if (!at || event.altKey || event.metaKey) {
          return;
        }
        if ((event.key === 'Enter' || event.key === ' ') && !event.ctrlKey) {
          event.preventDefault();
          open(at);
          return;
        }
        var size = {
          rows: scope.answer.members.length, cols: scope.answer.items.length, page: drawing.page()
        };
        var to = positions.walk(size, at, event.key, event.ctrlKey);
        if (to) {
          event.preventDefault();
          go(to);
          scope.$digest();
        }
      }

      function onFocus(event) {
        var at = drawing.spot(event);
        hasFocus = true;
        if (at) {
          place = positions.place(scope.answer, at);
          tell();
          scope.$evalAsync();
        }
      }

      function onBlur() {
        hasFocus = false;
        tell();
        scope.$evalAsync();
      }

      function onMove(event) {
        point(drawing.spot(event));
      }

      function onLeave() {
        point(null);
      }

      function point(to) {
        if (!angular.equals(to, pointed)) {
          pointed = to;
          tell();
          scope.$digest();
        }
      }

      function onClick(event) {
        var at = drawing.spot(event);
        if (at) {
          drawing.hold(at);
          open(at);
        }
      }

      function open(at) {
        place = positions.place(scope.answer, at);
        scope.$apply(() => {
          scope.onOpen({place});
        });
      }
    }
  }
})();
