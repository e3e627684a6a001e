(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.delayedQuestion', delayedQuestions);

  delayedQuestions.$inject = ['$timeout', 'horizon.dashboard.project.freezer.core.latest'];

  /** Sends the contents of a form to the server a moment after the last change. */
  function delayedQuestions($timeout, latest) {
    // milliseconds
    const DELAY = 400;

    return {create};

    /** send() returns a promise; settle(answer, failure) gets the newest outcome. */
    function create(send, settle) {
      const questions = latest.create();
      let timer = null;
      return {ask, cancel};

      function ask() {
        cancel();
        timer = $timeout(sendNow, DELAY);
      }

      /** Cancels a planned request and ignores answers under way. */
      function cancel() {
        $timeout.cancel(timer);
        questions.cancel();
      }

      function sendNow() {
        const isLatest = questions.begin();
        return send().then(
          answer => isLatest() && settle(answer, null),
          failure => isLatest() && settle(null, failure));
      }
    }
  }
})();
