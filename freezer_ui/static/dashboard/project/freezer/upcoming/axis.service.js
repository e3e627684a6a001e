(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.upcoming')
    .factory('horizon.dashboard.project.freezer.upcoming.axis', axis);

  axis.$inject = ['horizon.dashboard.project.freezer.core.clock'];

  /**
   * Where the full hours and the days of a zone are in a time. The zone's clock is asked at every
   * quarter of an hour: that is right where clocks change, and where zones are half an hour off.
   */
  function axis(clock) {
    var QUARTER = 900;

    return {start, marks, chosen};

    ////////////

    /** The last time before `at` when it was a full hour there that `step` divides. */
    function start(at, step, timeZone) {
      var read = reader(timeZone);
      var found = at - at % QUARTER;
      // a clock change can leave one out, not two
      for (var count = 0; count < 8 * step; count++) {
        var local = read(found);
        if (local.minute === 0 && local.hour % step === 0) {
          return found;
        }
        found -= QUARTER;
      }
      return at;
    }

    /** Every full hour: [{at, hour, isDay}]; isDay at the first one of a day there. */
    function marks(from, until, timeZone) {
      var read = reader(timeZone);
      var first = Math.ceil(from / QUARTER) * QUARTER;
      var day = read(first - QUARTER).day;
      var found = [];
      for (var at = first; at <= until; at += QUARTER) {
        var local = read(at);
        if (local.minute === 0) {
          found.push({at, hour: local.hour, isDay: local.day !== day});
          day = local.day;
        }
      }
      return found;
    }

    /** Those of the marks that labels have room at: an hour is `wide`, a label `room`. */
    function chosen(all, wide, room) {
      var step = [1, 2, 3, 6, 12].find(hours => hours * wide >= room) || 24;
      var last = -Infinity;
      return all.filter(mark => {
        // where clocks change, hours come twice or not at all
        var isIt = mark.hour % step === 0 && (mark.at - last) / 3600 * wide >= room;
        last = isIt ? mark.at : last;
        return isIt;
      });
    }

    function reader(timeZone) {
      var format = formatOf(timeZone) || formatOf('UTC');
      return at => format.formatToParts(new Date(at * 1000)).reduce((result, part) => {
        result[part.type] = Number(part.value);
        return result;
      }, {});
    }

    function formatOf(timeZone) {
      try {
        return new Intl.DateTimeFormat('en-GB', {
          timeZone: timeZone || clock.zone(), hourCycle: 'h23',
          day: 'numeric', hour: 'numeric', minute: 'numeric'
        });
      } catch (unknown) { // eslint-disable-line no-unused-vars
        return null;
      }
    }
  }
})();
