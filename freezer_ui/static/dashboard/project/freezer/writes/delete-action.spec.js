(function() {
  'use strict';

  describe('freezer removal', () => {
    let deleting, items, removal, result;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      removal = freezer('writes.deleteAction');
      spyOn(toasts, 'add');
      deleting = [];
      items = Array.from({length: 200}, (none, at) => ({id: 'j' + at, name: '<b>j' + at + '</b>'}));
    });

    function open(chosen) {
      result = undefined;
      removal.remove(chosen, {
        type: 'OS::Test',
        words: count => ({title: 'Confirm', body: 'They go.', submit: 'Delete',
          working: 'Deleting…', done: ngettext('Deleted %(name)s.', 'Deleted %(count)s.', count)}),
        remove: () => {
          deleting.push($q.defer());
          return deleting[deleting.length - 1].promise;
        },
        onDeleted: item => { item.isGone = true; }
      }).then(told => { result = told; }, why => { result = why; });
      $rootScope.$apply();
      $timeout.flush();
    }

    function modal(part) {
      return angular.element('.freezer-work ' + (part || ''));
    }

    function start() {
      modal('.freezer-work-start').click();
    }

    function settle(error) {
      const last = deleting[deleting.length - 1];
      (error ? last.reject : last.resolve)({error});
      $rootScope.$apply();
    }

    it('names what goes, as text, and does nothing unless confirmed', () => {
      open(items);
      expect(modal('.freezer-work-list li').length).toBe(200);
      expect(modal('.freezer-work-list li').first().text().trim()).toBe('<b>j0</b>');
      expect(modal('.freezer-work-start').hasClass('btn-danger')).toBe(true);
      // Enter is not to delete them by chance
      expect(modal('[autofocus]').text()).toBe('Cancel');
      freezerFixtures.press('Escape', {}, modal('.modal-footer')[0]);
      $rootScope.$apply();
      expect([result, deleting.length]).toEqual(['cancel', 0]);
    });

    it('shows how far it is, and is told with one word when all are gone', () => {
      open(items);
      start();
      expect(modal('.freezer-batch-count').text()).toBe('0 of 200');
      expect(deleting.length).toBe(1);
      items.forEach(() => settle());
      expect(toasts.add.calls.allArgs()).toEqual([['success', 'Deleted 200.']]);
      expect(result.deleted.length).toBe(200);
      expect(items.every(item => item.isGone)).toBe(true);
    });

    it('can be stopped: what was not begun is in neither list', () => {
      open(items);
      start();
      settle();
      modal('.freezer-batch-stop').click();
      settle('It is running.');
      expect(deleting.length).toBe(2);
      expect(modal('.freezer-work-summary').text()).toContain('Stopped after 1 of 200.');
      expect(modal('.freezer-work-failure').text()).toContain('It is running.');
      modal('.freezer-work-close').click();
      $rootScope.$apply();
      expect([result.deleted.length, result.failed.length]).toEqual([1, 1]);
      expect(toasts.add).not.toHaveBeenCalled();
    });

    it('tells all failures at once, and tries those again', () => {
      open(items.slice(0, 3));
      start();
      settle('Busy.');
      settle();
      settle('It is <b>running</b>.');
      expect(modal('.freezer-work-failure').length).toBe(2);
      expect(modal('.freezer-work-failure').last().text()).toContain('It is <b>running</b>.');
      modal('.freezer-work-again').click();
      settle();
      settle();
      expect(result.deleted.map(each => each.id)).toEqual(['j0', 'j1', 'j2']);
      expect(toasts.add.calls.allArgs()).toEqual([['success', 'Deleted 3.']]);
    });

    it('says of one by its name that it is gone, or why not', () => {
      open(items[0]);
      start();
      settle('It is running.');
      expect(modal('.freezer-work-summary').text().replace(/\s+/g, ' ').trim())
        .toBe('Not done: <b>j0</b> · It is running.');
      modal('.freezer-work-again').click();
      settle();
      expect(toasts.add.calls.allArgs()).toEqual([['success', 'Deleted <b>j0</b>.']]);
    });
  });
})();
