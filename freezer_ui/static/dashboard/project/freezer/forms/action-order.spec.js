(function() {
  'use strict';

  describe('freezer order of actions', () => {
    let scope, element;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      scope = $rootScope.$new();
      scope.chosen = ['One', 'Two', 'Three'].map((name, at) =>
        ({id: 'a' + (at + 1), name, action: 'backup'}));
      scope.all = scope.chosen.map(each => Object.assign({refused: null}, each));
      scope.changed = jasmine.createSpy('changed');
      element = freezerFixtures.draw('<freezer-action-order chosen="chosen" all="all"' +
        ' on-change="changed()"></freezer-action-order>', scope);
    });

    function names() {
      return scope.chosen.map(each => each.name);
    }

    function row(index) {
      return element.find('.freezer-job-action')[index];
    }

    /** At the lower or the upper quarter of a row. */
    function drag(name, index, part) {
      const box = row(index).getBoundingClientRect();
      const event = new DragEvent(name, {bubbles: true, cancelable: true,
        dataTransfer: new DataTransfer(), clientY: box.top + box.height * part});
      row(index).dispatchEvent(event);
      return event;
    }

    it('drops an action where the line is', () => {
      drag('dragstart', 0, 0.5);
      expect(element.find('.freezer-job-dragged').text()).toContain('One');
      expect(drag('dragover', 2, 0.25).defaultPrevented).toBe(true);
      expect(element.find('.freezer-job-before').text()).toContain('Three');
      drag('dragover', 2, 0.75);
      expect(element.find('.freezer-job-after').text()).toContain('Three');
      drag('drop', 2, 0.75);
      expect(names()).toEqual(['Two', 'Three', 'One']);
      expect(scope.changed).toHaveBeenCalledTimes(1);
      expect(freezerFixtures.announced()).toBe('One runs at position 3 of 3.');
      expect(element.find('.freezer-job-dragged, .freezer-job-after').length).toBe(0);
      drag('dragstart', 2, 0.5);
      drag('drop', 0, 0.25);
      expect(names()).toEqual(['One', 'Two', 'Three']);
    });

    it('leaves an action that is let go where it was, or outside', () => {
      drag('dragstart', 1, 0.5);
      drag('dragover', 1, 0.25);
      drag('drop', 1, 0.25);
      drag('dragstart', 1, 0.5);
      drag('dragover', 2, 0.75);
      drag('dragend', 1, 0.5);
      expect(element.find('.freezer-job-dragged, .freezer-job-after').length).toBe(0);
      expect(drag('drop', 2, 0.75).defaultPrevented).toBe(false);
      expect(names()).toEqual(['One', 'Two', 'Three']);
      expect(scope.changed).not.toHaveBeenCalled();
    });

    it('takes no drag that began elsewhere', () => {
      expect(drag('dragover', 0, 0.5).defaultPrevented).toBe(false);
    });

    it('moves by arrow keys, keeps the focus and says where the action is', () => {
      freezerFixtures.press('ArrowDown', {}, row(0));
      scope.$apply();
      $timeout.flush(0);
      expect(names()).toEqual(['Two', 'One', 'Three']);
      expect(freezerFixtures.announced()).toBe('One runs at position 2 of 3.');
      expect($document[0].activeElement).toBe(element.find('.freezer-job-down')[1]);
    });

    it('listens to nothing when it is gone', () => {
      const before = names();
      const order = element.find('freezer-action-order')[0];
      spyOn(order, 'removeEventListener').and.callThrough();
      scope.$destroy();
      expect(order.removeEventListener.calls.allArgs().map(each => each[0]).sort())
        .toEqual(['dragend', 'dragover', 'dragstart', 'drop']);
      expect(names()).toEqual(before);
    });
  });
})();
