(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.dragEnd', dragEnd);

  dragEnd.$inject = ['$window'];

  /**
   * Tells when a drag is over, also where the card that was dragged has left the page: no dragend
   * is heard of that one. While a drag lasts, a browser sends no pointer events, but for a few
   * strays at its beginning.
   */
  function dragEnd($window) {
    var STRAYS = 20;

    return {watch};

    ////////////

    /** Calls onEnd() once; returns the function that ends the watch. */
    function watch(onEnd) {
      var moves = 0;
      $window.addEventListener('dragend', end, true);
      $window.addEventListener('pointerdown', end, true);
      $window.addEventListener('pointermove', onMove, true);
      return stop;

      function onMove() {
        moves++;
        if (moves > STRAYS) {
          end();
        }
      }

      function end() {
        stop();
        onEnd();
      }

      function stop() {
        $window.removeEventListener('dragend', end, true);
        $window.removeEventListener('pointerdown', end, true);
        $window.removeEventListener('pointermove', onMove, true);
      }
    }
  }
})();
