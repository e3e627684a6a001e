(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.retention')
    .directive('freezerRetention', freezerRetention);

  freezerRetention.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.reading'
  ];

  /**
   * <freezer-retention job-id="item.id"></freezer-retention>
   * <freezer-retention action="ctrl.rule()"></freezer-retention>
   * A calculator: the restore points after the next runs of a job, with the backups that are there
   * today; or those of an action that is being filled in, on a schedule that is chosen here.
   * rule() gives the fields of the action that decide how long backups stay. Opened by its button;
   * until then nothing is asked.
   */
  function freezerRetention($timeout, basePath, api, clock, readings) {
    const DELAY = 400;

    return {
      scope: {jobId: '<?', action: '&?'},
      templateUrl: basePath + 'retention/retention.html',
      link
    };

    function link(scope) {
      const reading = scope.reading = readings.create(answer);
      let timer = null;

      scope.ofAction = Boolean(scope.action);
      scope.choices = {runs: [10, 30, 100, 400], schedules: schedules()};
      scope.chosen = {runs: 30, schedule: scope.choices.schedules[2]};
      scope.at = clock.full;
      scope.$watch(rule, changed);
      scope.$on('$destroy', forget);

      function rule() {
        return reading.isOpen && scope.ofAction && angular.toJson(scope.action());
      }

      /** Reads shortly after the last change of a form; toggle() reads at once. */
      function changed(now, before) {
        if (before) {
          forget();
          timer = now && $timeout(reading.load, DELAY);
        }
      }

      function answer() {
        const runs = scope.chosen.runs;
        return scope.ofAction
          ? api.forecastRetention({
            action: scope.action(), schedule: scope.chosen.schedule.fields, runs
          }).then(found => [found])
          : api.getJobRetention(scope.jobId, runs).then(found => found.items);
      }

      function forget() {
        $timeout.cancel(timer);
        reading.cancel();
      }
    }

    function schedules() {
      return [
        {label: gettext('every hour'), fields: {schedule_minute: '0'}},
        {label: gettext('every 6 hours'), fields: {schedule_hour: '*/6'}},
        {label: gettext('every day'), fields: {schedule_hour: '3'}},
        {label: gettext('every week'), fields: {schedule_day_of_week: 'sun', schedule_hour: '3'}}
      ];
    }
  }
})();
