(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .directive('freezerSnapshotReview', freezerSnapshotReview);

  freezerSnapshotReview.$inject = [
    '$q',
    '$timeout',
    '$window',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.download',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.snapshots.stateStyles',
    'horizon.dashboard.project.freezer.snapshots.messages',
    'horizon.dashboard.project.freezer.snapshots.places',
    'horizon.dashboard.project.freezer.restore.service',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * <freezer-snapshot-review panel="place" answer="model.answer" session-id="…" …>
   * What a place in the grid is in full: a snapshot's review, the backups of one member in it, or
   * the review beside another one. Esc closes it.
   */
  function freezerSnapshotReview(
    $q, $timeout, $window, api, download, toast, basePath, stateStyles, messages, places, restore,
    latest, texts
  ) {
    // of the window: what is higher is shown from its beginning
    const ROOM = 0.8;

    return {
      scope: {
        panel: '<', answer: '<', sessionId: '<', canPin: '<', canRestore: '<?', working: '<',
        onClose: '&', onShow: '&', onPin: '&', onUnpin: '&'
      },
      templateUrl: basePath + 'snapshots/review.html',
      link
    };

    function link(scope, element) {
      const readings = latest.create();

      scope.words = messages;
      scope.look = stateStyles.of;
      scope.sure = stateStyles.sure;
      scope.compared = [
        {key: 'state', words: gettext('State')},
        {key: 'level', words: gettext('Level')},
        {key: 'container', words: gettext('Container')},
        {key: 'client_version', words: gettext('Agent')},
        {key: 'backup_name', words: gettext('Backup')}
      ];
      scope.review = null;
      scope.comparison = null;
      scope.failure = null;
      Object.assign(scope, {
        title, member, others, read, compare, back, whole, exportAs, restoreIt, askUnpin, isChanged,
        sideWords, backWords
      });
      scope.other = {key: null};
      scope.onlyChanged = {on: false};
      scope.unpinning = false;
      element.on('keydown', onKey);
      scope.$watch('panel', onPanel);
      scope.$watch(() => places.beside(scope.answer), onBeside);
      // what has changed since is read again without a word
      scope.$watch('answer', (answer, before) => {
        if (answer !== before) {
          read();
        }
      });

      function onPanel() {
        scope.review = null;
        putBeside(places.beside(scope.answer));
        focus();
        read().then(() => {
          $timeout(show, 0, false);
        });
      }

      /** The new panel is announced, and Esc is heard. */
      function focus() {
        $timeout(() => {
          if (box()) {
            box().focus({preventScroll: true});
          }
        }, 0, false);
      }

      function box() {
        return element.find('.freezer-history-panel')[0];
      }

      /** Into sight, its beginning first. */
      function show() {
        const isHigh = box() && box().offsetHeight > ROOM * $window.innerHeight;
        if (box()) {
          box().scrollIntoView({block: isHigh ? 'start' : 'nearest'});
        }
      }

      function read() {
        const isLatest = readings.begin();
        const keys = inOrder();
        scope.loading = true;
        scope.failure = null;
        return $q.all({
          comparison: keys && api.compareSnapshots(scope.sessionId, keys),
          review: keys && scope.review || api.getSnapshot(scope.sessionId, scope.panel.key)
        }).then(found => {
          if (isLatest()) {
            Object.assign(scope, found);
          }
        }, failure => {
          if (isLatest()) {
            scope.failure = failure;
          }
        }).finally(() => {
          if (isLatest()) {
            scope.loading = false;
          }
        });
      }

      /** {a, b}: the older one is the first; null where nothing is compared. */
      function inOrder() {
        const keys = scope.answer.items.map(each => each.key);
        const two = [scope.panel.key, scope.other.key];
        if (!two[1]) {
          return null;
        }
        two.sort((a, b) => keys.indexOf(b) - keys.indexOf(a));
        return {a: two[0], b: two[1]};
      }

      function item() {
        return scope.answer.items.find(each => each.key === scope.panel.key);
      }

      /** "Tag 42", or "Orders database, Tag 42" */
      function title() {
        const found = scope.review || item();
        const name = found ? found.name : '';
        return scope.panel.member ? texts.items([nameOf(scope.panel.member), name]) : name;
      }

      /** The one whose cell was opened, as the review has it. */
      function member() {
        return scope.review && scope.panel.member && (
          scope.review.members.find(each => each.id === scope.panel.member) || {
            id: scope.panel.member, name: nameOf(scope.panel.member), backups: [],
            state: 'apart', state_words: messages.cellWords(null), start: null, end: null
          });
      }

      function nameOf(id) {
        return (scope.answer.members.find(each => each.id === id) || {name: id}).name;
      }

      function others() {
        return scope.answer.items.filter(each => each.key !== scope.panel.key);
      }

      function whole() {
        scope.onShow({place: Object.assign({}, scope.panel, {member: null})});
      }

      function compare() {
        places.compare(scope.answer, scope.other.key);
        putBeside(scope.other.key);
        read();
      }

      function back() {
        places.compare(scope.answer, null);
        putBeside(null);
      }

      /** By a link, or by Back. */
      function onBeside(key) {
        if (key !== scope.other.key) {
          putBeside(key);
          read();
        }
      }

      function putBeside(key) {
        scope.other.key = key;
        scope.comparison = null;
        scope.failure = null;
        scope.unpinning = false;
      }

      function askUnpin(asks) {
        scope.unpinning = asks;
      }

      function isChanged(row, key) {
        return row.changed.includes(key);
      }

      /** A side's value, in words. */
      function backWords() {
        return interpolate(gettext('Back to %s'), [scope.review.name]);
      }

      function sideWords(side, key) {
        return key === 'state' ? side.state_words : messages.orNot(side[key]);
      }

      /** As a file, or as a page for paper in a tab of its own. */
      function exportAs(format) {
        // a tab can only be opened by the click itself
        const tab = format === 'html' ? $window.open('', '_blank') : null;
        scope.exporting = true;
        return api.exportSnapshot(scope.sessionId, scope.panel.key, {format}).then(file =>
          tab ? download.page(file, tab) : download.file(file), failure => {
          if (tab) {
            tab.close();
          }
          toast.failure(gettext('Unable to export the snapshot. %(error)s'), {}, failure);
        }).finally(() => {
          scope.exporting = false;
        });
      }

      function restoreIt() {
        return restore.open(scope.sessionId, scope.panel.key).catch(angular.noop);
      }

      function onKey(event) {
        if (event.key === 'Escape' && !event.isDefaultPrevented()) {
          event.preventDefault();
          scope.$apply(scope.onClose);
        }
      }
    }
  }
})();
