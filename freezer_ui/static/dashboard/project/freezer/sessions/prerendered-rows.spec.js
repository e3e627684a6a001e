(function() {
  'use strict';

  describe('freezer early rows', () => {
    var ROWS = '<div class="freezer-early"><a href="/dash/project/freezer_sessions/s">s</a>' +
      '</div>';
    var TABLE = '<a class="freezer-session-link" href="project/freezer_sessions/r">r</a>' +
      '<a class="freezer-session-link" href="project/freezer_sessions/s">s</a>';
    var early, sessions, api, $q, $injector, $rootScope, $timeout, page;

    beforeEach(freezerFixtures.services);
    beforeEach(inject(_$injector_ => {
      $injector = _$injector_;
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      $timeout = $injector.get('$timeout');
      api = $injector.get('horizon.dashboard.project.freezer.core.api');
      early = $injector.get('horizon.dashboard.project.freezer.sessions.prerenderedRows');
      sessions = $injector.get('horizon.dashboard.project.freezer.sessions.service');
      page = angular.element('<div></div>').appendTo(document.body);
      spyOn(api, 'getAllSessions').and.returnValue($q.when([]));
      spyOn(api, 'lookAtSessions').and.returnValue($q.when([]));
    }));

    afterEach(() => {
      page.remove();
    });

    function list() {
      sessions.read(table).catch(angular.noop);
      $rootScope.$apply();
      $timeout.flush();
    }

    /** As Horizon's table does, when the panel says that there is something to list. */
    function table() {
      return $injector.get('horizon.framework.conf.resource-type-registry.service')
        .getResourceType('OS::Freezer::Session').list();
    }

    it('give way to the table, which lists what was read with them', () => {
      page.html(ROWS + TABLE);
      list();
      expect(api.lookAtSessions).toHaveBeenCalled();
      expect(page.find('.freezer-early').length).toBe(0);
      sessions.read(table);
      expect(api.getAllSessions).toHaveBeenCalled();
    });

    it('give way to what is said when the list cannot be read', () => {
      page.html(ROWS);
      api.lookAtSessions.and.returnValue($q.reject({error: 'Freezer cannot be reached.'}));
      list();
      expect(early.is()).toBe(false);
    });

    it('hand the focus over to the same session', () => {
      page.html(ROWS + TABLE);
      page.find('.freezer-early a').focus();
      list();
      expect(document.activeElement).toBe(page.find('.freezer-session-link')[1]);
    });

    it('take no focus that is elsewhere', () => {
      page.html('<input>' + ROWS + TABLE);
      page.find('input').focus();
      list();
      expect(document.activeElement).toBe(page.find('input')[0]);
    });
  });
})();
