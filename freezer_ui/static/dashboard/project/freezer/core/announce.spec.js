(function() {
  'use strict';

  describe('freezer announcer', () => {
    let scope;

    beforeEach(freezerFixtures.page);
    beforeEach(inject((_$compile_, $rootScope) => {
      scope = $rootScope.$new();
    }));

    function draw(html) {
      $compile(html)(scope);
      scope.$apply();
    }

    function announced() {
      return angular.element('.freezer-announcement p').map((at, each) => each.textContent).get();
    }

    it('has the one live region of the page, before anything is said', () => {
      expect(angular.element('[aria-live]').length).toBe(1);
      expect(announced()).toEqual([]);
    });

    it('tells what an element says, whenever that changes', () => {
      scope.count = 1;
      draw('<p freezer-announce><i></i> <b ng-bind="count"></b>\n  <span>chosen</span></p>');
      expect(announced()).toEqual(['1 chosen']);
      scope.$apply();
      expect(announced()).toEqual(['1 chosen']);
      scope.$apply('count = 2');
      expect(announced()).toEqual(['1 chosen', '2 chosen']);
    });

    it('tells what an expression says, as text, and keeps the last three', () => {
      draw('<div freezer-announce="news">Not this.</div>');
      expect(announced()).toEqual([]);
      ['One.', 'Two.', '', 'Three.', 'Four <b>.'].forEach(words => {
        scope.news = words;
        scope.$apply();
      });
      expect(announced()).toEqual(['Two.', 'Three.', 'Four <b>.']);
    });

    it('is heard beside an open modal, which hides the rest of the page', () => {
      draw('<p freezer-announce="news"></p>');
      $uibModal.open({template: '<p>A dialog</p>'});
      scope.$apply();
      expect(angular.element('.freezer-announcement').attr('aria-hidden')).toBe('true');
      scope.$apply('news = "Two backups selected."');
      expect(angular.element('.freezer-announcement').attr('aria-hidden')).toBeUndefined();
    });
  });
})();
