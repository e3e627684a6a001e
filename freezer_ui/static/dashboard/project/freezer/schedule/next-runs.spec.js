(function() {
  'use strict';

  describe('freezer next runs', () => {
    const fx = freezerFixtures;
    let scope, element;
    // 1 January 2030, 00:00 UTC, in two days
    const NOW = 1893283200;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      scope = $injector.get('$rootScope').$new();
      jasmine.clock().install().mockDate(new Date(NOW * 1000));
    });
    afterEach(() => {
      jasmine.clock().uninstall();
      scope.$destroy();
    });

    function draw(answer) {
      scope.answer = answer;
      element = fx.draw('<freezer-next-runs answer="answer"></freezer-next-runs>', scope);
    }

    function text(selector) {
      return element.find(selector).get().map(node => node.textContent.replace(/\s+/g, ' ').trim());
    }

    it('says when and how soon, in one zone where all are the same', () => {
      draw(fx.preview());
      expect(text('.freezer-preview-words')).toEqual(['every 6 hours']);
      expect(text('.freezer-next-away')).toEqual(['Next run in 2 days']);
      expect(text('th')).toEqual(['UTC']);
      expect(text('.freezer-next-run')).toEqual(['Tue 1 Jan 00:00 UTC', 'Tue 1 Jan 06:00 UTC']);
      expect(text('.freezer-more-runs')).toEqual(['and so on']);
      expect(element.find('.freezer-about').length).toBe(0);
    });

    it('counts down by the minute, and stops with the page', () => {
      draw(fx.preview());
      jasmine.clock().mockDate(new Date((1893456000 - 90 * 60) * 1000));
      $interval.flush(60000);
      expect(text('.freezer-next-away')).toEqual(['Next run in 2 hours']);
      jasmine.clock().mockDate(new Date((1893456000 - 150) * 1000));
      $interval.flush(60000);
      expect(text('.freezer-next-away')).toEqual(['Next run in 3 minutes']);
      jasmine.clock().mockDate(new Date((1893456000 - 40) * 1000));
      $interval.flush(60000);
      expect(text('.freezer-next-away')).toEqual(['Next run in a minute']);
      jasmine.clock().mockDate(new Date(1893456000 * 1000));
      $interval.flush(60000);
      expect(text('.freezer-next-away')).toEqual(['Next run: now']);
      scope.$destroy();
      expect(() => { $interval.flush(60000); }).not.toThrow();
    });

    it('shows the user\'s zone, UTC and the agents\', with other days where they are', () => {
      draw(fx.preview({
        time_zone: 'Europe/Berlin', agents_zone: 'America/New_York', next_run_about: true,
        runs: [{at: 1893456000, about: true}], more: false,
        about_words: 'Agents read <b>it</b>.', clock_changes: ['Clocks are put forward.'],
        zone_words: ['Stored <b>as</b> 01:30.']
      }));
      expect(text('th')).toEqual(['Berlin', 'UTC', 'Agents, New York']);
      expect(text('.freezer-next-run td')).toEqual(
        ['~aboutTue 1 Jan 01:00 CET', '00:00', 'Mon 19:00 EST']);
      expect(text('.freezer-next-away')).toEqual(['Next run in about 2 days']);
      expect(text('.freezer-about-words')).toEqual(['Agents read <b>it</b>.']);
      expect(text('.freezer-clock-change')).toEqual(['Clocks are put forward.']);
      expect(text('.freezer-zone-words')).toEqual(['Stored <b>as</b> 01:30.']);
      expect(element.find('.freezer-more-runs').length).toBe(0);
    });

    it('says that the agents are in the user\'s zone, and shows a clock change', () => {
      // Berlin puts clocks forward on 31 March 2030, 01:00 UTC
      draw(fx.preview({time_zone: 'Europe/Berlin', agents_zone: 'Europe/Berlin',
        runs: [{at: 1901142000, about: false}, {at: 1901149200, about: false}]}));
      expect(text('th')).toEqual(['Berlin, same as the agents', 'UTC']);
      expect(text('.freezer-next-run td:first-child')).toEqual(
        ['Sun 31 Mar 00:00 CET', 'Sun 31 Mar 03:00 CEST']);
    });

    it('shows seconds where they are meant, and years that are far', () => {
      const run = {at: 1893456030, about: true};
      draw(fx.preview({runs: [run]}));
      expect(text('.freezer-run-clock')).toEqual(['00:00']);
      scope.answer = fx.preview({runs: [run], schedule: {schedule_interval: '90 seconds'}});
      scope.$apply();
      expect(text('.freezer-run-clock')).toEqual(['00:00:30']);
      scope.answer = fx.preview({runs: [{at: 1956528000, about: false}],
        schedule: {schedule_second: '30'}});
      scope.$apply();
      expect(text('.freezer-next-run')).toEqual(['Thu, 1 Jan 2032 00:00 UTC']);
    });

    it('says why there is no time', () => {
      draw(fx.preview({next_run: null, runs: [], more: false, next_run_note: 'It has ended.'}));
      expect(text('.freezer-next-note')).toEqual(['It has ended.']);
      expect(element.find('table').length).toBe(0);
      scope.answer = null;
      scope.$apply();
      expect(element.text().trim()).toBe('');
    });

    it('can do with a zone that the browser does not know', () => {
      draw(fx.preview({time_zone: 'Mars/Base'}));
      expect(text('.freezer-next-run td:first-child')[0]).toContain('2030-01-01 00:00:00 UTC');
    });
  });

  describe('freezer advice', () => {
    const fx = freezerFixtures;
    let scope, element;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      scope = $injector.get('$rootScope').$new();
      scope.items = [fx.advice(), fx.advice({kind: 'far', level: 'info', applies: []})];
      scope.can = true;
      scope.take = jasmine.createSpy('take');
      element = fx.draw('<freezer-advice items="items" can-apply="can"' +
        ' on-apply="take(apply)"></freezer-advice>', scope);
    });

    it('says each by level and words, with the ways to put it right', () => {
      expect(element.find('.freezer-advised').length).toBe(2);
      expect(element.find('.freezer-advised-warning').text()).toContain('<b>late</b>');
      expect(element.find('.freezer-advised-warning .sr-only').text()).toBe('Warning:');
      expect(element.find('.freezer-advised-info .fa-info-circle').length).toBe(1);
      const button = element.find('.freezer-apply');
      expect(button.length).toBe(1);
      expect(button.text()).toBe('Set the hold-off to 90 seconds');
      expect(element.find('#' + button.attr('aria-describedby')).text()).toContain('late');
      button.click();
      expect(scope.take).toHaveBeenCalledWith(scope.items[0].applies[0]);
    });

    it('offers a reader no button, and is nothing for none', () => {
      scope.can = false;
      scope.$apply();
      expect(element.find('.freezer-apply').length).toBe(0);
      scope.items = [];
      scope.$apply();
      expect(element.text().trim()).toBe('');
    });
  });
})();
