(function() {
  'use strict';

  var base = 'horizon.dashboard.project.freezer.';

  describe('freezer jobs panel', () => {
    var $controller, $q, $rootScope, protect;

    beforeEach(freezerFixtures.services);
    beforeEach(inject($injector => {
      $controller = $injector.get('$controller');
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      protect = $injector.get(base + 'protect.service');
    }));

    [true, false].forEach(may => it('offers the first jobs to those who may: ' + may, () => {
      spyOn(protect, 'allowed').and.returnValue(may ? $q.when() : $q.reject());
      spyOn(protect, 'open');
      var ctrl = $controller(base + 'jobs.PanelController');
      $rootScope.$apply();
      expect(ctrl.can.create).toBe(may);
      ctrl.create();
      expect(protect.open).toHaveBeenCalledWith([]);
    }));
  });
})();
