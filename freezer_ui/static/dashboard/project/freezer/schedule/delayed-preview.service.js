(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .factory('horizon.dashboard.project.freezer.schedule.delayedPreview', delayedPreviews);

  delayedPreviews.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /** Asks the server what a schedule in a form means, a moment after the last change. */
  function delayedPreviews($timeout, api, latest) {
    // milliseconds
    var DELAY = 400;

    return {create};

    /** question() returns the body to send; settle(answer, failure) gets the newest outcome. */
    function create(question, settle) {
      var questions = latest.create();
      var timer = null;
      return {ask, cancel};

      function ask() {
        cancel();
        timer = $timeout(send, DELAY);
      }

      /** Sends no planned question, and ignores answers to come. */
      function cancel() {
        $timeout.cancel(timer);
        questions.cancel();
      }

      function send() {
        var isLatest = questions.begin();
        return api.previewSchedule(question()).then(
          answer => isLatest() && settle(answer, null),
          failure => isLatest() && settle(null, failure));
      }
    }
  }
})();
