(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .directive('freezerRunActions', freezerRunActions);

  freezerRunActions.$inject = [
    '$location',
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.reading',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.requestId',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.writes.taskQueue'
  ];

  /**
   * <freezer-run-actions session="ctrl.session" can="ctrl.can" acting="ctrl.acting" on-done="…">
   * The server's offers for the run, each with the writes that it makes. They are read again when
   * the server says that they change. `acting.pending` has the calls that give the jobs their
   * schedule back once the requested run is over: {calls, tag, words}, or null.
   */
  function freezerRunActions(
    $location, $timeout, basePath, api, readings, paths, requestIds, memberMoves, taskQueues
  ) {
    // milliseconds; a browser's timer counts up to 24 days
    const LONGEST = 86400000;

    return {
      scope: {session: '<', can: '<', acting: '<', onDone: '&'},
      templateUrl: basePath + 'session-page/run-actions.html',
      link
    };

    function link(scope) {
      const reading = scope.reading = readings.create(() => api.getOffers(scope.session.id));
      let timer = null;
      let requestId = null;
      // at the latest, gives the jobs their schedule back
      let lastCall = null;
      // the page is gone
      let isLeft = false;

      // the kind of the button that was pressed
      scope.open = null;
      scope.working = null;
      scope.said = null;
      scope.giving = false;
      Object.assign(scope, {kinds, label, icon, shown, toggle, read, go, giveBack});
      scope.path = paths.session;
      scope.$watch('session', onSession);
      openAsked();
      scope.$on('$destroy', leave);

      /** Opens what the address asks for (?do=retry), once the rights are known. */
      function openAsked() {
        const asked = $location.search().do;
        const off = scope.$watch(() => kinds().includes(asked), isOffered => {
          if (isOffered) {
            off();
            toggle(asked);
          }
        });
      }

      function state() {
        return scope.session.session_tag ? scope.session.verdict.state : 'never';
      }

      /** The kinds of offers that have a button in this state of the run. */
      function kinds() {
        if (!scope.can.run) {
          return [];
        }
        switch (state()) {
          case 'running': return ['end'];
          case 'incomplete':
          case 'unknown': return ['run', 'retry'];
          default: return ['run'];
        }
      }

      /** The stop sign is for ending a run only. */
      function icon(kind) {
        return kind === 'end' ? 'fa-stop' : 'fa-play';
      }

      function label(kind) {
        switch (kind) {
          case 'end': return gettext('End a stuck run…');
          case 'retry': return retryWords();
          default: return gettext('Run now…');
        }
      }

      function retryWords() {
        const counts = scope.session.counts;
        const failed = counts.failed + counts.missing + counts.late;
        return failed ? interpolate(
          ngettext('Retry %s failed…', 'Retry %s failed…', failed), [failed])
          : gettext('Retry…');
      }

      /** The offer of the pressed button, and offers without a button. */
      function shown() {
        const others = kinds().filter(kind => kind !== scope.open);
        return reading.answer &&
          reading.answer.offers.filter(offer => !others.includes(offer.kind));
      }

      function toggle(kind) {
        scope.open = scope.open === kind ? null : kind;
        scope.said = null;
        if (scope.open) {
          requestId = requestIds.create();
          Object.assign(reading, {answer: null, failure: null});
          read();
        }
      }

      function read() {
        $timeout.cancel(timer);
        return reading.load().then(answer => {
          if (answer) {
            readAt(answer.changes_at, answer.read);
          }
        });
      }

      /** `moment` and `now` by the server's clock. */
      function readAt(moment, now) {
        if (moment) {
          timer = $timeout(() => {
            if (scope.open && !scope.working) {
              read();
            }
          }, Math.min((moment - now) * 1000, LONGEST));
        }
      }

      function leave() {
        isLeft = true;
        reading.cancel();
        $timeout.cancel(timer);
        $timeout.cancel(lastCall);
      }

      /** Offers depend on the state of the run. */
      function onSession(session, before) {
        if (session === before) {
          return;
        }
        if (scope.open && !scope.working && session.version !== before.version) {
          read();
        }
        if (isOver()) {
          giveBack();
        }
      }

      function go(offer) {
        scope.working = offer.kind;
        scope.said = null;
        const body = {kind: offer.kind, tag: offer.tag, id: requestId};
        return api.act(scope.session.id, body).then(
          answer => () => { onActed(offer, answer); }, failure => () => { onRefused(failure); }
        ).then(show => {
          // an answer that comes too late starts nothing
          if (isLeft) {
            return null;
          }
          show();
          return scope.onDone();
        }).finally(() => {
          scope.working = null;
        });
      }

      function onActed(offer, answer) {
        scope.open = null;
        scope.said = {words: answer.words, follow: elsewhere(answer.session)};
        if (answer.give_back.length) {
          scope.acting.pending = {calls: answer.give_back, tag: offer.tag};
          giveBackIn(answer.over_in);
        }
      }

      function onRefused(failure) {
        scope.said = {words: failure.error, isBad: true};
        read();
      }

      function elsewhere(session) {
        return session.id === scope.session.id ? null : session;
      }

      /** A run that no job could open leaves the tag as it is: then this time decides. */
      function giveBackIn(seconds) {
        const pending = scope.acting.pending;
        $timeout.cancel(lastCall);
        lastCall = $timeout(() => {
          pending.isLate = true;
          if (isOver()) {
            giveBack();
          }
        }, Math.min(seconds * 1000, LONGEST));
      }

      /** Whether the requested run has begun and ended, or never will begin. */
      function isOver() {
        const pending = scope.acting.pending;
        return Boolean(pending) && !scope.giving && scope.session.verdict.state !== 'running' &&
          (pending.isLate || scope.session.session_tag > pending.tag);
      }

      /** Sends the calls one after the other; refused ones stay pending. */
      function giveBack() {
        const moves = scope.acting.pending.calls.map(call => ({name: call.job_id, call}));
        scope.giving = true;
        return memberMoves.sendAll(moves, taskQueues.create().run).then(outcome => {
          const left = outcome.left.map(move => move.call);
          scope.acting.pending = left.length ? {
            calls: left, tag: scope.acting.pending.tag, failure: outcome.failures.slice(-1)[0]
          } : null;
          if (!left.length) {
            scope.said = {words: gettext('The jobs are back on their session\'s schedule.')};
          }
          scope.giving = false;
          return scope.onDone();
        });
      }
    }
  }
})();
