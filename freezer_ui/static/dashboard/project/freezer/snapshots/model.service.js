(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.model', models);

  models.$inject = [
    'horizon.dashboard.project.freezer.core.address',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /**
   * The history of a session: answer, loading, failure. It is always read from its newest tag on,
   * as far back as it was read before, which its address says: what is on the screen is of one
   * moment.
   */
  function models(address, api, latest) {
    var STEP = 50;
    // the most that the server gives at once
    var MOST = 1000;

    return {create};

    function create(id) {
      var limit = clamped(Number(address.get('shown')) || STEP);
      var readings = latest.create();
      var model = {
        answer: null, loading: false, failure: null,
        load, older, canOlder
      };
      return model;

      /** Resolves with the answer, or null: a failure is told by the screen. */
      function load() {
        var isLatest = readings.begin();
        model.loading = true;
        return api.getSnapshots(id, {limit}).then(answer => {
          // an older answer never replaces a newer one
          if (isLatest()) {
            model.answer = answer;
            settle(null);
          }
          return model.answer;
        }, failure => {
          if (isLatest()) {
            settle(failure);
          }
          return null;
        });
      }

      function settle(failure) {
        model.loading = false;
        model.failure = failure;
      }

      function canOlder() {
        return Boolean(model.answer && model.answer.next) && limit < MOST;
      }

      function older() {
        limit = clamped(limit + STEP);
        address.replace({shown: limit});
        return load();
      }
    }

    function clamped(limit) {
      return Math.round(Math.max(STEP, Math.min(limit, MOST)));
    }
  }
})();
