(function() {
  'use strict';

  describe('freezer run', () => {
    const fx = freezerFixtures;
    let scope, element, spans, timeAxis;
    const T = 1700000000;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      spans = freezer('session-page.run.timeSpan');
      timeAxis = freezer('timeline.axis');
    });
    afterEach(() => {
      element.remove();
      scope.$destroy();
      Object.defineProperty(document, 'hidden', {configurable: true, value: false});
    });

    function member(id, state, bar) {
      return fx.member(id, {
        state, state_words: 'Is ' + state,
        bar: bar ? {start: T + bar[0], end: bar[1] === null ? null : T + bar[1]} : null
      });
    }

    function session(members, run) {
      return fx.session('s', {
        members,
        run: Object.assign(
          {tag: 42, opened: T, closes: T + 60, skew: 3, now: T + 100}, run)
      });
    }

    function some() {
      return session([
        member('a', 'succeeded', [0, 50]), member('b', 'failed', [3, 90]),
        member('c', 'late', [70, 95]), member('d', 'missing'), member('e', 'unknown', [5, null])
      ]);
    }

    function draw(what) {
      scope = $rootScope.$new();
      scope.session = what;
      element = fx.draw('<div style="width: 1000px"><freezer-run session="session"></freezer-run>' +
                        '</div>', scope);
    }

    function row(id) {
      return element.find('.freezer-run-row[data-job="' + id + '"]');
    }

    function place(id, side) {
      return parseFloat(row(id).find('.freezer-run-bar')[0].style[side]);
    }

    it('draws when each member started and ended, and who did not', () => {
      draw(some());
      expect(element.find('#freezer-run-title').text()).toBe('Last run: tag 42');
      expect(element.find('.freezer-hint-words').is(':visible')).toBe(false);
      element.find('.freezer-hint-toggle').click();
      expect(element.find('.freezer-hint-words').text()).toContain('Hover over');
      expect(element.find('.freezer-hint-words').is(':visible')).toBe(true);
      expect(element.find('.freezer-run-facts').text()).toContain('started within 3 seconds');
      expect(element.find('.freezer-run-row').length).toBe(5);
      expect(place('a', 'left')).toBeLessThan(place('b', 'left'));
      expect(place('b', 'width')).toBeGreaterThan(place('a', 'width'));
      expect(row('d').find('.freezer-run-bar')[0].style.display).toBe('none');
      expect(row('d').text()).toContain('Is missing');
      expect(row('c').text()).toContain('Is late, 25 seconds');
      expect(row('e').find('.freezer-run-open').length).toBe(1);
      expect(row('a').attr('aria-label')).toContain('job a on client-a: Is succeeded.');
      expect(row('a').attr('aria-label')).toContain('less than a second into the run');
      expect(row('a').attr('aria-label')).toContain('after 50 seconds');
      expect(element.find('.freezer-run-tick').length).toBeGreaterThan(3);
      expect(element.find('.freezer-run-hold').length).toBe(1);
    });

    it('shows nothing of a session that never ran', () => {
      draw(fx.session('s', {members: [fx.member('a')], run: null}));
      expect(element.find('.freezer-run').length).toBe(0);
      scope.session = some();
      scope.$apply();
      expect(element.find('.freezer-run-row').length).toBe(5);
    });

    it('grows what runs, by the server\'s clock, but not in a hidden tab', () => {
      const clock = spyOn(window.performance, 'now').and.returnValue(5000);
      spyOn(Date, 'now').and.returnValue(0);
      draw(session([member('a', 'running', [0, null])], {now: T + 20}));
      expect(row('a').text()).toContain('20 seconds');
      clock.and.returnValue(15000);
      $interval.flush(1000);
      expect(row('a').text()).toContain('30 seconds');
      // what a reader says of the row is not said again each second
      expect(row('a').attr('aria-label')).toContain('Running for 20 seconds');
      Object.defineProperty(document, 'hidden', {configurable: true, value: true});
      clock.and.returnValue(25000);
      $interval.flush(1000);
      expect(row('a').text()).toContain('30 seconds');
    });

    it('is walked by keys, one stop of Tab', () => {
      draw(some());
      expect(element.find('.freezer-run-row[tabindex="0"]').length).toBe(1);
      row('a')[0].focus();
      fx.press('ArrowDown');
      expect(document.activeElement).toBe(row('b')[0]);
      scope.$apply();
      expect(element.find('.freezer-run-told').text()).toContain('job b on client-b');
      fx.press('End');
      expect(document.activeElement).toBe(row('e')[0]);
      fx.press('Home');
      fx.press('ArrowUp');
      expect(document.activeElement).toBe(row('a')[0]);
      fx.press('x');
      scope.session = some();
      scope.$apply();
      expect(document.activeElement).toBe(row('a')[0]);
      row('a')[0].blur();
      scope.$apply();
      expect(element.find('.freezer-run-told').text()).toBe('');
    });

    it('is seen as its address says', () => {
      draw(some());
      element.find('.freezer-run-in').click();
      const part = $location.search();
      expect(part.to - part.from).toBeGreaterThan(0);
      element.find('.freezer-run-as').click();
      expect($location.search().view).toBe('table');
      element.remove();
      scope.$destroy();
      draw(some());
      expect(element.find('.freezer-run-table').length).toBe(1);
      element.find('.freezer-run-as').click();
      expect($location.search().view).toBeUndefined();
      expect(element.find('.freezer-run-all').prop('disabled')).toBe(false);
      element.find('.freezer-run-all').click();
      expect($location.search()).toEqual({});
    });

    it('is seen nearer and farther', () => {
      draw(some());
      const whole = place('b', 'width');
      row('a')[0].focus();
      fx.press('+');
      expect(place('b', 'width')).toBeGreaterThan(whole * 1.9);
      const left = place('b', 'left');
      fx.press('ArrowRight');
      expect(place('b', 'left')).toBeLessThan(left);
      fx.press('ArrowLeft');
      fx.press('-');
      expect(place('b', 'width')).toBeCloseTo(whole, 0);
      element.find('.freezer-run-in').click();
      element.find('.freezer-run-all').click();
      expect(place('b', 'width')).toBeCloseTo(whole, 0);
      fx.press('+');
      fx.press('0');
      expect(element.find('.freezer-run-out').prop('disabled')).toBe(true);
      // the next run is seen as a whole
      fx.press('+');
      const next = some();
      next.run.tag = 43;
      scope.session = next;
      scope.$apply();
      expect(place('b', 'width')).toBeCloseTo(whole, 0);
    });

    it('tells of the pointer\'s member, else of the one at focus, as they change', () => {
      const told = function() {
        scope.$apply();
        return element.find('.freezer-run-told').text();
      };
      draw(some());
      row('a')[0].focus();
      row('b').trigger('mouseover');
      expect(told()).toContain('job b on');
      element.find('.freezer-run-rows').trigger('mouseleave');
      expect(told()).toContain('job a on client-a: Is succeeded.');
      scope.session = session([member('a', 'failed', [0, 50]), member('b', 'failed', [3, 90])]);
      expect(told()).toContain('job a on client-a: Is failed.');
      // who was at focus left the session
      scope.session = session([member('b', 'failed', [3, 90])]);
      scope.$apply();
      expect(told()).toContain('job b on');
      expect(document.activeElement).toBe(row('b')[0]);
      scope.session = undefined;
      scope.$apply();
      $interval.flush(1000);
      expect(element.find('.freezer-run').length).toBe(0);
    });

    it('says of odd times what they are', () => {
      draw(session([
        member('a', 'succeeded', [50, 20]), member('b', 'failed', [-5, 10]),
        member('c', 'unknown', [5, null]), member('d', 'running', [9000, null])
      ]));
      expect(row('a').attr('aria-label')).toContain('before the recorded start');
      expect(row('a').text()).toContain('Is succeeded');
      expect(row('b').attr('aria-label')).toContain('5 seconds before the run');
      expect(row('c').text()).toContain('Is unknown, end not recorded');
      expect(row('c').attr('aria-label')).toContain('End not recorded.');
      expect(row('d').find('.freezer-run-bar')[0].style.width).toBe('0%');
      element.find('.freezer-run-as').click();
      expect(element.find('tr[data-job="a"] td').last().text()).toBe('-');
      expect(element.find('tr[data-job="b"]').text()).toContain('5 seconds before the run');
    });

    it('sees the range that is drawn on the axis, while the picture grows', done => {
      draw(session([member('a', 'running', [0, null]), member('b', 'succeeded', [10, 20])]));
      // the axis is measured when the page was laid out
      window.requestAnimationFrame(() => window.setTimeout(drawRange, 0));

      function drawRange() {
        const wide = place('b', 'width');
        const axis = element.find('.freezer-run-axis svg')[0].getBoundingClientRect();
        const mouse = function(target, type, part) {
          target.dispatchEvent(new MouseEvent(type, {bubbles: true, cancelable: true, view: window,
            clientX: axis.left + axis.width * part, clientY: axis.top + 5}));
        };
        mouse(element.find('.freezer-run-brush .background')[0], 'mousedown', 0.1);
        mouse(window, 'mousemove', 0.2);
        $interval.flush(1000);
        mouse(window, 'mousemove', 0.35);
        expect(element.find('.freezer-run-brush .extent').attr('width')).toBeGreaterThan(0);
        $interval.flush(1000);
        expect(element.find('.freezer-run-brush .extent').attr('width')).toBeGreaterThan(0);
        mouse(window, 'mouseup', 0.35);
        scope.$apply();
        expect(place('b', 'width')).toBeGreaterThan(wide * 3);
        done();
      }
    });

    it('can be read as a table', () => {
      draw(some());
      element.find('.freezer-run-as').click();
      expect(element.find('.freezer-run-row').length).toBe(0);
      expect(element.find('.freezer-run-table tbody tr').length).toBe(5);
      expect(element.find('.freezer-run-table').text()).toContain('Is missing');
      element.find('.freezer-run-as').click();
      expect(element.find('.freezer-run-row').length).toBe(5);
    });

    it('sees all there is, a long hold-off cut off', () => {
      draw(some());
      const whole = spans.whole(some(), T + 100);
      expect(whole.from).toBeLessThan(T);
      expect(whole.to).toBeGreaterThan(T + 95);
      const short = spans.whole(session([member('a', 'succeeded', [0, 8])], {closes: T + 3600}), T);
      expect(short.to).toBeLessThan(T + 60);
      const none = spans.whole(session([member('a', 'missing')], {closes: T}), T);
      expect(none.to - none.from).toBeGreaterThan(3);
      expect(timeAxis.ticks({from: 0, to: 90 * 86400}).length).toBeLessThan(11);
      expect(spans.within({from: -50, to: -20}, {from: 0, to: 100})).toEqual({from: 0, to: 30});
    });
  });
})();
