(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.upcoming')
    .factory('horizon.dashboard.project.freezer.upcoming.drawing', drawings);

  drawings.$inject = [
    'horizon.dashboard.project.freezer.timeline.axis',
    'horizon.dashboard.project.freezer.upcoming.runs',
    'horizon.dashboard.project.freezer.core.clock'
  ];

  /** The strip's lines and bars, by Horizon's own D3 (version 3). */
  function drawings(axis, runs, clock) {
    const HOUR = 3600;
    // pixels: a row, a bar, one that clashes below its sign, and how short a bar can be
    const HIGH = 30;
    const BAR = 12;
    const CLASH = 14;
    const CLASH_TOP = 11;
    const SHORTEST = 6;
    const THINNEST = 1.5;
    // pixels; wider bars have room for hatching
    const WIDE = 14;
    const TICK = 2;
    const MARK = 9;
    const HOUR_ROOM = 52;
    const DAY_ROOM = 90;
    const REST_ROOM = 190;

    return {create};

    /** `element` has the template of the strip, path(session) the address of a session's page. */
    function create(element, path) {
      const d3 = window.d3;
      const root = d3.select(element[0]);
      const x = d3.scale.linear();
      let until = 0;

      return {draw, mark, at, reveal, open};

      function draw(answer, now) {
        const wide = root.select('.freezer-strip-axis').node().clientWidth;
        const isLong = answer.until - answer.from > 48 * HOUR;
        const from = axis.start(answer.from, isLong ? 6 : 1, answer.time_zone);
        until = answer.until;
        x.domain([from, until]).range([0, wide]);
        const marks = axis.marks(from, until, answer.time_zone);
        drawAxis(marks, now, answer.time_zone);
        drawBack(marks, now, wide);
        drawRows(answer.items, Math.max(x(now), 0) + 8);
      }

      function hourWide() {
        return x(x.domain()[0] + HOUR) - x(x.domain()[0]);
      }

      function hours(marks) {
        return axis.chosen(marks, hourWide(), HOUR_ROOM);
      }

      function drawAxis(marks, now, timeZone) {
        const svg = root.select('.freezer-strip-axis svg');
        const end = x.range()[1];
        let days = marks.filter(each => each.isDay);
        const first = {at: x.domain()[0]};
        if (!days.length || x(days[0].at) > DAY_ROOM) {
          days = [first].concat(days);
        }
        texts(svg, 'freezer-axis-day', days, 12, 'start', each =>
          end - x(each.at) > DAY_ROOM ? clock.day(each.at, timeZone) : '');
        texts(svg, 'freezer-axis-now', [{at: Math.max(now, x.domain()[0])}], 30, 'start',
              () => gettext('now'));
        // the width of the word in the user's language
        const room = svg.select('.freezer-axis-now').node().getComputedTextLength() + 22;
        texts(svg, 'freezer-axis-hour', hours(marks).filter(each => {
          const away = x(each.at) - x(now);
          return x(each.at) > 14 && x(each.at) < end - 16 && (away < -16 || away > room);
        }), 30, 'middle', each => clock.timeOfDay(each.at, timeZone));
      }

      function texts(svg, name, data, y, anchor, label) {
        axis.joined(svg, 'text', name, data).text(label)
          .attr({y, 'text-anchor': anchor, x: each => x(each.at) + (anchor === 'start' ? 3 : 0)});
      }

      function drawBack(marks, now, wide) {
        const svg = root.select('.freezer-strip-back svg').attr('width', wide);
        axis.joined(svg, 'rect', 'freezer-past', [now])
          .attr({x: 0, y: 0, height: '100%', width: Math.max(x(now), 0)});
        lines(svg, 'freezer-line-hour', hours(marks));
        lines(svg, 'freezer-line-day', marks.filter(each => each.isDay));
        lines(svg, 'freezer-line-now', [{at: now}]);
      }

      function lines(svg, name, data) {
        axis.joined(svg, 'line', name, data).attr({y1: 0, y2: '100%', x1: place, x2: place});

        // a line between two pixels would be blurred
        function place(each) {
          return Math.round(x(each.at)) + 0.5;
        }
      }

      function drawRows(items, noteLeft) {
        const rows = root.select('.freezer-strip-rows').selectAll('.freezer-strip-row')
          .data(items, id);
        enterRows(rows.enter());
        rows.exit().remove();
        rows.order();
        rows.select('.freezer-strip-name a').text(each => each.name)
          .attr('href', path).attr('title', each => each.name);
        rows.select('.freezer-strip-note')
          .text(note).attr('title', note).style('left', noteLeft + 'px')
          .style('display', item => item.runs.length ? 'none' : null);
        rows.each(function drawRow(item) {
          drawRuns(d3.select(this).select('svg'), item);
        });
      }

      function enterRows(entering) {
        const entered = entering.append('div').attr('class', 'freezer-strip-row freezer-strip-line')
          .attr('data-session', id);
        entered.append('div').attr('class', 'freezer-strip-name')
          .append('a').attr('tabindex', -1);
        const track = entered.append('div').attr('class', 'freezer-strip-track');
        track.append('svg').attr('height', HIGH).attr('aria-hidden', true);
        track.append('span').attr('class', 'freezer-strip-note');
      }

      function id(item) {
        return item.id;
      }

      function note(item) {
        return item.note || gettext('No run in this period.');
      }

      function drawRuns(svg, item) {
        drawRest(svg, item);
        space(item);
        axis.joined(svg, 'rect', 'freezer-bar', item.runs, start).classed({
          'freezer-bar-about': item.about,
          'freezer-bar-unknown': item.seconds === null,
          'freezer-bar-clash': clashes,
          'freezer-bar-wide': run => width(run, item) >= WIDE
        }).attr({
          'data-start': start,
          rx: item.seconds === null ? 0 : 2,
          x: left,
          width: run => width(run, item),
          y: run => clashes(run) ? CLASH_TOP : (HIGH - BAR) / 2,
          height: run => clashes(run) ? CLASH : BAR
        });
        drawMarks(svg, item);
      }

      function start(run) {
        return run.start;
      }

      function clashes(run) {
        return run.clashes.length > 0;
      }

      function left(run) {
        return Math.round(x(run.start) * 2) / 2;
      }

      function width(run, item) {
        return item.seconds === null ? TICK
          : Math.max(Math.min(x(run.end), x.range()[1]) - x(run.start), item.shortest);
      }

      /** Bars of runs that follow closely are kept apart. */
      function space(item) {
        item.shortest = item.runs.reduce((wide, run, index) => {
          const gap = index ? x(run.start) - x(item.runs[index - 1].start) : Infinity;
          return Math.min(wide, Math.max(gap - THINNEST, THINNEST));
        }, SHORTEST);
      }

      /** An icon on runs that clash, because colour alone is not enough. Icons do not overlap. */
      function drawMarks(svg, item) {
        let last = -Infinity;
        const marked = item.runs.filter(run => {
          const isIt = clashes(run) && x(run.start) - last >= MARK;
          last = isIt ? x(run.start) : last;
          return isIt;
        });
        axis.joined(svg, 'path', 'freezer-clash-mark', marked, start).attr({
          d: 'M0,-5 L4.5,3 L-4.5,3 Z',
          transform: run => 'translate(' + (left(run) + width(run, item) / 2) + ',6)'
        });
      }

      function drawRest(svg, item) {
        const rest = item.more_from === null ? [] : [item.more_from];
        const bands = svg.selectAll('.freezer-rest').data(rest);
        const entered = bands.enter().append('g').attr('class', 'freezer-rest');
        entered.append('rect').attr('rx', 2);
        entered.append('text').attr('dominant-baseline', 'central').attr('y', HIGH / 2);
        bands.exit().remove();
        bands.select('rect').attr({
          x, y: (HIGH - BAR) / 2 - 3, height: BAR + 6,
          width: from => Math.max(x.range()[1] - x(from), 0)
        });
        bands.select('text')
          .attr({x: from => (x(from) + x.range()[1]) / 2, 'text-anchor': 'middle'})
          .text(from => x.range()[1] - x(from) > REST_ROOM
            ? gettext('too many runs to draw') : '');
      }

      /** Marks the focused and the pointed place. */
      function mark(place, pointed) {
        root.selectAll('.freezer-strip-row')
          .classed('freezer-row-at', item => Boolean(place) && item.id === place.id)
          .classed('freezer-row-pointed', item => Boolean(pointed) && item.id === pointed.id);
        root.selectAll('.freezer-cursor').remove();
        cursor(pointed, 'freezer-cursor-pointed');
        cursor(place, 'freezer-cursor-at');
      }

      function cursor(place, name) {
        const found = place && place.start !== null && row(place);
        if (!found) {
          return;
        }
        const item = d3.select(found).datum();
        const run = runs.find([item], place, until).run;
        if (run) {
          d3.select(found).select('svg').append('rect').attr({
            class: 'freezer-cursor ' + name, rx: 3, x: left(run) - 3, y: 2, height: HIGH - 4,
            width: (run.rest ? x.range()[1] - x(run.start) : width(run, item)) + 6
          });
        }
      }

      function row(place) {
        return root.selectAll('.freezer-strip-row').filter(item => item.id === place.id).node();
      }

      /** The place of a mouse event: a run, or a session next to its runs. */
      function at(event, near) {
        const found = event.target.closest('.freezer-strip-row');
        if (!found) {
          return null;
        }
        const item = d3.select(found).datum();
        const across = event.clientX -
          found.querySelector('.freezer-strip-track').getBoundingClientRect().left;
        const hit = runs.stops(item, until).filter(run => {
          const end = run.rest ? x.range()[1] : left(run) + width(run, item);
          return across >= x(run.start) - near && across <= end + near;
        }).sort((a, b) => Math.abs(x(a.start) - across) - Math.abs(x(b.start) - across))[0];
        return {id: item.id, start: hit ? hit.start : null};
      }

      function reveal(place) {
        const found = row(place);
        if (found) {
          found.scrollIntoView({block: 'nearest'});
        }
      }

      /** Opens the session, as a click on its name does. */
      function open(place) {
        const found = row(place);
        if (found) {
          found.querySelector('a').click();
        }
      }
    }
  }
})();
