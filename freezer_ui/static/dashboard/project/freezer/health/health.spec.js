(function() {
  'use strict';

  describe('freezer health', () => {
    let health, scope, element, answer;
    const problem = freezerFixtures.problem;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      health = freezer('health.service');
      spyOn(toasts, 'add');
      spyOn(api, 'getHealth').and.callFake(() => answer);
      spyOn(api, 'call').and.returnValue($q.when({undo: null}));
      scope = $rootScope.$new();
      scope.can = true;
      scope.changed = jasmine.createSpy('changed');
    });

    function found(problems) {
      answer = $q.when({items: problems, checked: {sessions: 1, jobs: 1}});
    }

    function draw(attributes) {
      element = freezerFixtures.draw('<freezer-health can-repair="can" ' +
        'on-change="changed(words, calls)" ' + (attributes || '') + '></freezer-health>', scope);
      toggle().filter('[aria-expanded=false]').trigger('click');
    }

    function toggle() {
      return element.find('.freezer-health-toggle');
    }

    function words() {
      return element.find('.freezer-problem-words').get().map(node => node.textContent);
    }

    it('is one line until it is opened, and on the page of a session at once open', () => {
      found([problem('ghost', 's', 'a')]);
      draw();
      toggle().trigger('click');
      expect(toggle().attr('aria-expanded')).toBe('false');
      expect(words()).toEqual([]);
      expect(element.find('#freezer-health-headline').text()).toContain('1 problem');
      element.remove();

      found([]);
      scope.own = [problem('drift', 's', 'b')];
      draw('session-id="s" members-problems="own"');
      expect(toggle().attr('aria-expanded')).toBe('true');
    });

    /** The modal of writes.bulkOperation, with what it is given in its place. */
    function agree(result) {
      spyOn($uibModal, 'open').and.callFake(options => {
        const spec = options.resolve.spec();
        const done = $q.all(spec.tasks.map(task => task.go()));
        agree.spec = spec;
        return {result: result || done.then(() => (
          {done: spec.tasks.length, total: spec.tasks.length, failures: [], stopped: false}))};
      });
    }

    it('is nothing on the screen while all is well', () => {
      found([]);
      draw();
      expect(element.text().trim()).toBe('');
      expect(api.getHealth).toHaveBeenCalledWith(undefined);
    });

    it('says that it could not check, and tries again', () => {
      answer = $q.reject({error: 'Slow.'});
      draw();
      expect(element.find('.freezer-health-failure').text()).toContain('Slow.');
      found([problem('ghost', 's', 'a')]);
      element.find('.freezer-health-retry').click();
      expect(element.find('.freezer-health-failure').length).toBe(0);
      toggle().trigger('click');
      expect(words()).toEqual(['job a has a problem: ghost.']);
    });

    it('groups by session, with links where there is a page', () => {
      found([problem('ghost', 's', 'a'), problem('drift', 't', 'b'), problem('drift', 's', 'c')]);
      scope.link = function(id) { return id === 's' ? '/page/s' : undefined; };
      draw('link="link"');
      expect(element.find('h2').text()).toBe('3 problems with jobs and their sessions');
      expect(element.find('h3').get().map(node => node.textContent.trim()))
        .toEqual(['session s', 'session t']);
      expect(element.find('h3 a').length).toBe(1);
      expect(words().map(each => each.slice(4, 5))).toEqual(['a', 'c', 'b']);
      expect(health.counts).toEqual({s: 2, t: 1});
      scope.$destroy();
      expect(health.counts).toEqual({});
    });

    it('shows a few of many, then all', () => {
      const many = [];
      for (let i = 0; i < 500; i++) {
        many.push(problem('drift', 's', 'j' + i));
      }
      found(many);
      draw();
      expect(words().length).toBe(5);
      element.find('.freezer-show-all').click();
      expect(words().length).toBe(500);
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-repair')[5]);
    });

    it('says what a repair will write before it is pressed', () => {
      found([problem('ghost', 's', 'a')]);
      draw();
      const button = element.find('.freezer-repair');
      expect(button.text()).toContain('Repair a');
      expect(element.find('#' + button.attr('aria-describedby')).text())
        .toBe('Puts job a right.');
    });

    it('offers a reader nothing to press', () => {
      scope.can = false;
      found([problem('ghost', 's', 'a'), problem('ghost', 's', 'b')]);
      draw();
      expect(element.find('button').not('.freezer-health-toggle, .freezer-hint-toggle').length)
        .toBe(0);
      element.find('.freezer-hint-toggle').click();
      expect(element.find('dfn').text()).toBe('ghostrepair');
      expect(words().length).toBe(2);
    });

    it('repairs by the call it was given, and hands on the way back', () => {
      const going = $q.defer();
      const back = {verb: 'DELETE', session_id: 's', job_id: 'a', body: null};
      found([problem('ghost', 's', 'a'), problem('ghost', 's', 'b')]);
      draw();
      api.call.and.returnValue(going.promise);
      answer = $q.defer().promise;
      element.find('.freezer-repair').first().click();
      expect(element.find('.freezer-repair').first().prop('disabled')).toBe(true);
      expect(api.call).toHaveBeenCalledWith(
        {verb: 'PUT', session_id: 's', job_id: 'a', body: {from: 's'}});
      going.resolve({undo: back});
      scope.$apply();
      expect(words()).toEqual(['job b has a problem: ghost.']);
      expect(scope.changed).toHaveBeenCalledWith('Repaired: job a.', [back]);
      expect(freezerFixtures.announced()).toContain('Repaired: job a. 1 problem');
      expect(api.getHealth.calls.count()).toBe(2);
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-repair')[0]);
    });

    it('keeps the focus when the last problem is repaired', () => {
      found([problem('ghost', 's', 'a')]);
      draw();
      found([]);
      element.find('.freezer-repair').click();
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-health')[0]);
    });

    it('says why a problem stays, by the session\'s name where the job has none', () => {
      found([problem('ghost', 's', 'a', {job_name: 'a'})]);
      draw();
      api.call.and.callFake(() => $q.reject({error: 'Busy.'}));
      element.find('.freezer-repair').click();
      expect(toasts.add).toHaveBeenCalledWith('error', 'Unable to repair session s. Busy.');
      expect(freezerFixtures.announced()).toBe('Unable to repair session s. Busy.');
      expect(scope.changed).toHaveBeenCalledWith(null, []);
      expect(words().length).toBe(1);
    });

    it('repairs all, after it said what will be written', () => {
      found([problem('ghost', 's', 'a'), problem('wedged', 's', null, {repairs: []}),
        problem('drift', 't', 'b')]);
      draw();
      expect(element.find('.freezer-repair-all').text()).toContain('Repair all 2 problems');
      agree();
      found([]);
      element.find('.freezer-repair-all').click();
      expect(agree.spec.ask.items).toEqual(
        [{words: 'Puts job a right.'}, {words: 'Puts job b right.'}]);
      expect(agree.spec.ask.start).toBe('Repair 2 problems');
      expect(agree.spec.tasks.map(task => task.name))
        .toEqual(['job a', 'job b']);
      expect(api.call.calls.count()).toBe(2);
      expect(scope.changed).toHaveBeenCalledWith('Repaired 2 problems.', []);
      expect(words()).toEqual([]);
    });

    it('repairs with progress what takes many calls', () => {
      found([problem('wedged', 's', null, {job_name: '', repairs: [
        {words: 'Repair', writes: 'All.', calls: [{job_id: 'a'}, {job_id: 'b'}]}]})]);
      draw();
      agree();
      element.find('.freezer-repair').click();
      expect(agree.spec.ask).toBe(null);
      expect(agree.spec.tasks.length).toBe(2);
      expect(scope.changed).toHaveBeenCalledWith('Repaired: session s.', []);
    });

    it('looks again after a repair that was not finished', () => {
      found([problem('ghost', 's', 'a'), problem('ghost', 's', 'b')]);
      draw();
      agree($q.when({done: 1, total: 2, failures: [], stopped: true}));
      element.find('.freezer-repair-all').click();
      expect(words().length).toBe(2);
      expect(scope.changed).toHaveBeenCalledWith(null, []);
      expect(api.getHealth.calls.count()).toBe(2);
    });

    it('has nothing to focus when its page is gone', () => {
      const repairing = $q.defer();
      found([problem('ghost', 's', 'a')]);
      draw();
      api.call.and.returnValue(repairing.promise);
      element.find('.freezer-repair').click();
      element.find('freezer-health').empty();
      repairing.resolve({});
      scope.$apply();
      $timeout.flush(0);
      expect(document.activeElement).toBe(document.body);
    });

    it('looks again when somebody asks for it', () => {
      found([]);
      draw();
      health.again();
      expect(api.getHealth.calls.count()).toBe(2);
    });

    it('shows the page\'s own problems at once, and each once', () => {
      scope.own = [problem('drift', 's', 'a'), problem('ghost', 's', 'b')];
      answer = $q.defer();
      const checking = answer;
      answer = checking.promise;
      draw('session-id="s" members-problems="own"');
      expect(api.getHealth).toHaveBeenCalledWith({session_id: 's'});
      expect(words().length).toBe(2);
      expect(element.find('h3').length).toBe(0);
      checking.resolve({items: [
        problem('drift', 's', 'a'), problem('ghost', 's', 'b'), problem('dangling', 's', 'c')]});
      scope.$apply();
      expect(words().length).toBe(3);
      scope.own = [problem('ghost', 's', 'b')];
      scope.$apply();
      expect(words().length).toBe(2);
      expect(health.counts).toEqual({});
    });
  });
})();
