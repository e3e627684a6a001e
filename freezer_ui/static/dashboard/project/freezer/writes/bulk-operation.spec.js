(function() {
  'use strict';

  describe('freezer bulk operation', () => {
    let work;
    let instance, element;
    const base = 'horizon.dashboard.project.freezer.writes.';

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      work = freezer('writes.bulkOperation');
      instance = jasmine.createSpyObj('instance', ['close', 'dismiss']);
      element = null;
    });
    afterEach(() => {
      if (element) {
        element.remove();
      }
    });

    function draw(spec) {
      const scope = $rootScope.$new();
      scope.ctrl = $controller(base + 'BulkOperationController',
                               {$scope: scope, $uibModalInstance: instance, spec});
      element = freezerFixtures.draw('<div class="freezer-work">' +
        freezerFixtures.template('writes/bulk-operation') + '</div>', scope);
    }

    function task(name, promise) {
      return {name, go: jasmine.createSpy(name).and.returnValue(promise)};
    }

    it('opens no modal for nothing', () => {
      let outcome;
      spyOn($uibModal, 'open');
      work.open({tasks: []}).then(result => { outcome = result; });
      $rootScope.$apply();
      expect(outcome.total).toBe(0);
      expect($uibModal.open).not.toHaveBeenCalled();
    });

    it('writes nothing before the user agrees', () => {
      const one = task('one', $q.when());
      draw({title: 'T', working: 'W', tasks: [one], ask: {
        words: 'This:', items: [{words: '<b>one</b>'}], start: 'Go'}});
      expect(element.find('li').text()).toContain('<b>one</b>');
      expect(one.go).not.toHaveBeenCalled();
      element.find('.btn-default').click();
      expect(instance.dismiss).toHaveBeenCalled();
      element.find('.freezer-work-start').click();
      expect(one.go).toHaveBeenCalled();
      expect(instance.close.calls.argsFor(0)[0].done).toBe(1);
    });

    it('shows how far it is, and lets the user stop', () => {
      const going = $q.defer();
      draw({title: 'T', working: 'Writing', tasks: [task('one', going.promise),
        task('two', $q.when())]});
      expect(element.text()).toContain('0 of 2');
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-batch-stop')[0]);
      element.find('.freezer-batch-stop').click();
      going.resolve();
      $rootScope.$apply();
      expect(element.find('.freezer-work-summary').text()).toContain('Stopped after 1 of 2');
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-work-close')[0]);
      element.find('.freezer-work-close').click();
      expect(instance.close).toHaveBeenCalled();
    });

    it('begins nothing more when its page is gone', () => {
      const going = $q.defer();
      const two = task('two', $q.when());
      draw({title: 'T', working: 'W', tasks: [task('one', going.promise), two]});
      element.scope().$destroy();
      going.resolve();
      $rootScope.$apply();
      expect(two.go).not.toHaveBeenCalled();
    });

    it('names each failure once, and what holds in spite of it', () => {
      draw({title: 'T', working: 'W', context: 'The rest is saved.', tasks: [
        task('one', $q.reject({error: 'Busy.'})), task('two', $q.when())]});
      expect(instance.close).not.toHaveBeenCalled();
      expect(element.find('.freezer-work-summary').text()).toContain('1 of 2 done.');
      expect(element.find('.freezer-work-summary').text()).toContain('The rest is saved.');
      expect(element.find('.freezer-work-failure').text().replace(/\s+/g, ' ').trim())
        .toBe('one · Busy.');
      expect(element.find('.freezer-work-again').length).toBe(0);
    });

    it('tries again what failed and what was not begun, where that is offered', () => {
      const busy = task('busy', $q.reject({error: 'Busy.'}));
      const done = task('done', $q.when());
      const waiting = task('waiting', $q.when());
      const going = $q.defer();
      draw({title: 'T', working: 'W', again: true, tasks: [busy, done, task('slow', going.promise),
        waiting]});
      element.find('.freezer-batch-stop').click();
      going.resolve();
      $rootScope.$apply();
      expect(element.find('.freezer-work-summary').text()).toContain('Stopped after 2 of 4');
      busy.go.and.returnValue($q.when());
      element.find('.freezer-work-again').click();
      expect([busy, done, waiting].map(each => each.go.calls.count()))
        .toEqual([2, 1, 1]);
      expect(instance.close.calls.argsFor(0)[0]).toEqual(
        jasmine.objectContaining({done: 4, total: 4, failures: [], stopped: false}));
    });
  });
})();
