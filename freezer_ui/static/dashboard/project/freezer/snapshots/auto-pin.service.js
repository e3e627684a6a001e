(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.autoPin', autoPins);

  autoPins.$inject = [
    '$window',
    'horizon.app.core.openstack-service-api.userSession'
  ];

  /**
   * "Pin each complete run while this page is open": the switch, kept by this browser for each
   * user and session, and which run is new. A browser that keeps nothing has the switch too.
   */
  function autoPins($window, userSession) {
    return {create};

    function create(sessionId) {
      let key = null;
      // the tag that had ended at the last check; undefined before the first one
      let ended;
      const auto = {on: false, ready: null, keep, due};

      auto.ready = userSession.get().then(user => {
        key = 'freezer.history.pin:' + user.id + ':' + sessionId;
        auto.on = auto.on || read() === 'on';
      }, angular.noop);
      return auto;

      function keep() {
        try {
          if (key && auto.on) {
            $window.localStorage.setItem(key, 'on');
          } else if (key) {
            $window.localStorage.removeItem(key);
          }
        } catch (refused) { // eslint-disable-line no-unused-vars
          // without storage, the setting lasts as long as the page
        }
      }

      function read() {
        try {
          return $window.localStorage.getItem(key);
        } catch (refused) { // eslint-disable-line no-unused-vars
          return null;
        }
      }

      /**
       * The snapshot to be pinned now, once for each run: complete, and ended since the last check.
       */
      function due(answer) {
        const newest = answer.items.find(item => item.current);
        const isOver = Boolean(newest) && newest.state !== 'running';
        if (ended === undefined) {
          ended = isOver ? newest.tag : null;
          return null;
        }
        if (!isOver || newest.tag === ended || newest.state !== 'complete') {
          return null;
        }
        ended = newest.tag;
        return auto.on && newest.can_pin ? newest : null;
      }
    }
  }
})();
