(function() {
  'use strict';

  describe('freezer undo', () => {
    let undo, element, scope, performing, field;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      performing = [];
      undo = freezer('writes.undo').create({
        perform(calls) {
          const deferred = $q.defer();
          performing.push({calls, deferred});
          return deferred.promise;
        }
      });
      scope = $rootScope.$new();
      scope.undo = undo;
      element = $injector.get('$compile')(
        '<div><input type="text"><freezer-undo undo="undo"></freezer-undo></div>')(scope);
      angular.element(document.body).append(element);
      scope.$apply();
      field = element.find('input')[0];
    });
    afterEach(() => {
      scope.$destroy();
      element.remove();
      document.body.classList.remove('modal-open');
    });

    function push(words, calls) {
      undo.push(words, calls || [words]);
      scope.$apply();
    }

    function press(options, target) {
      return freezerFixtures.press(
        'z', Object.assign({ctrlKey: true}, options), target || document.body).defaultPrevented;
    }

    it('offers the newest, and performs its calls', () => {
      expect(element.find('button').length).toBe(0);
      push('orders is now in <b>Shop</b>.');
      push('mails is now in Shop.');
      expect(freezerFixtures.announced()).toBe('mails is now in Shop.');
      element.find('.freezer-undo-do').click();
      expect(performing[0].calls).toEqual(['mails is now in Shop.']);
    });

    it('takes one back after the other, by keys', () => {
      push('a');
      push('b');
      expect(press({})).toBe(true);
      press({});
      expect(performing.length).toBe(1);
      performing[0].deferred.resolve();
      scope.$apply();
      press({ctrlKey: false, metaKey: true});
      expect(performing[1].calls).toEqual(['a']);
      performing[1].deferred.resolve();
      scope.$apply();
      press({});
      expect(performing.length).toBe(2);
    });

    it('offers again what is worth another try', () => {
      push('orders is now in Shop.', ['one', 'two']);
      press({});
      performing[0].deferred.resolve(['two']);
      scope.$apply();
      expect(freezerFixtures.announced()).toBe('orders is now in Shop.');
      press({});
      expect(performing[1].calls).toEqual(['two']);
      performing[1].deferred.resolve([]);
      scope.$apply();
      press({});
      expect(performing.length).toBe(2);
    });

    it('leaves Ctrl-Z to fields and modals', () => {
      push('a');
      expect(press({}, field)).toBe(false);
      expect(press({shiftKey: true})).toBe(false);
      expect(press({key: 'x'})).toBe(false);
      document.body.classList.add('modal-open');
      expect(press({})).toBe(false);
      expect(performing.length).toBe(0);
    });

    it('goes away when told to, with the focus where it was', () => {
      field.focus();
      push('a');
      element.find('.freezer-undo-dismiss').focus().click();
      expect(undo.entry).toBe(null);
      expect(element.find('button').length).toBe(0);
      expect(document.activeElement).toBe(field);
      press({});
      expect(performing.length).toBe(1);
    });

    it('offers nothing where nothing can be done', () => {
      push('a', []);
      expect(undo.entry).toBe(null);
    });

    it('hears nothing any more when the page is gone', () => {
      push('a');
      scope.$destroy();
      press({});
      expect(performing.length).toBe(0);
    });
  });
})();
