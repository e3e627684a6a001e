(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .factory('horizon.dashboard.project.freezer.writes.sessionCreation', sessionCreations);

  sessionCreations.$inject = ['$q', 'horizon.dashboard.project.freezer.core.api'];

  /** Creates the session of one dialog; after a lost answer, it is looked for before that. */
  function sessionCreations($q, api) {
    return {create};

    function create() {
      let isInDoubt = false;
      return {send, mayExist: () => isInDoubt, forget};

      /** Rejects with a failure of the API; after a 400 nothing was created. */
      function send(body) {
        const sent = Object.assign({}, body, {as_calendar: true}, isInDoubt ? {again: true} : {});
        return api.createSession(sent).catch(failure => {
          // other failures may be of reading it back
          isInDoubt = isInDoubt || failure.status !== 400;
          return $q.reject(failure);
        });
      }

      /** The session was deleted. */
      function forget() {
        isInDoubt = false;
      }
    }
  }
})();
