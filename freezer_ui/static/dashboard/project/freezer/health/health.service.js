(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.health')
    .factory('horizon.dashboard.project.freezer.health.service', health);

  /** Results of the check that the parts of a page share. */
  function health() {
    return {
      // session id -> the number of its problems in the check of all sessions
      counts: {},
      // repeats the check, if there is one: a write failed half-way and may have left a problem
      again: angular.noop
    };
  }
})();
