(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.health')
    .factory('horizon.dashboard.project.freezer.health.service', health);

  /** What the parts of a page share of the check: its counts, and requests to check again. */
  function health() {
    var observers = [];
    var service = {
      // session id -> how many problems the check of all sessions found in it
      counts: {},
      observe,
      again
    };
    return service;

    /** Calls check() when something may have broken; returns a function that ends this. */
    function observe(check) {
      observers.push(check);
      return () => {
        observers = observers.filter(each => each !== check);
      };
    }

    /** A write failed in its middle: something may have broken. */
    function again() {
      observers.forEach(check => {
        check();
      });
    }
  }
})();
