(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .directive('freezerHistory', freezerHistory);

  freezerHistory.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.snapshots.autoPin',
    'horizon.dashboard.project.freezer.snapshots.stateStyles',
    'horizon.dashboard.project.freezer.snapshots.model',
    'horizon.dashboard.project.freezer.snapshots.messages',
    'horizon.dashboard.project.freezer.snapshots.places'
  ];

  /**
   * <freezer-history session="ctrl.session" is-shown="…" can-pin="ctrl.can.pin"
   *                  can-restore="ctrl.can.create"></freezer-history>
   * What the runs of a session left. Read while it is shown, or pins each complete run: at first,
   * and again when a run began, went on or ended. What is open in it is in the page's address.
   */
  function freezerHistory(
    $timeout, api, basePath, autoPins, stateStyles, models, messages, places
  ) {
    const OUTSIDE_STEP = 50;

    return {
      scope: {session: '<', isShown: '<', canPin: '<', canRestore: '<?'},
      templateUrl: basePath + 'snapshots/history.html',
      link
    };

    function link(scope) {
      const model = scope.model = models.create(scope.session.id);
      let isStale = false;
      let before = null;
      let timer = null;
      let gone = false;

      scope.auto = autoPins.create(scope.session.id);
      scope.panel = null;
      scope.goal = null;
      scope.said = null;
      scope.working = false;
      scope.outsideOpen = false;
      scope.outsideLimit = OUTSIDE_STEP;
      Object.assign(scope, {
        messages, again, older, reach, offer, offerWords, pin, unpin, show, close,
        jobName, toggleOutside, moreOutside
      });

      scope.$watch('session', onSession);
      scope.$watch('isShown', readIfStale);
      scope.auto.ready.then(readIfStale);
      scope.$watch(() => model.answer ? places.text() : null, onAddress);
      scope.$on('$destroy', () => {
        gone = true;
        $timeout.cancel(timer);
      });

      /**
       * Each reading brings a new session object, so its 200 members need not be compared in each
       * digest.
       */
      function onSession() {
        const now = dependsOn();
        if (now !== before) {
          before = now;
          onChange();
        }
      }

      /** Freezer's state of the run, and the progress of its members. */
      function dependsOn() {
        const session = scope.session;
        return angular.toJson([
          session.session_tag, session.time_end, session.verdict && session.verdict.state,
          session.counts
        ]);
      }

      function onChange() {
        isStale = true;
        readIfStale();
      }

      function readIfStale() {
        if (isStale && !gone && (scope.isShown || scope.auto.on)) {
          $timeout.cancel(timer);
          // the page is read first
          timer = $timeout(again, 0);
        }
      }

      function again() {
        if (gone) {
          return;
        }
        isStale = false;
        return model.load().then(onAnswer);
      }

      function onAnswer(answer) {
        // runs are pinned only while the page is open, not by a late answer
        if (gone || !answer) {
          isStale = isStale || model.failure !== null;
          return;
        }
        scope.states = stateStyles.present(answer);
        scope.sure = stateStyles.confidences(answer);
        const due = scope.auto.due(answer);
        if (due && scope.canPin) {
          pin(due);
        }
      }

      function older() {
        return model.older().then(onAnswer);
      }

      /** The range of the grid, in words. */
      function reach() {
        const items = model.answer.items;
        return interpolate(
          ngettext('%(count)s snapshot, from %(day)s.', '%(count)s snapshots since %(day)s.',
                   items.length),
          {count: items.length, day: messages.day(items[items.length - 1].start)}, true);
      }

      /** The run that has just ended, while its tag can still be kept exact. */
      function offer() {
        return scope.canPin && model.answer ? model.answer.items.find(item =>
          item.current && item.can_pin) : null;
      }

      function offerWords() {
        return interpolate(gettext('Pin this snapshot (tag %s)'), [offer().tag]);
      }

      function pin(item) {
        return write(api.pinSnapshot(scope.session.id, item.key), item,
                     gettext('Unable to pin %(name)s. %(error)s'));
      }

      function unpin(item) {
        return write(api.unpinSnapshot(scope.session.id, item.key), item,
                     gettext('%(name)s is still pinned. %(error)s'));
      }

      function write(request, item, failed) {
        scope.working = true;
        scope.said = null;
        return request.then(answer => {
          scope.said = {words: answer.words};
          // an older snapshot gets another key without its pin, or disappears
          const isOpen = scope.panel && scope.panel.key === item.key;
          if (isOpen && !answer.snapshot) {
            close();
          } else if (isOpen) {
            scope.panel.key = answer.snapshot.key;
            places.rename(scope.panel);
            scope.panel.text = places.text();
          }
        }, failure => {
          scope.said = {words: interpolate(
            failed, {name: item.name, error: failure.error}, true), isBad: true};
        }).then(again).finally(() => {
          scope.working = false;
        });
      }

      function show(place) {
        places.write(place);
      }

      function close() {
        places.close();
      }

      /** Returns the focus to the element that opened the panel. */
      function onAddress(now) {
        const place = model.answer && places.read(model.answer);
        if (!place && scope.panel) {
          scope.goal = scope.panel;
        }
        if (!place || !scope.panel || now !== scope.panel.text) {
          scope.panel = place && Object.assign(place, {text: now});
        }
      }

      function toggleOutside() {
        scope.outsideOpen = !scope.outsideOpen;
      }

      function moreOutside() {
        scope.outsideLimit += OUTSIDE_STEP;
      }

      function jobName(id) {
        const found = model.answer.members.find(member => member.id === id);
        return found ? found.name : id;
      }
    }
  }
})();
