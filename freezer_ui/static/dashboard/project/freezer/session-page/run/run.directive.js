(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page.run')
    .directive('freezerRun', freezerRun);

  freezerRun.$inject = [
    '$document',
    '$interval',
    '$window',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.address',
    'horizon.dashboard.project.freezer.session-page.run.drawing',
    'horizon.dashboard.project.freezer.session-page.run.timeSpan',
    'horizon.dashboard.project.freezer.session-page.run.messages',
    'horizon.dashboard.project.freezer.timeline.keyWalker',
    'horizon.dashboard.project.freezer.timeline.rovingFocus'
  ];

  /**
   * <freezer-run session="ctrl.session">
   * The current run as a picture or a table, by the API's clock. Bars of running members grow every
   * second. Keys: up and down walk the members, left and right the time; plus, minus and 0 zoom.
   * The view and the visible time span are in the page's address: view, from and to.
   */
  function freezerRun(
    $document, $interval, $window, basePath, address, drawings, spans, messages, keyWalker,
    rovingFocus
  ) {
    const SECOND = 1000;
    const NEARER = 0.5;
    const STEP = 0.25;

    return {
      scope: {session: '<'},
      templateUrl: basePath + 'session-page/run/run.html',
      link
    };

    function link(scope, element) {
      let drawing = null;
      let received = 0;
      // places are the members' ids
      const focus = rovingFocus.create(tell);
      // the visible time span, or null for all
      let span = spanInAddress();
      const ticking = $interval(tick, SECOND, 0, false);

      scope.words = messages;
      scope.asTable = address.get('view') === 'table';
      scope.told = null;
      Object.assign(scope, {now, isZoomed, nearer, farther, all, toggle, onKey});
      scope.$watch('session', onSession);
      angular.element($window).on('resize', draw);
      element.on('focusin mouseover', '.freezer-run-row', onPoint)
        .on('focusout mouseleave', '.freezer-run-rows', onLeave);
      scope.$on('$destroy', () => {
        $interval.cancel(ticking);
        forget();
        angular.element($window).off('resize', draw);
      });

      function onSession(session, before) {
        received = $window.performance.now();
        if (before && before.run && hasRun() && before.run.tag !== session.run.tag) {
          all();
        }
        tell();
        // the template appears in this digest
        scope.$$postDigest(draw);
      }

      /** The API's clock; the browser's may be wrong, or be set while the page is open. */
      function now() {
        return scope.session.run.now + ($window.performance.now() - received) / SECOND;
      }

      function hasRun() {
        return Boolean(scope.session && scope.session.run);
      }

      function isRunning() {
        return scope.session.members.some(member => member.state === 'running');
      }

      function tick() {
        if (hasRun() && isRunning() && !$document[0].hidden && prepare()) {
          drawing.grow(scope.session, part(), now());
        }
      }

      function draw() {
        if (prepare()) {
          drawing.draw(scope.session, part(), now());
        }
      }

      /** Whether there is a picture to draw on. */
      function prepare() {
        const isSeen = hasRun() && !scope.asTable && element.find('.freezer-run-rows').length > 0;
        if (isSeen) {
          drawing = drawing || drawings.create(element, onRange);
        } else {
          forget();
        }
        return isSeen;
      }

      function forget() {
        if (drawing) {
          drawing.leave();
        }
        drawing = null;
      }

      function whole() {
        return spans.whole(scope.session, now());
      }

      /** The visible time span; a link may have the span of a different run. */
      function part() {
        const most = whole();
        return span && span.to > most.from && span.from < most.to ? spans.within(span, most)
          : most;
      }

      function spanInAddress() {
        const from = Number(address.get('from'));
        const to = Number(address.get('to'));
        return from > 0 && to > from ? {from, to} : null;
      }

      function onRange(range) {
        scope.$evalAsync(() => { see(spans.within(range, whole())); });
      }

      function see(range) {
        span = range;
        address.replace({
          from: range && Math.round(range.from), to: range && Math.round(range.to)
        });
        draw();
      }

      function isZoomed() {
        return span !== null;
      }

      function nearer() {
        see(spans.zoom(part(), NEARER, whole()));
      }

      function farther() {
        const wider = spans.zoom(part(), 1 / NEARER, whole());
        const most = whole();
        see(wider.to - wider.from >= most.to - most.from ? null : wider);
      }

      function all() {
        see(null);
      }

      function toggle() {
        scope.asTable = !scope.asTable;
        address.replace({view: scope.asTable ? 'table' : null});
        forget();
        focus.pointed = null;
        focus.leave();
        scope.$$postDigest(draw);
      }

      function onKey(event) {
        const zooms = {'+': nearer, '-': farther, 0: all};
        const step = event.ctrlKey ? null : keyWalker.step(event);
        if (event.altKey || event.ctrlKey || event.metaKey || !step && !zooms[event.key]) {
          return;
        }
        event.preventDefault();
        if (!step) {
          zooms[event.key]();
        } else if (step.row || !isFinite(step.col)) {
          go(step.row || step.col);
        } else {
          see(spans.pan(part(), STEP * step.col, whole()));
        }
      }

      function go(step) {
        const ids = scope.session.members.map(member => member.id);
        const to = keyWalker.within(ids.indexOf(drawing.held()) + step, 0, ids.length - 1);
        drawing.hold(ids[to]).focus();
      }

      function onPoint(event) {
        const id = event.currentTarget.getAttribute('data-job');
        if (event.type === 'focusin') {
          drawing.hold(id);
          focus.enter(id);
        } else {
          focus.point(id);
        }
      }

      function onLeave(event) {
        if (event.type === 'focusout') {
          focus.leave();
        } else {
          focus.point(null);
        }
      }

      /** The pointer's member may have left the session. */
      function tell() {
        scope.$evalAsync(() => {
          const member = hasRun() && (find(focus.at()) || focus.hasFocus && find(focus.place));
          scope.told = member ? messages.told(member, scope.session.run, now()) : null;
        });
      }

      function find(id) {
        return scope.session.members.find(member => member.id === id);
      }
    }
  }
})();
