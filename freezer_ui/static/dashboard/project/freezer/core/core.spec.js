(function() {
  'use strict';

  describe('freezer core', function() {
    var $compile, $cookies, $q, $rootScope, scope, policy, toast;

    beforeEach(module('templates'));
    beforeEach(module('horizon.framework', 'horizon.app.core', 'gettext'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(module(function($provide) {
      $provide.value('horizon.app.core.openstack-service-api.policy', {ifAllowed: angular.noop});
    }));
    beforeEach(inject(function($injector) {
      $compile = $injector.get('$compile');
      $cookies = $injector.get('$cookies');
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      policy = $injector.get('horizon.app.core.openstack-service-api.policy');
      toast = $injector.get('horizon.framework.widgets.toast.service');
      scope = $rootScope.$new();
    }));
    afterEach(function() {
      $cookies.remove('django_timezone');
    });

    function draw(html) {
      var element = $compile('<div>' + html + '</div>')(scope);
      scope.$apply();
      return element;
    }

    it('have a look of its own for every state, of a run and of a member', inject(
      function($injector) {
        var labels = $injector.get('horizon.dashboard.project.freezer.core.labels');
        var states = $injector.get('horizon.dashboard.project.freezer.core.stateStyles');
        var named = Object.keys(labels.verdicts).concat(Object.keys(labels.members));
        expect(named).toContain('overdue');
        expect(named.filter(function(state) { return !states[state]; })).toEqual([]);
      }
    ));

    describe('client', function() {
      var PROJECT = '35eb12da007e4463ab4f43e277e77221';

      function client(id) {
        scope.id = id;
        return draw('<span freezer-client="id" client-note="\'none\'"></span>').children();
      }

      it('is called by its hostname, with its whole id on hover', function() {
        var element = client(PROJECT + '_shop-db-1');
        expect(element.text()).toBe('shop-db-1');
        expect(element.attr('title')).toBe(PROJECT + '_shop-db-1');
        scope.id = 'db_2';
        scope.$apply();
        expect(element.text()).toBe('db_2');
        expect(element[0].hasAttribute('title')).toBe(false);
      });

      it('keeps what is no default id as it is', function() {
        [PROJECT, PROJECT + '_', PROJECT + 'shop', 'a' + PROJECT + '_b', 'x<b>'].forEach(id => {
          expect(client(id).text()).toBe(id);
          expect(client(id)[0].hasAttribute('title')).toBe(false);
        });
        expect(client(null).text()).toBe('none');
        expect(client(undefined).text()).toBe('none');
        expect(client(7).text()).toBe('7');
      });
    });

    describe('time', function() {
      it('is in UTC unless the user chose a zone', function() {
        scope.at = 1700000000;
        var element = draw('<freezer-time at="at"></freezer-time>');
        expect(element.text()).toContain('10:13:20');
        expect(element.text()).toContain('Nov 14, 2023');
        expect(element.find('time').attr('title')).toBe('2023-11-14 22:13:20 UTC');
        expect(element.find('time').attr('datetime')).toBe('2023-11-14T22:13:20Z');
      });

      it('is in the zone of the cookie, as that zone was at that time', function() {
        $cookies.put('django_timezone', '"Europe/Paris"');
        scope.winter = 1700000000;
        scope.summer = 1690000000;
        expect(draw('<freezer-time at="winter"></freezer-time>').text()).toContain('11:13:20');
        expect(draw('<freezer-time at="summer"></freezer-time>').text()).toContain('6:26:40');
      });

      it('falls back to UTC for a zone nobody knows', function() {
        $cookies.put('django_timezone', 'Mars/Base');
        scope.at = 1700000000;
        expect(draw('<freezer-time at="at"></freezer-time>').text())
          .toContain('2023-11-14 22:13:20 UTC');
      });

      it('says of what cannot be read that it is not readable', function() {
        scope.row = {at: null, other: null, unreadable: ['at']};
        expect(draw('<freezer-time at="row.at"></freezer-time>').text()).toBe('not readable');
        expect(draw('<freezer-time at="row.other"></freezer-time>').text()).toBe('-');
      });

      it('says why there is none', function() {
        scope.note = 'It has <b>ended</b>.';
        expect(draw('<freezer-time at="null" note="note"></freezer-time>').text().trim())
          .toBe('It has <b>ended</b>.');
      });

      it('is a dash for none, says about, and can be short', function() {
        scope.at = null;
        expect(draw('<freezer-time at="at"></freezer-time>').text().trim()).toBe('-');
        scope.at = 0;
        expect(draw('<freezer-time at="at" about="true"></freezer-time>').text())
          .toContain('about');
        var short = draw('<freezer-time at="at" styled="time"></freezer-time>').text();
        expect(short).toContain('12:00:00');
        expect(short).not.toContain('1970');
      });
    });

    describe('chip', function() {
      it('says a state by tone, sign and words', function() {
        scope.words = '<b>Complete</b>';
        var chip = draw('<freezer-chip state="\'complete\'" words="words"></freezer-chip>')
          .find('.freezer-chip');
        expect(chip.hasClass('freezer-chip-good')).toBe(true);
        expect(chip.find('.fa-check').length).toBe(1);
        expect(chip.text()).toContain('<b>Complete</b>');
      });

      it('never takes a state it does not know for a good one', function() {
        var chip = draw('<freezer-chip state="\'new\'" words="\'New\'"></freezer-chip>');
        expect(chip.find('.freezer-chip-warn').length).toBe(1);
      });
    });

    it('labels Freezer\'s words, and shows unknown ones as they are', inject(function($injector) {
      var labels = $injector.get('horizon.dashboard.project.freezer.core.labels');
      expect(labels.status('completed')).toBe('Completed');
      expect(labels.status('odd')).toBe('odd');
      expect(labels.result(null)).toBe('-');
      expect(labels.member('late')).toBe('Late');
      expect(labels.freezerSays({status: 'completed', result: null}))
        .toBe('Freezer says: completed / -');
    }));

    it('shows a failure with a way out, and when it was loaded last', function() {
      scope.refresher = {failure: {error: 'Freezer <i>down</i>.'}, loaded: true,
        updated: 1700000000, retry: jasmine.createSpy('retry')};
      var element = draw('<freezer-refresh-bar refresher="refresher"></freezer-refresh-bar>');
      expect(element.find('.alert').text()).toContain('Freezer <i>down</i>.');
      expect(element.text()).toContain('10:13:20');
      element.find('.freezer-retry').click();
      expect(scope.refresher.retry).toHaveBeenCalled();
    });

    describe('permissions', function() {
      it('ask for Freezer\'s rules', inject(function($injector) {
        var permissions = $injector.get('horizon.dashboard.project.freezer.core.permissions');
        var can = {};
        spyOn(policy, 'ifAllowed').and.callFake(function(question) {
          return question.rules[0][1] === 'sessions:delete' ? $q.reject() : $q.when();
        });
        permissions.fill(can);
        expect(can).toEqual({});
        $rootScope.$apply();
        expect(can).toEqual({
          create: true, edit: true, remove: false, members: true, pin: true, run: true, end: true
        });
        expect(policy.ifAllowed).toHaveBeenCalledWith(
          {rules: [['backup', 'sessions:job:add'], ['backup', 'sessions:job:remove']]});
        permissions.allowed(['clients:delete']);
        expect(policy.ifAllowed.calls.mostRecent().args)
          .toEqual([{rules: [['backup', 'clients:delete']]}]);
      }));
    });

    describe('tell', function() {
      var tell;
      beforeEach(inject(function($injector) {
        tell = $injector.get('horizon.dashboard.project.freezer.core.toast');
        spyOn(toast, 'add');
      }));

      it('puts users\' words into sentences once', function() {
        tell.failure('No %(name)s. %(error)s', {name: '%(error)s'}, {error: 'Why.'});
        expect(toast.add).toHaveBeenCalledWith('error', 'No %(error)s. Why.');
      });
    });
  });

  describe('freezer page title', function() {
    var before = document.title;

    beforeEach(module('horizon.dashboard.project.freezer'));
    afterEach(function() { document.title = before; });

    it('names what the page shows as long as it does', inject(function($injector, $rootScope) {
      var scope = $rootScope.$new();
      var name = null;
      document.title = 'Details - OpenStack Dashboard';
      $injector.get('horizon.dashboard.project.freezer.core.pageTitle').follow(scope, () => name);
      scope.$digest();
      expect(document.title).toBe('Details - OpenStack Dashboard');
      name = 'Shop <b>nightly</b>';
      scope.$digest();
      expect(document.title).toBe('Shop <b>nightly</b> - OpenStack Dashboard');
      scope.$destroy();
      expect(document.title).toBe('Details - OpenStack Dashboard');
    }));
  });
})();
