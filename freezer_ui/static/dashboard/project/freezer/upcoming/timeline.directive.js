(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.upcoming')
    .directive('freezerUpcomingTimeline', freezerUpcomingTimeline);

  freezerUpcomingTimeline.$inject = [
    '$window',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.upcoming.drawing',
    'horizon.dashboard.project.freezer.upcoming.runs',
    'horizon.dashboard.project.freezer.upcoming.messages',
    'horizon.dashboard.project.freezer.timeline.keyWalker',
    'horizon.dashboard.project.freezer.timeline.rovingFocus'
  ];

  /**
   * <freezer-upcoming-timeline answer="ctrl.answer" now="ctrl.now" path="ctrl.path"
   *                            goal="ctrl.goal">
   * What GET upcoming/ answered, drawn over a time axis. It is one stop of the Tab key; the run
   * that the keys or the pointer are at is told on a line. A new `goal` ({id, start}) gets the
   * focus.
   */
  function freezerUpcomingTimeline(
    $window, basePath, drawings, runs, messages, keyWalker, rovingFocus
  ) {
    // pixels around a run that count as the run
    const NEAR = 8;

    return {
      scope: {answer: '<', now: '<', path: '<', goal: '<'},
      templateUrl: basePath + 'upcoming/timeline.html',
      link
    };

    function link(scope, element) {
      const strip = element.find('.freezer-strip');
      const drawing = drawings.create(element, scope.path);
      const observer = new $window.ResizeObserver(draw);
      const focus = rovingFocus.create(onFocusChanged);
      // the time that up and down stay near
      let around = null;

      scope.told = null;
      scope.zone = '';
      strip.on('keydown', onKey);
      strip.on('focus', onFocus);
      strip.on('blur', onBlur);
      element.find('.freezer-strip-rows').on('mousemove', onMove).on('mouseleave', onLeave)
        .on('click', onClick);
      scope.$watch('answer', onAnswer);
      scope.$watch('now', draw);
      scope.$watch('goal', onGoal);
      scope.$on('$destroy', () => { observer.disconnect(); });
      observer.observe(element.find('.freezer-strip-axis')[0]);

      function draw() {
        if (scope.answer) {
          drawing.draw(scope.answer, scope.now);
          mark();
        }
      }

      /** If the focused run is over, the nearest run gets the focus. */
      function onAnswer(answer) {
        if (!answer) {
          return;
        }
        scope.zone = answer.time_zone;
        if (!runs.find(answer.items, focus.pointed, answer.until)) {
          focus.pointed = null;
        }
        if (focus.place) {
          const found = runs.find(answer.items, focus.place, answer.until);
          focus.place = !found ? null
            : found.run ? focus.place : runs.nearest(found.item, focus.place.start, answer.until);
        }
        draw();
        tell();
      }

      function onGoal(goal) {
        const found = goal && runs.find(scope.answer.items, goal, scope.answer.until);
        if (found) {
          draw();
          strip[0].focus({preventScroll: true});
          go(found.run ? goal : runs.nearest(found.item, goal.start, scope.answer.until));
        }
      }

      /** Up and down stay near the time at which they began. */
      function go(to, isAcross) {
        around = isAcross || to.start === null ? around : to.start;
        focus.go(to);
        drawing.reveal(to);
      }

      function onFocusChanged() {
        mark();
        tell();
      }

      function mark() {
        drawing.mark(focus.hasFocus ? focus.place : null, focus.pointed);
      }

      function tell() {
        const at = focus.at();
        const found = at && runs.find(scope.answer.items, at, scope.answer.until);
        scope.told = !found ? null
          : found.run ? messages.run(found.item, found.run, scope.answer)
            : messages.session(found.item);
      }

      function onFocus() {
        let first = null;
        if (!focus.place && scope.answer && scope.answer.items.length) {
          first = runs.nearest(scope.answer.items[0], null, scope.answer.until);
          around = first.start;
        }
        focus.enter(first);
        scope.$evalAsync();
      }

      function onBlur() {
        focus.leave();
        scope.$evalAsync();
      }

      function onKey(event) {
        if (event.ctrlKey || event.altKey || event.metaKey || !scope.answer) {
          return;
        }
        if (event.key === 'Enter' && focus.place) {
          drawing.open(focus.place);
          return;
        }
        const step = keyWalker.step(event);
        const to = runs.walk(
          scope.answer.items, focus.place, step, scope.answer.until, around);
        if (to) {
          event.preventDefault();
          go(to, step.row !== 0);
          scope.$apply();
        }
      }

      function onMove(event) {
        point(drawing.at(event, NEAR));
      }

      function onLeave() {
        point(null);
      }

      function point(to) {
        if (focus.point(to)) {
          scope.$digest();
        }
      }

      /** A click on a run focuses it; a click on a name follows its link. */
      function onClick(event) {
        const to = drawing.at(event, NEAR);
        if (to && !event.target.closest('a')) {
          focus.place = to;
          around = to.start === null ? around : to.start;
          strip[0].focus({preventScroll: true});
        }
      }
    }
  }
})();
