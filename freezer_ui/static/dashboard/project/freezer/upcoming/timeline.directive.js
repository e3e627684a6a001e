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
    'horizon.dashboard.project.freezer.upcoming.messages'
  ];

  /**
   * <freezer-upcoming-timeline answer="ctrl.answer" now="ctrl.now" path="ctrl.path"
   *                            goal="ctrl.goal">
   * What GET upcoming/ answered, drawn over a time axis. It is one stop of the Tab key; the run
   * that the keys or the pointer are at is told on a line. A new `goal` ({id, start}) gets the
   * focus.
   */
  function freezerUpcomingTimeline($window, basePath, drawings, runs, messages) {
    // pixels beside a run that still mean it
    var NEAR = 8;

    return {
      scope: {answer: '<', now: '<', path: '<', goal: '<'},
      templateUrl: basePath + 'upcoming/timeline.html',
      link
    };

    function link(scope, element) {
      var strip = element.find('.freezer-strip');
      var drawing = drawings.create(element, scope.path);
      var observer = $window.ResizeObserver && new $window.ResizeObserver(draw);
      // where the keys are, where the pointer is, and the time that up and down keep to
      var place = null;
      var pointed = null;
      var around = null;

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
      scope.$on('$destroy', leave);
      if (observer) {
        observer.observe(element.find('.freezer-strip-axis')[0]);
      }

      ////////////

      function draw() {
        if (scope.answer) {
          drawing.draw(scope.answer, scope.now);
          drawing.mark(hasFocus() ? place : null, pointed);
        }
      }

      /** A run that is over by now gives its place to the one next to it. */
      function onAnswer(answer) {
        if (!answer) {
          return;
        }
        scope.zone = answer.time_zone;
        pointed = runs.find(answer.items, pointed, answer.until) ? pointed : null;
        if (place) {
          var found = runs.find(answer.items, place, answer.until);
          place = !found ? null
            : found.run ? place : runs.nearest(found.item, place.start, answer.until);
        }
        draw();
        tell();
      }

      function onGoal(goal) {
        var found = goal && runs.find(scope.answer.items, goal, scope.answer.until);
        if (found) {
          draw();
          strip[0].focus({preventScroll: true});
          go(found.run ? goal : runs.nearest(found.item, goal.start, scope.answer.until));
        }
      }

      /** Up and down keep to the time that they began with. */
      function go(to, isAcross) {
        place = to;
        around = isAcross || to.start === null ? around : to.start;
        pointed = null;
        drawing.mark(place, null);
        drawing.reveal(place);
        tell();
      }

      function hasFocus() {
        return strip[0].ownerDocument.activeElement === strip[0];
      }

      /** The pointer counts before the keys: it was moved there. */
      function tell() {
        var at = pointed || (hasFocus() ? place : null);
        var found = at && runs.find(scope.answer.items, at, scope.answer.until);
        scope.told = !found ? null
          : found.run ? messages.run(found.item, found.run, scope.answer)
            : messages.session(found.item);
      }

      ////////////

      function onFocus() {
        if (!place && scope.answer && scope.answer.items.length) {
          place = runs.nearest(scope.answer.items[0], null, scope.answer.until);
          around = place.start;
        }
        drawing.mark(place, pointed);
        tell();
        scope.$evalAsync();
      }

      function onBlur() {
        drawing.mark(null, pointed);
        tell();
        scope.$evalAsync();
      }

      function onKey(event) {
        if (event.ctrlKey || event.altKey || event.metaKey || !scope.answer) {
          return;
        }
        if (event.key === 'Enter' && place) {
          drawing.open(place);
          return;
        }
        var to = runs.walk(
          scope.answer.items, place, event.key, scope.answer.until, around);
        if (to) {
          event.preventDefault();
          go(to, event.key === 'ArrowUp' || event.key === 'ArrowDown');
          scope.$apply();
        }
      }

      ////////////

      function onMove(event) {
        point(drawing.at(event, NEAR));
      }

      function onLeave() {
        point(null);
      }

      function point(to) {
        if (angular.equals(to, pointed)) {
          return;
        }
        pointed = to;
        drawing.mark(hasFocus() ? place : null, pointed);
        tell();
        scope.$digest();
      }

      /** A click on a run goes there; one on a name is a link's. */
      function onClick(event) {
        var to = drawing.at(event, NEAR);
        if (to && !event.target.closest('a')) {
          place = to;
          around = to.start === null ? around : to.start;
          strip[0].focus({preventScroll: true});
        }
      }

      function leave() {
        if (observer) {
          observer.disconnect();
        }
      }
    }
  }
})();
