(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.run')
    .directive('freezerRun', freezerRun);

  freezerRun.$inject = [
    '$document',
    '$interval',
    '$window',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.sessions.run.drawing',
    'horizon.dashboard.project.freezer.sessions.run.span',
    'horizon.dashboard.project.freezer.sessions.run.words'
  ];

  /**
   * <freezer-run session="ctrl.session">
   * The current run as a picture or a table, by the API's clock. What runs grows every second.
   * Keys: up and down walk the members, left and right the time; plus, minus and 0 zoom.
   */
  function freezerRun($document, $interval, $window, basePath, drawings, spans, words) {
    var SECOND = 1000;
    var NEARER = 0.5;
    var STEP = 0.25;

    return {
      restrict: 'E',
      scope: {session: '<'},
      templateUrl: basePath + 'sessions/run/run.html',
      link: link
    };

    function link(scope, element) {
      var drawing = null;
      var received = 0;
      // what is seen of it, or null for all
      var span = null;
      var ticking = $interval(tick, SECOND, 0, false);

      scope.words = words;
      scope.asTable = false;
      scope.told = null;
      scope.now = now;
      scope.isZoomed = isZoomed;
      scope.nearer = nearer;
      scope.farther = farther;
      scope.all = all;
      scope.toggle = toggle;
      scope.onKey = onKey;
      scope.$watch('session', onSession);
      angular.element($window).on('resize', draw);
      element.on('focusin mouseover', '.freezer-run-row', onPoint)
        .on('focusout mouseleave', '.freezer-run-rows', onLeave);
      scope.$on('$destroy', function leave() {
        $interval.cancel(ticking);
        angular.element($window).off('resize', draw);
      });

      ////////////

      function onSession(session, before) {
        received = Date.now();
        if (before && before.run && session.run && before.run.tag !== session.run.tag) {
          span = null;
        }
        // the template's part appears in this digest
        scope.$$postDigest(draw);
      }

      /** The API's clock; the browser's may be wrong. */
      function now() {
        return scope.session.run.now + (Date.now() - received) / SECOND;
      }

      function isRunning() {
        return scope.session.members.some(function runs(member) {
          return member.state === 'running';
        });
      }

      function tick() {
        if (scope.session.run && isRunning() && !$document[0].hidden) {
          draw();
        }
      }

      function draw() {
        if (!scope.session.run || scope.asTable || !element.find('.freezer-run-rows').length) {
          drawing = null;
          return;
        }
        drawing = drawing || drawings.create(element, onRange);
        drawing.draw(scope.session, span || whole(), now());
      }

      function whole() {
        return spans.whole(scope.session, now());
      }

      ////////////

      function onRange(range) {
        scope.$evalAsync(function look() { see(spans.within(range, whole())); });
      }

      function see(range) {
        span = range;
        draw();
      }

      function isZoomed() {
        return span !== null;
      }

      function nearer() {
        see(spans.zoom(span || whole(), NEARER, whole()));
      }

      function farther() {
        var wider = spans.zoom(span || whole(), 1 / NEARER, whole());
        var most = whole();
        see(wider.to - wider.from >= most.to - most.from ? null : wider);
      }

      function all() {
        see(null);
      }

      function toggle() {
        scope.asTable = !scope.asTable;
        drawing = null;
        scope.$$postDigest(draw);
      }

      ////////////

      function onKey(event) {
        var done = true;
        if (event.altKey || event.ctrlKey || event.metaKey) {
          return;
        }
        switch (event.key) {
          case 'ArrowDown': go(1); break;
          case 'ArrowUp': go(-1); break;
          case 'Home': go(-Infinity); break;
          case 'End': go(Infinity); break;
          case 'ArrowLeft': see(spans.pan(span || whole(), -STEP, whole())); break;
          case 'ArrowRight': see(spans.pan(span || whole(), STEP, whole())); break;
          case '+': nearer(); break;
          case '-': farther(); break;
          case '0': all(); break;
          default: done = false;
        }
        if (done) {
          event.preventDefault();
        }
      }

      function go(step) {
        var ids = scope.session.members.map(function id(member) { return member.id; });
        var to = Math.max(0, Math.min(ids.indexOf(drawing.held()) + step, ids.length - 1));
        drawing.hold(ids[to]).focus();
      }

      function onPoint(event) {
        var id = event.currentTarget.getAttribute('data-job');
        if (event.type === 'focusin') {
          drawing.hold(id);
        }
        tell(scope.session.members.filter(function isIt(member) { return member.id === id; })[0]);
      }

      function onLeave() {
        tell(null);
      }

      function tell(member) {
        scope.$evalAsync(function say() {
          scope.told = member ? words.told(member, scope.session.run, now()) : null;
        });
      }
    }
  }
})();
