(function() {
  'use strict';

  describe('freezer session of a page', function() {
    var load, api, redirect, $q, $rootScope, fx = freezerFixtures;

    beforeEach(module('horizon.framework', 'horizon.app.core'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($injector) {
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      api = $injector.get('horizon.dashboard.project.freezer.core.api');
      redirect = $injector.get('horizon.framework.redirect');
      load = $injector.get('horizon.dashboard.project.freezer.session-page.load');
      spyOn(redirect, 'notFound');
    }));

    it('loads a session for its page', function() {
      var data;
      spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s')));
      load('s').then(function(response) { data = response.data; });
      $rootScope.$apply();
      expect(data.name).toBe('session s');
    });

    it('asks once for a page that Horizon starts twice', function() {
      spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s')));
      load('s');
      load('s');
      expect(api.getSession.calls.count()).toBe(1);
      $rootScope.$apply();
      load('s');
      expect(api.getSession.calls.count()).toBe(2);
    });

    it('leads to Horizon\'s own page for a session that is not there', function() {
      var rejected;
      spyOn(api, 'getSession').and.returnValue($q.reject({status: 404, error: 'Gone.'}));
      load('s').catch(function(failure) { rejected = failure; });
      $rootScope.$apply();
      expect(rejected.status).toBe(404);
      expect(redirect.notFound).toHaveBeenCalled();
    });

    it('hands any other failure to the page', function() {
      var data;
      spyOn(api, 'getSession').and.returnValue($q.reject({status: 504, error: 'Slow.'}));
      load('s').then(function(response) { data = response.data; });
      $rootScope.$apply();
      expect(data).toEqual({id: 's', name: '', failure: {status: 504, error: 'Slow.'}});
      expect(redirect.notFound).not.toHaveBeenCalled();
    });
  });
})();
