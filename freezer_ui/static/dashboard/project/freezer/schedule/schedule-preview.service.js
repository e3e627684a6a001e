(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .factory('horizon.dashboard.project.freezer.schedule.preview', previews);

  previews.$inject = [
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /**
   * What the server says of a session's schedule as it is stored: its next runs, and advice.
   * The state for the screen: answer, loading, failure.
   */
  function previews(api, latest) {
    return {create};

    function create(sessionId) {
      var readings = latest.create();
      var preview = {answer: null, loading: false, failure: null, load, isStale};
      return preview;

      /** The last answer stays until there is a new one. */
      function load() {
        var isLatest = readings.begin();
        preview.loading = true;
        return api.previewSchedule({session_id: sessionId}).then(answer => {
          if (isLatest()) {
            angular.extend(preview, {answer, loading: false, failure: null});
          }
        }, failure => {
          if (isLatest()) {
            angular.extend(preview, {loading: false, failure});
          }
        });
      }

      /** Its first run is over, or there is none to show. */
      function isStale() {
        var answer = preview.answer;
        return !preview.loading && (!answer ||
          answer.next_run !== null && answer.next_run < Date.now() / 1000);
      }
    }
  }
})();
