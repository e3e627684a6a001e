(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.health')
    .factory('horizon.dashboard.project.freezer.health.service', health);

  /** What the parts of a page share of the check. */
  function health() {
    return {
      // session id -> how many problems the check of all sessions found in it
      counts: {},
      // checks again, where there is a check: a write failed in its middle, something may be broken
      again: angular.noop
    };
  }
})();
