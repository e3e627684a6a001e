(function() {
  'use strict';

  describe('freezer core', () => {
    let scope, policy;

    beforeEach(freezerFixtures.page);
    beforeEach(module($provide => {
      $provide.value('horizon.app.core.openstack-service-api.policy', {ifAllowed: angular.noop});
    }));
    beforeEach(() => {
      policy = $injector.get('horizon.app.core.openstack-service-api.policy');
      scope = $rootScope.$new();
    });
    afterEach(() => {
      $cookies.remove('django_timezone');
    });

    function draw(html) {
      return freezerFixtures.draw(html, scope);
    }

    it('have a look of its own for every state, of a run and of a member', () => {
      const labels = freezer('core.labels');
      const states = freezer('core.stateStyles');
      const named = Object.keys(labels.verdicts).concat(Object.keys(labels.members));
      expect(named).toContain('overdue');
      expect(named.filter(state => !states[state])).toEqual([]);
    });

    describe('hint', () => {
      it('says what the glossary says of its terms, once it is opened', () => {
        scope.terms = 'tag hold-off';
        const element = draw(
          '<freezer-hint words="Use the keys." terms="{$ terms $}"></freezer-hint>');
        expect(element.find('.freezer-hint-words').hasClass('ng-hide')).toBe(true);
        element.find('.freezer-hint-toggle').click();
        expect(element.find('.freezer-hint-words').hasClass('ng-hide')).toBe(false);
        expect(element.find('.freezer-hint-toggle').attr('aria-expanded')).toBe('true');
        expect(element.find('.freezer-hint-words').text()).toContain('Use the keys.');
        expect(words(element)).toEqual(['tag', 'hold-off']);
        expect(element.find('.freezer-hint-term').eq(0).text())
          .toBe('tag The number that Freezer gives to each run of a session, counted from 1.');
        scope.$apply('terms = "ghost"');
        expect(words(element)).toEqual(['ghost']);
      });

      it('needs no terms', () => {
        expect(words(draw('<freezer-hint words="Use the keys."></freezer-hint>'))).toEqual([]);
      });

      function words(element) {
        return element.find('dfn').get().map(each => each.textContent);
      }
    });

    describe('texts', () => {
      let texts;

      beforeEach(() => {
        texts = freezer('core.texts');
      });

      it('are put together as English does', () => {
        expect([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(texts.names))
          .toEqual(['', 'A', 'A and B', 'A, B and C']);
        expect(texts.some(['A', 'B', 'C'], 3)).toBe('A, B and C');
        expect(texts.some(['A', 'B', 'C'], 1)).toBe('A and 2 more');
        expect(texts.items(['A', 'B', 'C'].map(texts.quoted))).toBe('"A", "B", "C"');
        expect(texts.sentences(['One.', '', 'Two.', null, 'Three.'])).toBe('One. Two. Three.');
        expect(texts.statements(['web-1', null, 'removed'])).toBe('web-1 · removed');
      });

      it('are put together as the language of the catalogue does', () => {
        const words = {
          'en-GB': 'ja', '%(sentence)s %(next_sentence)s': '%(sentence)s%(next_sentence)s'
        };
        spyOn(window, 'pgettext').and.callFake((context, text) => words[text]);
        spyOn(window, 'gettext').and.callFake(text => words[text] || text);
        expect(texts.names(['A', 'B', 'C'])).toBe('A、B、C');
        expect(texts.sentences(['一。', '二。'])).toBe('一。二。');
      });

      it('are English where a catalogue names no language', () => {
        spyOn(window, 'pgettext').and.returnValue('[éñ-ĞƁ ~~]');
        expect(texts.names(['A', 'B', 'C'])).toBe('A, B and C');
      });
    });

    describe('client', () => {
      const PROJECT = '35eb12da007e4463ab4f43e277e77221';

      function client(id) {
        scope.id = id;
        return draw('<span freezer-client="id" client-note="\'none\'"></span>').children();
      }

      it('is called by its hostname, with its whole id on hover', () => {
        const element = client(PROJECT + '_shop-db-1');
        expect(element.text()).toBe('shop-db-1');
        expect(element.attr('title')).toBe(PROJECT + '_shop-db-1');
        scope.id = 'db_2';
        scope.$apply();
        expect(element.text()).toBe('db_2');
        expect(element.attr('title')).toBe('db_2');
      });

      it('keeps what is no default id as it is', () => {
        [PROJECT, PROJECT + '_', PROJECT + 'shop', 'a' + PROJECT + '_b', 'x<b>'].forEach(id => {
          expect(client(id).text()).toBe(id);
          expect(client(id).attr('title')).toBe(id);
        });
        expect(client(null).text()).toBe('none');
        expect(client(null)[0].hasAttribute('title')).toBe(false);
        expect(client(undefined).text()).toBe('none');
        expect(client(7).text()).toBe('7');
      });
    });

    describe('time', () => {
      it('is as people say it, and all of it on hover', () => {
        scope.at = 1700000000;
        const element = draw('<freezer-time at="at"></freezer-time>');
        expect(element.text()).toBe('14 Nov 2023');
        expect(element.find('time').attr('title')).toBe('14 Nov 2023, 22:13:20 UTC');
        expect(element.find('time').attr('datetime')).toBe('2023-11-14T22:13:20Z');
      });

      it('is in the zone of the cookie, as that zone was at that time', () => {
        $cookies.put('django_timezone', '"Europe/Paris"');
        scope.winter = 1700000000;
        scope.summer = 1690000000;
        expect(draw('<freezer-time at="winter"></freezer-time>').find('time').attr('title'))
          .toBe('14 Nov 2023, 23:13:20 CET (2023-11-14 22:13:20 UTC)');
        expect(draw('<freezer-time at="summer"></freezer-time>').find('time').attr('title'))
          .toBe('22 Jul 2023, 06:26:40 CEST (2023-07-22 04:26:40 UTC)');
      });

      describe('near', () => {
        // 2026-11-26 18:00 UTC, 19:00 in Paris
        const NOW = 1795716000;
        const HOUR = 3600;
        let clock;

        beforeEach(() => {
          jasmine.clock().install().mockDate(new Date(NOW * 1000));
          $cookies.put('django_timezone', 'Europe/Paris');
          clock = freezer('core.clock');
        });
        afterEach(() => {
          jasmine.clock().uninstall();
        });

        it('is told by the day that the user has', () => {
          expect([-20, -19, 4, 5, 28, 29, 53, -44, -300 * 24, -301 * 24, 301 * 24]
            .map(hours => clock.short(NOW + hours * HOUR))).toEqual([
            'yesterday 23:00', 'today 00:00', 'today 23:00', 'tomorrow 00:00', 'tomorrow 23:00',
            '28 Nov 00:00', '29 Nov 00:00', '24 Nov 23:00', '30 Jan 19:00', '29 Jan 2026',
            '23 Sept 2027']);
          expect([clock.short(null), clock.short('x'), clock.short(NaN)]).toEqual(['', '', '']);
        });

        it('is told by how soon it comes', () => {
          expect([1, 89, 90, 89 * 60, 90 * 60, 12 * HOUR - 1, 12 * HOUR, 0, -60]
            .map(seconds => clock.ahead(NOW + seconds))).toEqual([
            'in 1 min', 'in 1 min', 'in 2 min', 'in 89 min', 'in 2 h', 'in 12 h', 'tomorrow 07:00',
            'today 19:00', 'today 18:59']);
        });

        it('ages', () => {
          scope.at = NOW + 60 * 60;
          const element = draw('<freezer-time at="at" styled="ahead"></freezer-time>');
          expect(element.text()).toBe('in 60 min');
          jasmine.clock().mockDate(new Date((NOW + 60) * 1000));
          $interval.flush(60000);
          expect(element.text()).toBe('in 59 min');
        });
      });

      it('falls back to UTC for a zone nobody knows', () => {
        $cookies.put('django_timezone', 'Mars/Base');
        scope.at = 1700000000;
        expect(draw('<freezer-time at="at"></freezer-time>').text())
          .toContain('2023-11-14 22:13:20 UTC');
      });

      it('says of what cannot be read that it is not readable', () => {
        scope.row = {at: null, other: null, unreadable: ['at']};
        expect(draw('<freezer-time at="row.at"></freezer-time>').text()).toBe('not readable');
        expect(draw('<freezer-time at="row.other"></freezer-time>').text()).toBe('-');
      });

      it('says why there is none', () => {
        scope.note = 'It has <b>ended</b>.';
        expect(draw('<freezer-time at="null" note="note"></freezer-time>').text().trim())
          .toBe('It has <b>ended</b>.');
      });

      it('is a dash for none, says about, and can be short', () => {
        scope.at = null;
        expect(draw('<freezer-time at="at"></freezer-time>').text().trim()).toBe('-');
        scope.at = 0;
        expect(draw('<freezer-time at="at" about="true"></freezer-time>').text())
          .toContain('about');
        const short = draw('<freezer-time at="at" styled="time"></freezer-time>').text();
        expect(short).toContain('00:00:00');
        expect(short).not.toContain('1970');
      });
    });

    describe('offer of a time zone', () => {
      let cookie, zone;

      function offer() {
        return draw('<freezer-zone-offer></freezer-zone-offer>');
      }

      beforeEach(() => {
        zone = 'Europe/Berlin';
        cookie = spyOnProperty(document, 'cookie', 'set');
        spyOn(Intl, 'DateTimeFormat').and.returnValue({resolvedOptions: () => ({timeZone: zone})});
      });

      it('is made to who chose none, and leaves UTC as a choice', () => {
        const element = offer();
        expect(element.text()).toContain('Your browser is in the time zone Europe/Berlin.');
        element.find('.freezer-zone-leave').click();
        expect(cookie.calls.mostRecent().args[0]).toContain('django_timezone=UTC; path=/;');
        expect(element.text().trim()).toBe('');
      });

      it('is not made where there is nothing to choose', () => {
        ['UTC', 'Etc/UTC', '', 'Europe/Berlin; path=/evil'].forEach(each => {
          zone = each;
          expect(offer().text().trim()).toBe('');
        });
      });
    });

    describe('chip', () => {
      it('says a state by tone, sign and words', () => {
        scope.words = '<b>Complete</b>';
        const chip = draw('<freezer-chip state="\'complete\'" words="words"></freezer-chip>')
          .find('.freezer-chip');
        expect(chip.hasClass('freezer-chip-good')).toBe(true);
        expect(chip.find('.fa-check').length).toBe(1);
        expect(chip.text()).toContain('<b>Complete</b>');
      });

      it('never takes a state it does not know for a good one', () => {
        const chip = draw('<freezer-chip state="\'new\'" words="\'New\'"></freezer-chip>');
        expect(chip.find('.freezer-chip-warn').length).toBe(1);
      });
    });

    it('labels Freezer\'s words, and shows unknown ones as they are', () => {
      const labels = freezer('core.labels');
      expect(labels.status('completed')).toBe('Completed');
      expect(labels.status('odd')).toBe('odd');
      expect(labels.result(null)).toBe('-');
      expect(labels.member('late')).toBe('Late');
      expect(labels.freezerSays({status: 'completed', result: null}))
        .toBe('Freezer says: completed / -');
    });

    it('shows a failure with a way out, and when it was loaded last', () => {
      scope.refresher = {failure: {error: 'Freezer <i>down</i>.'}, loaded: true,
        updated: 1700000000, retry: jasmine.createSpy('retry')};
      const element = draw('<freezer-refresh-bar refresher="refresher"></freezer-refresh-bar>');
      expect(element.find('.alert').text()).toContain('Freezer <i>down</i>.');
      expect(element.text()).toContain('22:13:20');
      element.find('.freezer-retry').click();
      expect(scope.refresher.retry).toHaveBeenCalled();
    });

    describe('permissions', () => {
      it('ask for Freezer\'s rules', () => {
        const can = {};
        spyOn(policy, 'ifAllowed').and.callFake(
          question => question.rules[0][1] === 'sessions:delete' ? $q.reject() : $q.when());
        permissions.fill(can);
        expect(can).toEqual({});
        $rootScope.$apply();
        expect(can).toEqual({
          create: true, edit: true, remove: false, members: true, pin: true, run: true
        });
        expect(policy.ifAllowed).toHaveBeenCalledWith(
          {rules: [['backup', 'sessions:job:add'], ['backup', 'sessions:job:remove'],
            ['backup', 'jobs:update']]});
        permissions.allowed(['clients:delete']);
        expect(policy.ifAllowed.calls.mostRecent().args)
          .toEqual([{rules: [['backup', 'clients:delete']]}]);
      });
    });

    describe('tell', () => {
      beforeEach(() => {
        spyOn(toasts, 'add');
      });

      it('puts users\' words into sentences once', () => {
        toast.failure('No %(name)s. %(error)s', {name: '%(error)s'}, {error: 'Why.'});
        expect(toasts.add).toHaveBeenCalledWith('error', 'No %(error)s. Why.');
      });
    });
  });

  describe('freezer page title', () => {
    const before = document.title;

    beforeEach(module('horizon.dashboard.project.freezer'));
    afterEach(() => { document.title = before; });

    it('names what the page shows as long as it does', () => {
      const scope = $rootScope.$new();
      let name = null;
      document.title = 'Details - OpenStack Dashboard';
      freezer('core.pageTitle').follow(scope, () => name);
      scope.$digest();
      expect(document.title).toBe('Details - OpenStack Dashboard');
      name = 'Shop <b>nightly</b>';
      scope.$digest();
      expect(document.title).toBe('Shop <b>nightly</b> - OpenStack Dashboard');
      scope.$destroy();
      expect(document.title).toBe('Details - OpenStack Dashboard');
    });

    it('is the last place of Horizon\'s breadcrumb', () => {
      const crumbs = angular.element('<div class="page-breadcrumb"><ol><li>Project</li>' +
        '<li><a href="#">Sessions</a></li><li class="active">Another</li></ol></div>');
      const scope = $rootScope.$new();
      let name = null;
      crumbs.appendTo(document.body);
      freezer('core.pageTitle').follow(scope, () => name);
      scope.$digest();
      expect(crumbs.find('.active').text()).toBe('Another');
      name = 'Shop <b>nightly</b>';
      scope.$digest();
      expect(crumbs.find('.active').text()).toBe('Shop <b>nightly</b>');
      scope.$destroy();
      expect(crumbs.find('.active').is(':visible')).toBe(false);
      crumbs.remove();
    });
  });
})();
