(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.drawing', drawings);

  drawings.$inject = [
    'horizon.dashboard.project.freezer.snapshots.stateStyles',
    'horizon.dashboard.project.freezer.snapshots.gridPositions',
    'horizon.dashboard.project.freezer.snapshots.messages',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.timeline.rovingFocus',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * Creates the grid's elements without AngularJS: 10,000 cells are too many for bindings. Users'
   * texts are set as text only.
   */
  function drawings(
    stateStyles, positions, messages, clientName, clock, rovingFocus, texts
  ) {
    // pixels: of the longest duration, and of the shortest
    const HIGH = 40;
    const SHORTEST = 2;
    const SVG = 'http://www.w3.org/2000/svg';
    const PIN = 'M4 1h6v1l-1 1v3l2 2v1H7.6L7 13 6.4 9H3V8l2-2V3L4 2z';

    return {create, pinSign};

    /** An icon of a drawing pin, which not every theme of Horizon has. */
    function pinSign() {
      const svg = document.createElementNS(SVG, 'svg');
      const path = document.createElementNS(SVG, 'path');
      svg.setAttribute('viewBox', '0 0 14 14');
      svg.setAttribute('class', 'freezer-history-pin');
      svg.setAttribute('aria-hidden', 'true');
      path.setAttribute('d', PIN);
      svg.appendChild(path);
      return svg;
    }

    /** `grid` is the scrolling element. */
    function create(grid) {
      let rows = [];
      let active = null;
      let picked = [];

      return {draw, node, spot, hold, go, pick, page: pageRows};

      function draw(answer) {
        const shown = positions.columns(answer);
        const all = document.createDocumentFragment();
        const stamps = {};
        rows = [heads(shown, answer)].concat(answer.members.map(member =>
          row(member, shown, stamps)));
        rows.forEach((each, index) => {
          each.setAttribute('aria-rowindex', index + 1);
          all.appendChild(each);
        });
        grid.setAttribute('aria-rowcount', rows.length);
        grid.setAttribute('aria-colcount', shown.length + 1);
        grid.textContent = '';
        grid.appendChild(all);
        active = null;
        picked = [];
      }

      function heads(shown, answer) {
        const line = element('div', 'freezer-history-row freezer-history-heads', 'row');
        const longest = shown.reduce((most, item) =>
          Math.max(most, seconds(item, answer.now) || 0), 0);
        line.appendChild(corner(longest));
        shown.forEach((item, index) => {
          const before = shown[index - 1];
          const date = messages.shortDay(item.start);
          line.appendChild(head(item, {
            high: seconds(item, answer.now) === null ? null
              : Math.max(SHORTEST, Math.round(HIGH * seconds(item, answer.now) / longest) || 0),
            day: before && messages.shortDay(before.start) === date ? '' : date
          }));
        });
        return line;
      }

      function corner(longest) {
        const box = element('div', 'freezer-history-name freezer-history-corner', 'columnheader');
        if (longest) {
          box.appendChild(element('span', 'freezer-history-scale', null, interpolate(
            gettext('Longest run: %s'), [messages.length(longest)])));
        }
        box.appendChild(element('span', 'freezer-history-corner-word', null, gettext('Job')));
        return box;
      }

      function head(item, drawn) {
        const box = element('div', 'freezer-history-head freezer-history-' + item.confidence,
                          'columnheader');
        const told = messages.head(item);
        const look = stateStyles.of(item.state);
        const tag = element('span', 'freezer-history-tag');
        box.setAttribute('aria-label', texts.items([told.where, told.what]));
        box.setAttribute('data-key', item.key);
        box.appendChild(bar(item, drawn.high));
        if (item.pinned) {
          tag.appendChild(pinSign());
        }
        tag.appendChild(document.createTextNode(messages.label(item)));
        box.appendChild(tag);
        box.appendChild(element('span', 'freezer-history-clock', null, clock.timeOfDay(
          item.start, clock.zone(), true)));
        box.appendChild(element('span', 'freezer-history-day', null, drawn.day));
        box.appendChild(element('span', 'fa ' + look.icon + ' freezer-history-state ' +
                                        'freezer-history-tone-' + look.tone));
        return box;
      }

      function bar(item, high) {
        const room = element('span', 'freezer-history-bar-room');
        const drawn = element('span', 'freezer-history-bar');
        if (high === null) {
          drawn.className += ' freezer-history-bar-none';
        } else {
          drawn.style.height = high + 'px';
          drawn.className += isRunning(item) ? ' freezer-history-bar-running' : '';
        }
        room.appendChild(drawn);
        return room;
      }

      function row(member, shown, stamps) {
        const line = element(
          'div', 'freezer-history-row freezer-history-part-' + member.part, 'row');
        line.setAttribute('data-job', member.id);
        line.appendChild(name(member));
        shown.forEach(item => {
          line.appendChild(stamp(stamps, item, item.cells[member.id]));
        });
        return line;
      }

      function name(member) {
        const box = element('div', 'freezer-history-name', 'rowheader');
        const first = element('span', 'freezer-history-member', null, member.name);
        first.dir = 'auto';
        box.title = [member.name, member.client_id, member.part_words]
          .filter(Boolean).join('\n');
        if (member.part !== 'member') {
          first.insertBefore(element('span', 'fa fa-unlink'), first.firstChild);
        }
        box.appendChild(first);
        box.appendChild(element('span', 'freezer-history-client', null, texts.statements(
          [clientName(member.client_id), member.part_words])));
        return box;
      }

      /** A copy of a cell with the same look, which is much faster than a new one. */
      function stamp(stamps, item, cell) {
        const state = cell ? cell.state : 'apart';
        const text = messages.cellWords(cell);
        const isGone = Boolean(cell && cell.gone);
        const key = [state, item.confidence, isGone, text].join('|');
        let made = stamps[key];
        if (!made) {
          made = stamps[key] = newCell(state, item.confidence, text);
          made.classList.toggle('freezer-history-faded', isGone);
        }
        return made.cloneNode(true);
      }

      function newCell(state, confidence, text) {
        const look = stateStyles.of(state);
        const box = element(
          'div', 'freezer-history-cell freezer-history-' + confidence, 'gridcell');
        const sign = element('span', 'fa ' + look.icon + ' freezer-history-sign ' +
                                   'freezer-history-tone-' + look.tone);
        sign.setAttribute('aria-hidden', 'true');
        box.setAttribute('aria-label', text);
        box.setAttribute('data-state', state);
        box.title = text;
        box.appendChild(sign);
        return box;
      }

      function element(tag, names, role, text) {
        const made = document.createElement(tag);
        made.className = names;
        if (role) {
          made.setAttribute('role', role);
        }
        if (text) {
          made.textContent = text;
        }
        return made;
      }

      function node(at) {
        const line = rows[at.row + 1];
        return line ? line.children[at.col + 1] : null;
      }

      /** The spot of an event, or null outside of the cells. */
      function spot(event) {
        const box = event.target.closest('.freezer-history-cell, .freezer-history-head');
        return box ? {
          row: rows.indexOf(box.parentNode) - 1,
          col: Array.from(box.parentNode.children).indexOf(box) - 1
        } : null;
      }

      /** Makes a spot the one that the Tab key focuses. */
      function hold(at) {
        active = rovingFocus.move(active, at && node(at));
        return active;
      }

      function go(at) {
        const box = hold(at);
        if (box) {
          box.focus({preventScroll: true});
          // clear of the fixed names and heads
          box.scrollIntoView({block: 'nearest', inline: 'nearest'});
        }
      }

      /** Marks the place that is open below the grid. */
      function pick(at) {
        picked.forEach(each => {
          each.removeAttribute('aria-selected');
        });
        picked = [at && node(at)].filter(Boolean);
        picked.forEach(each => {
          each.setAttribute('aria-selected', 'true');
        });
      }

      /** The number of visible rows. */
      function pageRows() {
        const high = rows.length > 1 ? rows[1].offsetHeight : 0;
        return high ? Math.max(1, Math.floor((grid.clientHeight - rows[0].offsetHeight) / high) - 1)
          : 1;
      }
    }

    function isRunning(item) {
      return item.current && item.state === 'running';
    }

    /** The seconds that it took, or has taken so far; null if not recorded. */
    function seconds(item, now) {
      return isRunning(item) ? Math.max(now - item.start, 0) : item.duration;
    }
  }
})();
