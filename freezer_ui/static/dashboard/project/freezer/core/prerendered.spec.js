(function() {
  'use strict';

  describe('freezer prerendered rows', () => {
    const ROWS = '<div class="freezer-early"><a href="/dash/project/freezer_sessions/s">s</a>' +
      '</div>';
    const TABLE = '<div class="freezer"><a href="/dash/project/freezer_sessions/r">r</a>' +
      '<a href="/dash/project/freezer_sessions/s">s</a></div>';
    let prerendered, sessions, page;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      prerendered = freezer('core.prerendered');
      sessions = freezer('sessions.service');
      page = angular.element('<div></div>').appendTo(document.body);
      spyOn(api, 'getAllSessions').and.returnValue($q.when([]));
      spyOn(api, 'lookAtSessions').and.returnValue($q.when([]));
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
      expect(prerendered.is()).toBe(false);
    });

    it('hand the focus over to the same session', () => {
      page.html(ROWS + TABLE);
      page.find('.freezer-early a').focus();
      list();
      expect(document.activeElement).toBe(page.find('.freezer a')[1]);
    });

    it('take no focus that is elsewhere', () => {
      page.html('<input>' + ROWS + TABLE);
      page.find('input').focus();
      list();
      expect(document.activeElement).toBe(page.find('input')[0]);
    });

    it('have an answer that is taken once', () => {
      page.html('<script type="application/json" id="freezer-answer">{"id": "s"}</script>');
      expect(prerendered.take('freezer-answer')).toEqual({id: 's'});
      expect(prerendered.take('freezer-answer')).toBe(null);
      prerendered.replace();
      $timeout.verifyNoPendingTasks();
    });
  });
})();
