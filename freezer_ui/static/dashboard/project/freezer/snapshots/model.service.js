(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.model', models);

  models.$inject = [
    'horizon.dashboard.project.freezer.core.address',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.reading'
  ];

  /**
   * The history of a session, a core.reading. It is always read from the newest tag back to the
   * oldest that was read before, which is in the page's address, so that everything on the screen
   * is of one moment.
   */
  function models(address, api, readings) {
    const STEP = 50;
    // the largest page of the server
    const MOST = 1000;
    return {create};

    function create(id) {
      let limit = clamped(Number(address.get('shown')) || STEP);
      const model = Object.assign(readings.create(() => api.getSnapshots(id, {limit})),
                                {older, canOlder});
      return model;

      function canOlder() {
        return Boolean(model.answer && model.answer.next) && limit < MOST;
      }

      function older() {
        limit = clamped(limit + STEP);
        address.replace({shown: limit});
        return model.load();
      }
    }

    function clamped(limit) {
      return Math.round(Math.max(STEP, Math.min(limit, MOST)));
    }
  }
})();
