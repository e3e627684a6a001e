(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .directive('freezerRestorePoint', freezerRestorePoint);

  freezerRestorePoint.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /**
   * <freezer-restore-point input-id="…" name="values.backup_name" machine="values.hostname"
   *                        date="values.restore_from_date" on-change="…"></freezer-restore-point>
   * The date of a restore: that of a backup with this name from this machine, or one that is typed.
   */
  function freezerRestorePoint($timeout, api, latest) {
    // milliseconds after the last letter of a name
    var PAUSE = 400;
    var TYPED = '?';

    return {
      scope: {inputId: '@', name: '<', machine: '<', date: '=', onChange: '&'},
      // in place at once: the field around it looks for its input
      template: '<select class="form-control" id="{$ inputId $}" ng-model="state.choice"' +
        ' ng-change="choose()" ng-options="each.date as each.words for each in choices"></select>' +
        '<input type="text" class="form-control freezer-restore-time" ng-if="isTyped()"' +
        ' ng-model="$parent.date" ng-change="changed()" aria-label="{$ timeWords $}"' +
        ' autocomplete="off" spellcheck="false">' +
        '<p class="help-block freezer-restore-note" freezer-announce ng-if="note"' +
        ' ng-bind="note"></p>',
      link
    };

    function link(scope) {
      var reads = latest.create();
      var timer = null;

      angular.extend(scope, {
        state: {choice: TYPED}, note: '', timeWords: gettext('Time in UTC'), choose, changed,
        isTyped: () => scope.state.choice === TYPED
      });
      show([]);
      scope.$watchGroup(['name', 'machine'], () => {
        $timeout.cancel(timer);
        timer = $timeout(read, PAUSE);
      });
      scope.$watch('date', () => scope.isTyped() || select());
      scope.$on('$destroy', () => {
        $timeout.cancel(timer);
        reads.cancel();
      });

      function read() {
        var isLatest = reads.begin();
        if (!scope.name || !scope.machine) {
          show([]);
          return;
        }
        api.getRestorePoints({name: scope.name, machine: scope.machine}).then(points => {
          if (isLatest()) {
            show(points, points.length ? ''
              : gettext('Freezer has no backups with this name from this machine.'));
          }
        }, failure => {
          if (isLatest()) {
            show([], interpolate(gettext('Unable to list the backups. %(error)s'), failure, true));
          }
        });
      }

      function show(points, note) {
        scope.note = note || '';
        scope.choices = [].concat({date: '', words: gettext('Newest backup')}, points,
                                  {date: TYPED, words: gettext('A different time…')});
        select();
      }

      function select() {
        var date = scope.date || '';
        scope.state.choice = scope.choices.some(each => each.date === date) ? date : TYPED;
      }

      function choose() {
        if (!scope.isTyped()) {
          scope.date = scope.state.choice;
          changed();
        }
      }

      /** The outer scope first, then whoever reads it. */
      function changed() {
        scope.$applyAsync(() => scope.onChange());
      }
    }
  }
})();
