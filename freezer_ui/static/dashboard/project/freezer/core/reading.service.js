(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.reading', readings);

  readings.$inject = ['horizon.dashboard.project.freezer.core.latest'];

  /**
   * The state of a read request, for a screen. The last answer stays until there is a newer one; an
   * older answer never replaces it.
   *
   *   answer, loading, failure
   *   load()    asks; resolves with the answer, or with null where it failed or is overtaken
   *   toggle()  of what stands behind a button: it is read each time that it is opened
   *   isOpen    whether it is
   *   cancel()  no answer under way counts any more
   */
  function readings(latest) {
    return {create};

    /** `ask` returns a promise. */
    function create(ask) {
      const questions = latest.create();
      const reading = {
        answer: null, loading: false, failure: null, isOpen: false, load, toggle, cancel
      };
      return reading;

      function load() {
        const isLatest = questions.begin();
        reading.loading = true;
        return ask().then(
          answer => settle({answer, failure: null}), failure => settle({failure}));

        function settle(outcome) {
          if (!isLatest()) {
            return null;
          }
          Object.assign(reading, outcome, {loading: false});
          return outcome.failure ? null : outcome.answer;
        }
      }

      function toggle() {
        cancel();
        Object.assign(reading, {answer: null, failure: null, isOpen: !reading.isOpen});
        return reading.isOpen ? load() : null;
      }

      function cancel() {
        questions.cancel();
        reading.loading = false;
      }
    }
  }
})();
