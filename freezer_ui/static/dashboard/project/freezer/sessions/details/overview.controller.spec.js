(function() {
  'use strict';

  describe('freezer session overview', function() {
    var api, toast, $compile, $q, $rootScope, $route, $timeout, $templateCache, scope, first;
    var allowed, element, fx = freezerFixtures;

    beforeEach(module('templates'));
    beforeEach(module('horizon.framework', 'horizon.app.core', 'gettext'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(module(function($provide) {
      $provide.value('horizon.app.core.openstack-service-api.policy', {
        ifAllowed: function() { return allowed ? $q.when() : $q.reject(); }
      });
    }));
    beforeEach(inject(function($injector) {
      $compile = $injector.get('$compile');
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      $route = $injector.get('$route');
      $timeout = $injector.get('$timeout');
      $templateCache = $injector.get('$templateCache');
      api = $injector.get('horizon.dashboard.project.freezer.api.service');
      toast = $injector.get('horizon.framework.widgets.toast.service');
      spyOn(toast, 'add');
      spyOn($route, 'reload');
      spyOn(api, 'getSession').and.returnValue($q.when(session(['a', 'b'])));
      spyOn(api, 'getAllJobs').and.returnValue($q.when([fx.job('p')]));
      allowed = true;
      first = $q.when({data: session(['a', 'b'])});
    }));
    afterEach(function() {
      element.remove();
      scope.$destroy();
    });

    function session(ids, more) {
      return fx.session('s', angular.extend({members: ids.map(function(id) {
        return fx.member(id);
      })}, more));
    }

    function draw() {
      scope = $rootScope.$new();
      scope.context = {loadPromise: first};
      element = $compile('<div>' + $templateCache.get(
        '/static/dashboard/project/freezer/sessions/details/overview.html') + '</div>')(scope);
      angular.element(document.body).append(element);
      scope.$apply();
    }

    function members() {
      return element.find('.freezer-member').map(function() {
        return this.getAttribute('data-job');
      }).get();
    }

    it('shows facts, problems and members', function() {
      first = $q.when({data: session(['a'], {
        problems: [{kind: 'drift', job_id: 'a', words: 'job a has its own schedule.'}],
        verdict: {state: 'incomplete', words: 'Not complete', freezer_differs: true}
      })});
      draw();
      expect(element.find('.freezer-chip-words').first().text()).toBe('Not complete');
      expect(element.find('.freezer-verdict').text())
        .toContain('Freezer says: completed / success');
      expect(element.find('.freezer-problems').text()).toContain('own schedule');
      expect(members()).toEqual(['a']);
    });

    it('mends as the server says, and offers nothing where it knows nothing', function() {
      first = $q.when({data: session(['a', 'b'], {problems: [
        {kind: 'drift', job_id: 'a', words: 'job a drifts.', mend: {verb: 'PUT', words: 'Align'}},
        {kind: 'ghost', job_id: 'b', words: 'job b is gone.', mend: {verb: 'DELETE', words: 'Out'}},
        {kind: 'wedged', job_id: null, words: 'It is stuck.', mend: null}
      ]})});
      spyOn(api, 'addJob').and.returnValue($q.when({session: session(['a', 'b'])}));
      draw();
      expect(element.find('.freezer-mend').text().replace(/\s+/g, ' ').trim()).toBe('Align Out');
      element.find('.freezer-mend').first().click();
      expect(api.addJob).toHaveBeenCalledWith('s', 'a');
      expect(element.find('[aria-live]').text()).toBe('Mended: job a in session s.');
      expect(element.find('.freezer-mend').length).toBe(0);
    });

    it('removes a member: pending, then what the answer says', function() {
      var answer = $q.defer();
      spyOn(api, 'removeJob').and.returnValue(answer.promise);
      draw();
      element.find('.freezer-remove').first().click();
      expect(api.removeJob).toHaveBeenCalledWith('s', 'a');
      expect(element.find('.freezer-pending').length).toBe(1);
      answer.resolve({session: session(['b']), job: fx.job('a')});
      scope.$apply();
      expect(members()).toEqual(['b']);
      expect(element.find('[aria-live]').text()).toBe('Removed job a from session s.');
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-remove')[0]);
    });

    it('says why a member stays, and shows how it is now', function() {
      spyOn(api, 'removeJob').and.callFake(function() {
        return $q.reject({status: 409, error: 'It is running.'});
      });
      draw();
      element.find('.freezer-remove').first().click();
      expect(members()).toEqual(['a', 'b']);
      expect(toast.add).toHaveBeenCalledWith(
        'error', 'Unable to remove job a from session s. It is running.');
      expect(api.getSession).toHaveBeenCalled();
    });

    it('adds a job from the pool', function() {
      spyOn(api, 'addJob').and.returnValue($q.when({session: session(['a', 'b', 'p'])}));
      draw();
      element.find('.freezer-toggle-add').click();
      expect(api.getAllJobs).toHaveBeenCalledWith({pool: 1});
      element.find('.freezer-choose').click();
      expect(api.addJob).toHaveBeenCalledWith('s', 'p', null);
      expect(members()).toEqual(['a', 'b', 'p']);
      expect(api.getAllJobs.calls.count()).toBe(2);
    });

    it('asks for the whole session after a short answer, and knows its names', function() {
      var whole = $q.defer();
      var short = session(['a', 'p'], {
        confirmed: false, problems: undefined,
        members: [{id: 'a', client_id: 'c', state: 'waiting'},
          {id: 'p', client_id: 'c', state: 'waiting'}]
      });
      draw();
      element.find('.freezer-toggle-add').click();
      api.getSession.and.returnValue(whole.promise);
      spyOn(api, 'addJob').and.returnValue($q.when({session: short}));
      element.find('.freezer-choose').click();
      expect(element.find('.freezer-member').text()).toContain('job p');
      expect(element.find('.freezer-member').text()).toContain('Waiting');
      whole.resolve(session(['a', 'p']));
      scope.$apply();
      expect(element.find('.freezer-member').text()).toContain('Succeeded in tag 4');
    });

    it('says why the pool is not shown, and tries again', function() {
      api.getAllJobs.and.callFake(function() { return $q.reject({error: 'Slow.'}); });
      draw();
      element.find('.freezer-toggle-add').click();
      expect(element.find('.freezer-add .alert').text()).toContain('Slow.');
      api.getAllJobs.and.returnValue($q.when([]));
      element.find('.freezer-add .alert button').click();
      expect(element.find('.freezer-add').text()).toContain('The pool is empty');
    });

    it('offers a reader nothing to write', function() {
      allowed = false;
      draw();
      expect(element.find('.freezer-remove, .freezer-toggle-add').length).toBe(0);
      expect(members()).toEqual(['a', 'b']);
    });

    it('tells a failing load and recovers by itself', function() {
      first = $q.when({data: {id: 's', name: '', failure: {status: 504, error: 'Slow.'}}});
      draw();
      expect(element.find('.freezer-feed-failure').text()).toContain('Slow.');
      expect(members()).toEqual([]);
      $timeout.flush(4000);
      expect($route.reload).toHaveBeenCalled();
      expect(members()).toEqual(['a', 'b']);
    });

    it('keeps itself up to date', function() {
      draw();
      api.getSession.and.returnValue($q.when(session(['b'])));
      $timeout.flush(30000);
      expect(members()).toEqual(['b']);
      expect($route.reload).not.toHaveBeenCalled();
    });
  });
})();
