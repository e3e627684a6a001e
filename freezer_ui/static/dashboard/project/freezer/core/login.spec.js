(function() {
  'use strict';

  describe('a login that ends', () => {
    let login, $window, left, outcome;

    beforeEach(module('horizon.framework'));
    beforeEach(module('horizon.dashboard.project.freezer.core'));
    beforeEach(module($provide => {
      left = jasmine.createSpy('left the page');
      $window = {
        WEBROOT: '/',
        document: window.document,
        navigator: window.navigator,
        history: window.history,
        location: {pathname: '/project/freezer_board/', search: '?a=b', replace: left},
        addEventListener: window.addEventListener.bind(window),
        removeEventListener: window.removeEventListener.bind(window)
      };
      $provide.value('$window', $window);
    }));
    beforeEach(() => {
      login = freezer('core.login');
      outcome = {};
    });
    afterEach(() => {
      $httpBackend.verifyNoOutstandingRequest();
      if (login.isOver()) {
        login.renew();
      }
      document.querySelectorAll('.freezer-spec-dialog').forEach(each => { each.remove(); });
    });

    function keep(promise) {
      promise.then(data => { outcome.data = data; }, failure => { outcome.failure = failure; });
      $httpBackend.flush();
    }

    function endIt() {
      $httpBackend.expectPOST('/api/freezer/sessions/s/jobs/').respond(401, {error: 'No login.'});
      keep(api.createMembers('s', {clients: ['a']}));
    }

    function bars() {
      return document.querySelectorAll('.freezer-login');
    }

    it('leaves the page where it is, and says what to do', () => {
      endIt();
      expect(left).not.toHaveBeenCalled();
      expect(outcome.failure.status).toBe(401);
      expect(outcome.failure.error).toContain('Log in again');
      expect(bars().length).toBe(1);
      expect(bars()[0].getAttribute('role')).toBe('alert');
      expect(bars()[0].textContent).toContain('what you typed is kept.');
      expect(bars()[0].querySelector('a').getAttribute('href'))
        .toBe('/auth/login/?next=%2Fproject%2Ffreezer_board%2F%3Fa%3Db');
      expect(bars()[0].querySelector('a').target).toBe('_blank');
    });

    it('is said once', () => {
      endIt();
      endIt();
      expect(bars().length).toBe(1);
    });

    it('is said in the dialog that is open, which Tab does not leave', () => {
      const dialog = document.createElement('div');
      endIt();
      dialog.className = 'modal in freezer-spec-dialog';
      dialog.innerHTML = '<div class="modal-content"><p></p></div>';
      document.body.append(dialog);
      endIt();
      expect(bars().length).toBe(1);
      expect(dialog.contains(bars()[0])).toBe(true);
      // the dialog is closed, and the login has not come back
      dialog.remove();
      endIt();
      expect(bars().length).toBe(1);
    });

    it('is also a form in the place of an answer', () => {
      $httpBackend.expectGET('/api/freezer/sessions/s')
        .respond(200, '<form action="/auth/login/">');
      keep(api.getSession('s'));
      expect(outcome.failure.status).toBe(401);
      expect(bars().length).toBe(1);
    });

    it('is over for what Horizon asks for our page, too', () => {
      $httpBackend.expectGET('/api/policy/').respond(401);
      keep($http.get('/api/policy/'));
      expect(left).not.toHaveBeenCalled();
      expect(bars().length).toBe(1);
    });

    it('is Horizon\'s to handle elsewhere', () => {
      $window.location.pathname = '/project/instances/';
      $httpBackend.expectGET('/api/policy/').respond(401);
      keep($http.get('/api/policy/'));
      expect(left).toHaveBeenCalledWith('/auth/login');
      expect(bars().length).toBe(0);
    });

    it('is renewed by whoever comes back to the tab', () => {
      endIt();
      spyOn(toasts, 'add');
      $httpBackend.expectGET('/api/freezer/sessions/?limit=1').respond(401);
      window.dispatchEvent(new Event('focus'));
      $httpBackend.flush();
      expect(bars().length).toBe(1);
      $httpBackend.expectGET('/api/freezer/sessions/?limit=1').respond({items: []});
      window.dispatchEvent(new Event('focus'));
      $httpBackend.flush();
      expect(bars().length).toBe(0);
      expect(toasts.add).toHaveBeenCalledWith('success', jasmine.stringMatching('logged in again'));
    });

    it('is renewed by any answer, and by no failure that a login has no part in', () => {
      endIt();
      $httpBackend.expectGET('/api/freezer/sessions/s').respond(503, '<html>HAProxy</html>');
      keep(api.getSession('s'));
      expect(bars().length).toBe(1);
      $httpBackend.expectGET('/api/freezer/sessions/s').respond(404, {error: 'It is gone.'});
      keep(api.getSession('s'));
      expect(bars().length).toBe(0);
      endIt();
      $httpBackend.expectGET('/api/freezer/sessions/s').respond({id: 's'});
      keep(api.getSession('s'));
      expect(bars().length).toBe(0);
    });
  });
})();
