(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.poolStream', poolStreams);

  poolStreams.$inject = ['$document', '$filter', '$timeout'];

  /** The parts of the pool follow by themselves, until the user stops that. */
  function poolStreams($document, $filter, $timeout) {
    // milliseconds between two parts of the pool, and in a hidden tab
    const PAUSE = 150;
    const HIDDEN_PAUSE = 4000;

    return {create};

    /**
     *   isIdle()   whether the board has been drawn, and nothing of it is being moved
     *   isLow()    whether so few cards are left that more are needed
     */
    function create(scope, pool, isIdle, isLow) {
      let next = null;
      const stream = {isOn: true, readOn, words};

      scope.$watch(() => canReadOn() && isLow(), isNeeded => isNeeded && pool.more());
      scope.$watch(isToFollow, follow);
      scope.$on('$destroy', () => { $timeout.cancel(next); });
      return stream;

      function canReadOn() {
        return !(pool.exhausted || pool.paused || pool.loading || pool.failure) && isIdle();
      }

      /** The user scrolled to the end of the pool. */
      function readOn() {
        if (canReadOn()) {
          scope.$applyAsync(pool.more);
        }
      }

      function isToFollow() {
        return stream.isOn && canReadOn();
      }

      function follow(isWanted) {
        if (isWanted) {
          next = $timeout(() => {
            if ($document[0].hidden) {
              follow(isToFollow());
            } else if (isToFollow()) {
              pool.more();
            }
          }, $document[0].hidden ? HIDDEN_PAUSE : PAUSE);
        }
      }

      /** How far the pool was looked through. */
      function words() {
        if (!pool.checked) {
          return gettext('Loading the pool…');
        }
        return interpolate(pool.q
          ? gettext('Searched the first %(jobs)s jobs…')
          : gettext('%(jobs)s jobs loaded so far…'),
          {jobs: $filter('number')(pool.checked)}, true);
      }
    }
  }
})();
