(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.health')
    .factory('horizon.dashboard.project.freezer.health.service', health);

  /** What a page's parts share of its check: the counts, and the wish to check again. */
  function health() {
    var observers = [];
    var service = {
      // session id -> how many problems the check of all sessions found in it
      counts: {},
      observe,
      again
    };
    return service;

    ////////////

    /** Calls check() when something may have broken; returns the function that ends it. */
    function observe(check) {
      observers.push(check);
      return () => {
        observers = observers.filter(each => each !== check);
      };
    }

    /** Something may have broken: a write that failed in its middle. */
    function again() {
      observers.forEach(check => {
        check();
      });
    }
  }
})();
