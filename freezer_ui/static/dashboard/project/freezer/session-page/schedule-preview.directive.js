(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .directive('freezerSchedulePreview', freezerSchedulePreview);

  freezerSchedulePreview.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.reading',
    'horizon.dashboard.project.freezer.session-wizard.actions'
  ];

  /**
   * <freezer-schedule-preview session="ctrl.session" can-apply="ctrl.can.edit"
   *                          on-edited="…"></freezer-schedule-preview>
   * A session's next runs and the hints on its schedule. They are read again when something that
   * they depend on has changed, or the first run is over.
   */
  function freezerSchedulePreview(basePath, api, readings, actions) {
    return {
      scope: {session: '<', canApply: '<', onEdited: '&'},
      templateUrl: basePath + 'session-page/schedule-preview.html',
      link
    };

    function link(scope) {
      let before = null;
      scope.preview = readings.create(
        () => api.previewSchedule({session_id: scope.session.id}));
      Object.assign(scope, {hintWords, hasWarning, takeOver});
      scope.$watch('session', onSession);

      /** Each reading brings a new session object. */
      function onSession() {
        const now = dependsOn();
        if (now !== before || isStale()) {
          before = now;
          scope.preview.load();
        }
      }

      /** Its first run is over, or there is none to show. */
      function isStale() {
        const answer = scope.preview.answer;
        return !scope.preview.loading && (!answer ||
          answer.next_run !== null && answer.next_run < Date.now() / 1000);
      }

      function dependsOn() {
        const session = scope.session;
        return angular.toJson([
          session.schedule, session.hold_off, session.session_tag, session.next_run,
          session.time_end, session.counts
        ]);
      }

      function hints() {
        return scope.preview.answer ? scope.preview.answer.advice : [];
      }

      function hintWords() {
        const count = hints().length;
        return count ? interpolate(ngettext(
          '%s hint about the schedule', '%s hints about the schedule', count), [count]) : '';
      }

      function hasWarning() {
        return hints().some(hint => hint.level === 'warning');
      }

      function takeOver(suggestion) {
        return actions.edit.apply(scope.session, suggestion).then(() => {
          scope.onEdited();
        }, angular.noop);
      }
    }
  }
})();
