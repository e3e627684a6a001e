(function() {
  'use strict';

  describe('freezer head of a session in its page', () => {
    var heads, drawing, $timeout, fx = freezerFixtures;

    beforeEach(freezerFixtures.services);
    beforeEach(inject($injector => {
      $timeout = $injector.get('$timeout');
      heads = $injector.get('horizon.dashboard.project.freezer.session-page.head');
      drawing = angular.element('<div class="freezer-early"><script type="application/json" ' +
        'id="freezer-session-head">' + angular.toJson(fx.row('s')) + '</script></div>');
      angular.element(document.body).append(drawing);
    }));
    afterEach(() => {
      drawing.remove();
    });

    it('is taken once: afterwards it may be old', () => {
      expect(heads.take('s').description).toBe('session s');
      expect(heads.take('s')).toBe(null);
    });

    it('is not another session\'s', () => {
      expect(heads.take('t')).toBe(null);
    });

    it('goes once the same is drawn', () => {
      heads.replace();
      $timeout.flush(0);
      expect(document.querySelector('.freezer-early')).toBe(null);
      heads.replace();
      $timeout.verifyNoPendingTasks();
      expect(heads.take('s')).toBe(null);
    });
  });
})();
