(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page.run')
    .factory('horizon.dashboard.project.freezer.session-page.run.drawing', drawings);

  drawings.$inject = [
    'horizon.dashboard.project.freezer.timeline.axis',
    'horizon.dashboard.project.freezer.timeline.rovingFocus',
    'horizon.dashboard.project.freezer.session-page.run.messages',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.stateStyles'
  ];

  /** The picture's rows and bars, by Horizon's own D3 (version 3). Places are parts of a hundred:
   *  they follow the window's width by themselves. */
  function drawings(axis, rovingFocus, messages, clientName, clock, stateStyles) {
    // from here on a bar's label stands before it
    const LATE_IN_SIGHT = 75;
    // of a row, copied and filled by hand: two hundred rows are drawn in a frame
    const blank = window.document.createElement('div');
    blank.className = 'freezer-run-row';
    blank.setAttribute('role', 'listitem');
    blank.tabIndex = -1;
    blank.innerHTML = '<div class="freezer-run-name" aria-hidden="true">' +
      '<span></span><span class="freezer-run-job" dir="auto"></span>' +
      '<span class="freezer-run-client"></span></div>' +
      '<div class="freezer-run-track" aria-hidden="true"><span></span><span></span></div>';

    return {create};

    function newRow() {
      return blank.cloneNode(true);
    }

    /** Sets only changed text: setting a text redraws it. */
    function setText(node, text) {
      if (node.textContent !== text) {
        node.textContent = text;
      }
    }

    /** `element` has the template; onRange({from, to}) is called when a range was drawn. */
    function create(element, onRange) {
      const d3 = window.d3;
      const root = d3.select(element[0]);
      const x = d3.scale.linear().range([0, 100]);
      let active = null;
      let isDragging = false;
      let isMeasured = false;
      let frame = null;
      let isGone = false;

      return {draw, grow, hold, held, node, leave};

      function draw(session, span, now) {
        const hadFocus = root.selectAll('.freezer-run-row:focus').size() > 0;
        drawTime(session, span, now);
        drawRows(session, now);
        hold(active);
        if (hadFocus && root.selectAll('.freezer-run-row:focus').empty() && active) {
          // the member of this place has left
          node(active).focus();
        }
      }

      /** Cancels the drawing of the next frame. */
      function leave() {
        isGone = true;
        window.cancelAnimationFrame(frame);
      }

      /** Draws a second later. Labels stay: screen readers would repeat them every second. */
      function grow(session, span, now) {
        drawTime(session, span, now);
        drawBars(root.selectAll('.freezer-run-row'), now);
      }

      function drawTime(session, span, now) {
        x.domain([span.from, span.to]);
        drawAxis(span, now);
        drawBack(session.run, now);
      }

      function drawAxis(span, now) {
        const box = root.select('.freezer-run-axis');
        const ticks = axis.ticks(span);
        // there is no room for a time at the end
        axis.joined(box, 'span', 'freezer-run-tick', ticks)
          .style('left', left).text(at => x(at) > 92 ? '' : clock.timeOfDay(at, clock.zone()));
        lines('freezer-run-line', ticks);
        lines('freezer-run-now', now >= span.from && now <= span.to ? [now] : []);
        if (isMeasured) {
          drawBrush(box);
        } else {
          measureLater(box);
        }
      }

      /** Read before drawing: in the middle it would force a second layout. */
      function measureLater(box) {
        window.cancelAnimationFrame(frame);
        frame = window.requestAnimationFrame(() => window.setTimeout(() => {
          if (!isGone) {
            isMeasured = true;
            drawBrush(box);
          }
        }, 0));
      }

      function lines(name, data) {
        axis.joined(root.select('.freezer-run-back'), 'span', name, data).style('left', left);
      }

      /** Zooms to a range that was selected on the axis. */
      function drawBrush(box) {
        if (isDragging) {
          // bars keep growing while a range is being selected
          return;
        }
        const svg = box.select('svg').node();
        const brush = d3.svg.brush()
          .x(d3.scale.linear().domain(x.domain()).range([0, svg.clientWidth || 1]))
          .on('brushstart', () => { isDragging = true; })
          .on('brushend', () => {
            isDragging = false;
            const chosen = brush.extent();
            if (!brush.empty()) {
              onRange({from: chosen[0], to: chosen[1]});
            }
          });
        box.select('.freezer-run-brush').call(brush).call(brush.clear())
          .selectAll('rect').attr('height', svg.clientHeight || 1);
      }

      function drawBack(run, now) {
        const back = root.select('.freezer-run-back');
        const bands = back.selectAll('.freezer-run-hold').data([run]);
        bands.enter().insert('span', ':first-child').attr('class', 'freezer-run-hold')
          .append('span').attr('class', 'freezer-run-hold-words');
        bands.style('left', left(run.opened)).style('width', wide(run.opened, run.closes));
        bands.select('.freezer-run-hold-words').text(
          now < run.closes ? gettext('hold-off: jobs that start here are part of the run')
            : gettext('hold-off'));
      }

      function drawRows(session, now) {
        const rows = root.select('.freezer-run-rows').selectAll('.freezer-run-row')
          .data(session.members, member => member.id);
        rows.enter().append(newRow);
        rows.exit().remove();
        rows.order();
        rows.each(function fill(member) {
          fillRow(this, member);
          this.setAttribute('aria-label', messages.told(member, session.run, now));
          drawBar(this, member, now);
        });
      }

      function drawBars(rows, now) {
        rows.each(function each(member) {
          drawBar(this, member, now);
        });
      }

      /** The part of a row that does not change while the member is in the session. */
      function fillRow(row, member) {
        const [sign, job, client] = row.firstChild.children;
        row.setAttribute('data-job', member.id);
        sign.className = 'fa freezer-run-sign ' + look(member).icon + ' freezer-run-tone-' +
          look(member).tone;
        setText(job, member.name);
        setText(client, clientName(member.client_id) || '');
        client.title = member.client_id || '';
      }

      function drawBar(row, member, now) {
        const [bar, mark] = row.lastChild.children;
        const isOpen = member.bar && member.bar.end === null;
        bar.className = 'freezer-run-bar freezer-run-tone-' + look(member).tone +
          (isOpen ? ' freezer-run-open' : '');
        Object.assign(bar.style, member.bar ? {
          display: '', left: left(member.bar.start),
          width: wide(member.bar.start, end(member, now))
        } : {display: 'none'});
        setText(mark, messages.mark(member, now));
        placeMark(mark, member, now);
      }

      /** After its bar, before it if there is no room, else at the left. */
      function placeMark(mark, member, now) {
        const to = member.bar ? x(end(member, now)) : 0;
        const from = member.bar ? x(member.bar.start) : 0;
        const isBefore = to > LATE_IN_SIGHT;
        const isInside = isBefore && from < LATE_IN_SIGHT / 4;
        mark.style.left = isBefore ? '' : Math.max(to, 0) + '%';
        mark.style.right = isBefore ? Math.max(100 - from, 0) + '%' : '';
        mark.className = 'freezer-run-mark' + (isInside ? ' freezer-run-inside' : '');
      }

      function look(member) {
        return stateStyles[member.state] || stateStyles.unknown;
      }

      function end(member, now) {
        const bar = member.bar;
        return Math.max(bar.start, bar.end === null
          ? member.state === 'running' ? now : bar.start : bar.end);
      }

      function left(at) {
        return x(at) + '%';
      }

      function wide(from, to) {
        return Math.max(x(to) - x(from), 0) + '%';
      }

      function node(id) {
        return root.selectAll('.freezer-run-row').filter(member => member.id === id).node();
      }

      /** Sets the row that the Tab key focuses: the requested one, or the first. */
      function hold(id) {
        const found = id && node(id) || root.select('.freezer-run-row').node();
        rovingFocus.move(node(active), found);
        active = found ? found.getAttribute('data-job') : null;
        return found;
      }

      function held() {
        return active;
      }
    }
  }
})();
