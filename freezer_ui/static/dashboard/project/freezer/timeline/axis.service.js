(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.timeline')
    .factory('horizon.dashboard.project.freezer.timeline.axis', axis);

  axis.$inject = ['horizon.dashboard.project.freezer.core.clock'];

  /**
   * Lines and labels of a time axis. Full hours and days are found by the zone's clock at every
   * quarter of an hour, which is right at clock changes and in zones with half an hour of offset.
   */
  function axis(clock) {
    const QUARTER = 900;
    const TICKS = 9;
    const DAY = 86400;
    const STEPS = [
      1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, DAY
    ];

    return {start, marks, chosen, ticks, joined};

    /** The last full hour before `at`, in the zone, that is a multiple of `step`. */
    function start(at, step, timeZone) {
      const read = reader(timeZone);
      let found = at - at % QUARTER;
      // a clock change skips at most one hour
      for (let count = 0; count < 8 * step; count++) {
        const local = read(found);
        if (local.minute === 0 && local.hour % step === 0) {
          return found;
        }
        found -= QUARTER;
      }
      return at;
    }

    /** Every full hour: [{at, hour, isDay}]; isDay for the first one of a day. */
    function marks(from, until, timeZone) {
      const read = reader(timeZone);
      const first = Math.ceil(from / QUARTER) * QUARTER;
      let day = read(first - QUARTER).day;
      const found = [];
      for (let at = first; at <= until; at += QUARTER) {
        const local = read(at);
        if (local.minute === 0) {
          found.push({at, hour: local.hour, isDay: local.day !== day});
          day = local.day;
        }
      }
      return found;
    }

    /** The marks with room for a label: an hour is `wide`, a label `room`. */
    function chosen(all, wide, room) {
      const step = [1, 2, 3, 6, 12].find(hours => hours * wide >= room) || 24;
      let last = -Infinity;
      return all.filter(mark => {
        // at clock changes, hours are repeated or skipped
        const isIt = mark.hour % step === 0 && (mark.at - last) / 3600 * wide >= room;
        last = isIt ? mark.at : last;
        return isIt;
      });
    }

    /** The labelled moments of an axis {from, to}, at round seconds. */
    function ticks(span) {
      const length = span.to - span.from;
      const step = STEPS.find(each => length / each <= TICKS) ||
        Math.ceil(length / TICKS / DAY) * DAY;
      const found = [];
      for (let at = Math.ceil(span.from / step) * step; at <= span.to; at += step) {
        found.push(at);
      }
      return found;
    }

    /** D3's join by class: new data get an element, elements without data are removed. */
    function joined(parent, tag, name, data, key) {
      const all = parent.selectAll('.' + name).data(data, key);
      all.enter().append(tag).attr('class', name);
      all.exit().remove();
      return all;
    }

    function reader(timeZone) {
      const format = formatOf(timeZone) || formatOf('UTC');
      return at => Object.fromEntries(format.formatToParts(new Date(at * 1000))
        .map(part => [part.type, Number(part.value)]));
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
