(function() {
  'use strict';

  const fx = freezerFixtures;
  // 2026-11-24 03:20 UTC
  const NOW = Date.UTC(2026, 10, 24, 3, 20) / 1000;
  const HOUR = 3600;

  function item(id, more) {
    return fx.like('upcoming.items.0', {
      id, name: 'session ' + id, schedule_words: 'every 6 hours', about: false,
      about_words: null, note: null, seconds: 600, clients: ['c'], runs: [], more_from: null
    }, more);
  }

  function run(hours, clashes) {
    return {start: NOW + hours * HOUR, end: NOW + hours * HOUR + 600, clashes: clashes || []};
  }

  function clash(ids, more) {
    return fx.like('upcoming.clashes.0', {
      client_id: 'db', count: ids.length, first: NOW + 2 * HOUR, times: 1, words: 'They meet.',
      sessions: ids.map(id => ({id, name: 'session ' + id}))
    }, more);
  }

  function answer(items, more) {
    return fx.like('upcoming', {
      from: NOW, until: NOW + 24 * HOUR, time_zone: 'Europe/Berlin', agents_zone: 'UTC',
      items, clashes: [], total: items.length, next: null
    }, more);
  }

  function two() {
    return answer([
      item('a', {runs: [run(1), run(2, [0]), run(8)]}),
      item('b', {runs: [run(2, [0]), run(20)], about: true, about_words: 'By their own clocks.'})
    ], {clashes: [clash(['a', 'b'])]});
  }

  describe('freezer upcoming axis', () => {
    let axis;

    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(() => {
      axis = freezer('timeline.axis');
    });

    function hours(from, count, zone) {
      return axis.marks(from, from + count * HOUR, zone)
        .map(mark => (mark.isDay ? '|' : '') + mark.hour);
    }

    it('begins at a full hour of the zone', () => {
      expect(axis.start(NOW, 1, 'UTC')).toBe(NOW - 20 * 60);
      expect(axis.start(NOW, 1, 'Asia/Kolkata')).toBe(NOW - 50 * 60);
      expect(axis.start(NOW, 6, 'Europe/Berlin')).toBe(Date.UTC(2026, 10, 23, 23) / 1000);
    });

    it('counts the hours of a day, and where the day begins', () => {
      expect(hours(Date.UTC(2026, 10, 24, 21) / 1000, 4, 'Europe/Berlin'))
        .toEqual(['22', '23', '|0', '1', '2']);
    });

    it('has an hour twice, or not at all, where clocks change', () => {
      expect(hours(Date.UTC(2026, 9, 24, 23) / 1000, 4, 'Europe/Berlin'))
        .toEqual(['1', '2', '2', '3', '4']);
      expect(hours(Date.UTC(2026, 2, 29, 0) / 1000, 3, 'Europe/Berlin'))
        .toEqual(['1', '3', '4', '5']);
    });

    it('finds the day where midnight does not exist', () => {
      expect(hours(Date.UTC(2026, 8, 6, 2) / 1000, 3, 'America/Santiago'))
        .toEqual(['22', '23', '|1', '2']);
    });

    it('chooses the hours that labels have room at', () => {
      const all = axis.marks(NOW, NOW + 24 * HOUR, 'UTC');
      expect(axis.chosen(all, 20, 50).map(mark => mark.hour))
        .toEqual([6, 9, 12, 15, 18, 21, 0, 3]);
      expect(axis.chosen(all, 1, 50).map(mark => mark.hour)).toEqual([0]);
    });

    it('does with a zone that the browser does not know', () => {
      expect(hours(NOW - 20 * 60, 1, 'Nowhere/City')).toEqual(['3', '4']);
    });
  });

  describe('freezer upcoming runs', () => {
    const until = NOW + 24 * HOUR;
    let runs, walker, items;

    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(() => {
      runs = freezer('upcoming.runs');
      walker = freezer('timeline.keyWalker');
      items = two().items.concat(item('c', {note: 'It has no schedule.'}));
    });

    function at(id, hours) {
      return {id, start: hours === null ? null : NOW + hours * HOUR};
    }

    function walk(place, key, around) {
      return runs.walk(items, place, walker.step({key}), until,
        around === undefined ? null : around);
    }

    it('puts all runs in order of time, those that have none last', () => {
      const named = row => row.item.id + (row.run ? (row.run.start - NOW) / HOUR : '');
      expect(runs.inOrder(items, until).map(named)).toEqual(['a1', 'a2', 'b2', 'a8', 'b20', 'c']);
    });

    it('walks from run to run and stays at the ends', () => {
      expect(walk(at('a', 1), 'ArrowRight')).toEqual(at('a', 2));
      expect(walk(at('a', 8), 'ArrowRight')).toEqual(at('a', 8));
      expect(walk(at('a', 8), 'ArrowLeft')).toEqual(at('a', 2));
      expect(walk(at('a', 1), 'ArrowLeft')).toEqual(at('a', 1));
      expect(walk(at('a', 2), 'Home')).toEqual(at('a', 1));
      expect(walk(at('a', 2), 'End')).toEqual(at('a', 8));
      expect(walk(at('c', null), 'ArrowRight')).toEqual(at('c', null));
    });

    it('walks from session to session, near to the same time', () => {
      expect(walk(at('a', 8), 'ArrowDown', NOW + 8 * HOUR)).toEqual(at('b', 2));
      expect(walk(at('b', 2), 'ArrowDown', NOW + 8 * HOUR)).toEqual(at('c', null));
      expect(walk(at('c', null), 'ArrowDown', NOW + 8 * HOUR)).toEqual(at('c', null));
      expect(walk(at('b', 2), 'ArrowUp', NOW + 8 * HOUR)).toEqual(at('a', 8));
      expect(walk(at('a', 8), 'ArrowUp', NOW + 8 * HOUR)).toEqual(at('a', 8));
    });

    it('begins at the first run, and knows no other keys', () => {
      expect(walk(null, 'ArrowDown')).toEqual(at('a', 1));
      expect(walk(at('a', 1), 'x')).toBe(null);
      expect(walk(null, 'x')).toBe(null);
      expect(runs.walk([], null, walker.step({key: 'ArrowDown'}), until, null)).toBe(null);
    });

    it('has what cannot be drawn as the last of its runs', () => {
      items[0].more_from = NOW + 10 * HOUR;
      expect(walk(at('a', 8), 'ArrowRight')).toEqual(at('a', 10));
      expect(runs.find(items, at('a', 10), until).run.rest).toBe(true);
      expect(runs.find(items, at('a', 3), until).run).toBe(null);
      expect(runs.find(items, at('gone', 3), until)).toBe(null);
    });
  });

  describe('freezer upcoming words', () => {
    let words;

    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(() => {
      words = freezer('upcoming.messages');
    });

    it('tells how long a run is expected to take', () => {
      expect([null, 1, 90, 600, 7200, 7500].map(words.length)).toEqual(
        ['Not known yet', '1 second', '90 seconds', '10 minutes', '2 h 0 min', '2 h 5 min']);
    });

    it('tells a run in the user\'s zone and in UTC, and whom it meets', () => {
      const all = two();
      expect(words.run(all.items[0], all.items[0].runs[1], all)).toEqual({
        name: 'session a',
        when: 'exactly Tue 24 Nov, 06:20 CET (2026-11-24 05:20:00 UTC)',
        rest: 'Expected length: 10 minutes, as in the last run. ' +
          'Same time as "session b" on db.'
      });
      all.time_zone = 'UTC';
      all.items[1].seconds = null;
      expect(words.run(all.items[1], all.items[1].runs[1], all)).toEqual({
        name: 'session b',
        when: 'about Tue 24 Nov, 23:20 UTC',
        rest: 'Expected length not known yet. By their own clocks.'
      });
    });

    it('counts whom a run meets beside the first', () => {
      const all = two();
      all.clashes = [clash(['a', 'b', 'c'], {count: 1000}), clash(['a', 'b']), clash(['a', 'd'])];
      expect(words.clash(all.items[0], run(2, [0, 1, 2]), all.clashes)).toBe(
        'Same time as "session b" and 998 more on db. Also on 2 more clients.');
      expect(words.clash(all.items[0], run(2, [0, 1]), all.clashes)).toContain('1 more client');
      expect(words.clash(all.items[0], run(2), all.clashes)).toBe('');
    });

    it('tells what cannot be drawn, and a session without a run', () => {
      const all = answer([item('a', {more_from: NOW + HOUR})]);
      const rest = words.run(all.items[0], {start: NOW + HOUR, rest: true}, all);
      expect(rest.when).toContain('from Tue 24 Nov, 05:20 CET');
      expect(rest.rest).toContain('oo many runs to draw');
      expect(words.session(all.items[0]).rest).toBe('No run in this period.');
      expect(words.session(item('c', {note: 'It has no schedule.'})).rest)
        .toBe('No run in this period. It has no schedule.');
      expect(words.session(two().items[0]).rest).toBe('3 runs in this period.');
      expect(words.session(item('d', {runs: [run(1)], more_from: 1})).rest)
        .toBe('Too many runs to draw.');
    });

    it('counts sessions', () => {
      expect(words.count(50, 1000)).toBe('50 of 1,000 sessions');
      expect(words.count(1, 1)).toBe('1 session');
    });
  });

  describe('freezer upcoming page', () => {
    let scope, element, ctrl, asked;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      asked = [];
      spyOn(toasts, 'add');
      spyOn(api, 'getUpcoming').and.callFake(() => {
        const deferred = $q.defer();
        asked.push(deferred);
        return deferred.promise;
      });
      jasmine.clock().install().mockDate(new Date(NOW * 1000));
      scope = $injector.get('$rootScope').$new();
      element = $injector.get('$compile')('<div style="width: 1000px">' +
        $injector.get('$templateCache').get(
          '/static/dashboard/project/freezer/upcoming/panel.html') + '</div>')(scope);
      angular.element(document.body).append(element);
      scope.$apply();
      ctrl = element.find('.freezer-upcoming').controller();
    });
    afterEach(() => {
      scope.$destroy();
      element.remove();
      jasmine.clock().uninstall();
    });

    function give(data) {
      asked[asked.length - 1].resolve(data);
      scope.$apply();
    }

    function strip() {
      return element.find('.freezer-strip');
    }

    function press(key, more) {
      fx.press(key, more, strip()[0]);
    }

    function told() {
      return element.find('.freezer-told-run').text().replace(/\s+/g, ' ');
    }

    function bars(id) {
      return element.find('[data-session=' + id + '] .freezer-bar');
    }

    function focus() {
      strip()[0].focus();
      scope.$apply();
    }

    function mouse(name, node, across) {
      const box = element.find('[data-session=a] .freezer-strip-track')[0].getBoundingClientRect();
      node.dispatchEvent(new MouseEvent(name, {
        bubbles: true, cancelable: true, clientX: box.left + across, clientY: box.top + 5}));
    }

    it('is loading, then shows a row for each session and a bar for each run', () => {
      expect(element.find('.freezer-loading').length).toBe(1);
      expect(api.getUpcoming.calls.mostRecent().args).toEqual([{hours: 24, limit: 50}]);
      give(two());
      expect(element.find('.freezer-loading').length).toBe(0);
      expect(element.find('.freezer-count').text().trim()).toBe('2 sessions');
      expect(element.find('.freezer-strip-name a').map(function text() {
        return this.textContent;
      }).get()).toEqual(['session a', 'session b']);
      expect(element.find('.freezer-strip-name a')[0].getAttribute('href'))
        .toBe('project/freezer_sessions/a');
      expect(bars('a').length).toBe(3);
      expect(bars('a').eq(1).attr('class')).toContain('freezer-bar-clash');
      expect(bars('b').eq(0).attr('class')).toContain('freezer-bar-about');
      expect(element.find('[data-session=a] .freezer-clash-mark').length).toBe(1);
      expect(element.find('.freezer-axis-day').eq(0).text()).toBe('Tue 24 Nov');
      expect(element.find('.freezer-axis-now').text()).toBe('now');
    });

    it('draws bars as long as the runs, never too short, and ticks', () => {
      const short = [1, 1.1, 1.2].map(
        hours => Object.assign(run(hours), {end: NOW + hours * HOUR + 1}));
      give(answer([
        item('a', {runs: [{start: NOW, end: NOW + 6 * HOUR, clashes: []}], seconds: 6 * HOUR}),
        item('b', {runs: short.slice(0, 1), seconds: 1}),
        item('c', {runs: [run(1)], seconds: null}),
        item('d', {runs: short, seconds: 1})
      ]));
      const wide = Number(bars('a').attr('width'));
      const track = element.find('.freezer-strip-axis')[0].clientWidth;
      expect(wide / track).toBeCloseTo(6 / 24.33, 1);
      expect(Number(bars('b').attr('width'))).toBe(6);
      expect(Number(bars('c').attr('width'))).toBe(2);
      expect(Number(bars('d').attr('width'))).toBeLessThan(6);
    });

    it('says where there is more than can be drawn, and why there is no run', () => {
      give(answer([
        item('a', {runs: [run(1)], more_from: NOW + 2 * HOUR}),
        item('b', {note: 'It has no schedule.'})
      ]));
      expect(element.find('[data-session=a] .freezer-rest text').text())
        .toBe('too many runs to draw');
      expect(element.find('[data-session=b] .freezer-strip-note').text())
        .toBe('It has no schedule.');
      expect(element.find('[data-session=b] .freezer-strip-note').css('display')).not.toBe('none');
      focus();
      press('End');
      expect(told()).toContain('from Tue 24 Nov, 06:20 CET');
      press('ArrowDown');
      expect(told()).toContain(
        'session b · every 6 hours No run in this period. It has no schedule.');
    });

    it('moves the now-line each minute, by the server\'s clock', () => {
      give(two());
      const before = Number(element.find('.freezer-line-now').attr('x1'));
      jasmine.clock().mockDate(new Date((NOW + HOUR) * 1000));
      $interval.flush(60000);
      expect(ctrl.now).toBe(NOW + HOUR);
      expect(Number(element.find('.freezer-line-now').attr('x1'))).toBeGreaterThan(before + 20);
    });

    it('is walked with the keys, and tells each run', () => {
      give(two());
      expect(told()).toBe('');
      focus();
      expect(told()).toContain('session a · exactly Tue 24 Nov, 05:20 CET');
      press('ArrowRight');
      expect(told()).toContain('Same time as "session b" on db.');
      expect(element.find('[data-session=a] .freezer-cursor-at').length).toBe(1);
      press('ArrowDown');
      expect(told()).toContain('session b · about Tue 24 Nov, 06:20 CET');
      press('End');
      press('ArrowUp');
      expect(told()).toContain('session a · exactly Tue 24 Nov, 12:20 CET');
      press('ArrowDown');
      // up and down keep to the time that they began with
      expect(told()).toContain('session b · about Wed 25 Nov, 00:20 CET');
      press('ArrowDown', {ctrlKey: true});
      expect(told()).toContain('session b');
      strip()[0].blur();
      scope.$apply();
      expect(told()).toBe('');
      expect(element.find('.freezer-cursor').length).toBe(0);
    });

    it('opens the session with Enter', () => {
      give(two());
      const opened = [];
      element.find('.freezer-strip-rows').on('click', 'a', event => {
        event.preventDefault();
        opened.push(event.target.getAttribute('href'));
      });
      focus();
      press('ArrowDown');
      press('Enter');
      expect(opened).toEqual(['project/freezer_sessions/b']);
    });

    it('keeps its place when it is loaded again, or goes to the next run', () => {
      give(two());
      focus();
      ctrl.refresher.refresh();
      give(answer([item('b', {runs: [run(3)]}), item('a', {runs: [run(2), run(8)]})]));
      expect(told()).toContain('session a · exactly Tue 24 Nov, 06:20 CET');
      ctrl.refresher.refresh();
      give(answer([item('b', {runs: [run(3)]})]));
      expect(told()).toBe('');
    });

    it('tells what the pointer is at, and goes there with a click', () => {
      give(two());
      const svg = element.find('[data-session=a] svg')[0];
      const across = Number(bars('a').eq(2).attr('x'));
      mouse('mousemove', svg, across + 3);
      mouse('mousemove', svg, across + 4);
      expect(told()).toContain('12:20 CET');
      expect(element.find('.freezer-cursor-pointed').length).toBe(1);
      mouse('mousemove', svg, across - 60);
      expect(told()).toContain('session a · every 6 hours 3 runs in this period.');
      mouse('click', svg, across + 3);
      scope.$apply();
      element.find('.freezer-strip-rows').trigger('mouseleave');
      expect(told()).toContain('12:20 CET');
    });

    it('lists clashes, folded when there are many', () => {
      const all = two();
      all.clashes = [];
      for (let count = 0; count < 5; count++) {
        all.clashes.push(clash(['a', 'b'], {words: 'Clash ' + count}));
      }
      give(all);
      expect(element.find('.freezer-clash').length).toBe(3);
      expect(element.find('.freezer-more-clashes').text()).toContain('(2)');
      element.find('.freezer-more-clashes').trigger('click');
      expect(element.find('.freezer-clash').length).toBe(5);
      element.find('.freezer-fold-clashes').trigger('click');
      expect(element.find('.freezer-clash').length).toBe(3);
      ctrl.refresher.refresh();
      give(answer([item('a', {runs: [run(1)]})]));
      expect(element.find('.freezer-no-clash').text()).toContain('No two sessions use the same');
    });

    it('goes to the run of a clash, from the table too', () => {
      give(two());
      element.find('.freezer-as-table').trigger('click');
      element.find('.freezer-clash-show').trigger('click');
      expect(document.activeElement).toBe(strip()[0]);
      expect(told()).toContain('session a · exactly Tue 24 Nov, 06:20 CET');
    });

    it('searches the session of a clash that is not drawn', () => {
      give(answer([item('a', {runs: [run(1)]})], {clashes: [clash(['x', 'y'])]}));
      element.find('.freezer-clash-show').trigger('click');
      expect(api.getUpcoming.calls.mostRecent().args[0].q).toBe('session x');
      give(answer([item('x', {runs: [run(2, [0])]})], {clashes: [clash(['x', 'y'])]}));
      expect(told()).toContain('session x · exactly Tue 24 Nov, 06:20 CET');
      expect(element.find('#freezer-upcoming-search').val()).toBe('session x');
    });

    it('shows the same runs as a table', () => {
      const all = two();
      all.items.push(item('c', {note: 'It has no schedule.'}));
      all.total = 7;
      give(all);
      expect(element.find('.freezer-as-strip').attr('aria-pressed')).toBe('true');
      element.find('.freezer-as-table').trigger('click');
      expect(element.find('.freezer-as-table').attr('aria-pressed')).toBe('true');
      expect(strip().length).toBe(0);
      const cells = element.find('.freezer-upcoming-run').map(function text() {
        return this.textContent.replace(/\s+/g, ' ').trim();
      }).get();
      expect(cells.length).toBe(6);
      expect(cells[1]).toContain('Tue 24 Nov, 06:20 CET');
      expect(cells[1]).toContain('2026-11-24 05:20:00 UTC');
      expect(cells[1]).toContain('session a');
      expect(cells[1]).toContain('10 minutes');
      expect(cells[1]).toContain('Same time as "session b" on db');
      expect(cells[5]).toContain('It has no schedule.');
      expect(element.find('caption').text()).toContain('3 of 7 sessions');
    });

    it('shows 200 rows of the table at first', () => {
      const many = [];
      for (let hour = 0; hour < 150; hour++) {
        many.push(run(hour / 10));
      }
      give(answer([item('a', {runs: many, more_from: NOW + 20 * HOUR}), item('b', {runs: many})]));
      element.find('.freezer-as-table').trigger('click');
      expect(element.find('.freezer-upcoming-run').length).toBe(200);
      expect(element.find('.freezer-more-rows').text()).toContain('(101)');
      element.find('.freezer-more-rows').trigger('click');
      expect(element.find('.freezer-upcoming-run').length).toBe(301);
      expect(element.find('.freezer-upcoming-run').last().text())
        .toContain('Too many runs to list');
    });

    it('asks for more sessions, another time and a search', () => {
      give(answer([item('a', {runs: [run(1)]})], {total: 1000, next: '50'}));
      expect(element.find('.freezer-count').text().trim()).toBe('1 of 1,000 sessions');
      element.find('.freezer-more').trigger('click');
      expect(api.getUpcoming.calls.mostRecent().args).toEqual([{hours: 24, limit: 100}]);
      element.find('.freezer-hours-168').trigger('click');
      expect(api.getUpcoming.calls.mostRecent().args).toEqual([{hours: 168, limit: 50}]);
      element.find('#freezer-upcoming-search').val('shop').trigger('input');
      $timeout.flush(300);
      expect(api.getUpcoming.calls.mostRecent().args)
        .toEqual([{hours: 168, q: 'shop', limit: 50}]);
      give(answer([]));
      expect(element.find('.freezer-none').text()).toBe('No session matches the search.');
      expect(element.find('.freezer-empty').length).toBe(0);
    });

    it('ends the list with words where the server gives no more', () => {
      ctrl.limit = 1000;
      give(answer([item('a', {runs: [run(1)]})], {total: 2000, next: '1000'}));
      expect(element.find('.freezer-more').length).toBe(0);
      expect(element.text()).toContain('The page shows no more sessions.');
    });

    it('never shows an older answer over a newer one', () => {
      ctrl.refresher.refresh();
      give(two());
      asked[0].resolve(answer([]));
      scope.$apply();
      expect(ctrl.answer.items.length).toBe(2);
    });

    it('says that there is no session, and that none runs', () => {
      give(answer([]));
      expect(element.find('.freezer-empty').text()).toContain('No sessions yet');
      ctrl.refresher.refresh();
      give(answer([item('a', {note: 'It has no schedule.'})]));
      expect(element.find('.freezer-idle').text()).toContain('No session runs in this period.');
      expect(element.find('.freezer-strip-row').length).toBe(1);
    });

    it('keeps what it shows when it cannot be loaded, and says so', () => {
      give(two());
      ctrl.refresher.refresh();
      asked[1].reject({status: 504, error: 'Freezer did not answer.'});
      scope.$apply();
      expect(element.find('.freezer-feed-failure').text()).toContain('Freezer did not answer.');
      expect(bars('a').length).toBe(3);
    });

    it('shows users\' text as text', () => {
      const evil = '<img src=x> {{1+1}} {$ 1+1 $}';
      give(answer([item('a', {name: evil, runs: [run(1)]})], {
        clashes: [clash(['a', 'b'], {words: evil})]}));
      expect(element.find('.freezer-strip-name a').text()).toBe(evil);
      expect(element.find('.freezer-clash-words').text()).toContain(evil);
      focus();
      expect(told()).toContain(evil);
      element.find('.freezer-as-table').trigger('click');
      expect(element.find('.freezer-run-session').text()).toBe(evil);
    });

    it('saves what is exported', () => {
      give(two());
      const saved = [];
      spyOn(HTMLAnchorElement.prototype, 'click').and.callFake(function keep() {
        saved.push([this.download, this.href.slice(0, 5)]);
      });
      spyOn(URL, 'revokeObjectURL');
      spyOn(api, 'exportUpcoming').and.returnValue(
        $q.when({name: 'upcoming-runs.csv', type: 'text/csv', text: 'start\r\n'}));
      element.find('.freezer-export-csv').trigger('click');
      expect(api.exportUpcoming).toHaveBeenCalledWith({hours: 24, format: 'csv'});
      expect(saved).toEqual([['upcoming-runs.csv', 'blob:']]);
      $timeout.flush(10000);
      expect(URL.revokeObjectURL).toHaveBeenCalled();
      element.find('.freezer-export-ics').trigger('click');
      expect(api.exportUpcoming).toHaveBeenCalledWith({hours: 24, format: 'ics'});
    });

    it('tells why it cannot be exported', () => {
      give(two());
      spyOn(api, 'exportUpcoming').and.returnValue($q.reject({error: 'Freezer failed.'}));
      element.find('.freezer-export-csv').trigger('click');
      expect(toasts.add).toHaveBeenCalledWith(
        'error', 'Unable to export the upcoming runs. Freezer failed.');
      expect(ctrl.exporting).toBe('');
    });
  });
})();
