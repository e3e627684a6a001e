(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.latest', latestFactory);

  /**
   * Of several requests only the newest counts: an older answer never replaces a newer one.
   *
   *   begin()   a question is asked; returns isLatest(), true as long as no newer one was asked
   *   current() the same of the question that was asked last
   *   cancel()  no answer under way counts any more
   */
  function latestFactory() {
    return {create};

    function create() {
      let turn = 0;
      return {begin, current, cancel};

      function begin() {
        turn++;
        return current();
      }

      function current() {
        const mine = turn;
        return () => mine === turn;
      }

      function cancel() {
        turn++;
      }
    }
  }
})();
