(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.outlook', outlooks);

  outlooks.$inject = ['horizon.dashboard.project.freezer.api.service'];

  /**
   * What the server says of a session's schedule as it is stored: its next runs, and advice.
   * The state for the screen: answer, loading, failure.
   */
  function outlooks(api) {
    return {create};

    function create(sessionId) {
      var turn = 0;
      var outlook = {answer: null, loading: false, failure: null, load, isStale};
      return outlook;

      ////////////

      /** The last answer stays until there is a new one. */
      function load() {
        var mine = ++turn;
        outlook.loading = true;
        return api.previewSchedule({session_id: sessionId}).then(answer => {
          if (mine === turn) {
            angular.extend(outlook, {answer, loading: false, failure: null});
          }
        }, failure => {
          if (mine === turn) {
            angular.extend(outlook, {loading: false, failure});
          }
        });
      }

      /** Its first run is over, or there is none to show. */
      function isStale() {
        var answer = outlook.answer;
        return !outlook.loading && (!answer ||
          answer.next_run !== null && answer.next_run < Date.now() / 1000);
      }
    }
  }
})();
