(function() {
  'use strict';

  describe('freezer offers', () => {
    let scope, element, offers, changesAt, failure;
    const fx = freezerFixtures;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      failure = null;
      changesAt = null;
      offers = [
        {kind: 'run', words: 'Run now', tag: 4, refused: null,
          writes: ['<b>a</b> will run.', 'Then it is as before.']},
        {kind: 'retry', words: 'Retry what failed', tag: 4, refused: null, writes: ['A copy.']},
        {kind: 'end', words: 'End the stuck run', tag: 4, refused: 'Not stuck.', writes: []}
      ];
      spyOn(api, 'getOffers').and.callFake(() => failure
          ? $q.reject(failure) : $q.when({offers, read: 1000, changes_at: changesAt}));
      scope = $rootScope.$new();
      scope.session = fx.session('s', {version: '1'});
      scope.can = {run: true};
      scope.acting = {pending: null};
      scope.done = jasmine.createSpy('done');
      draw();
    });

    function draw(page) {
      element = fx.draw('<freezer-run-actions session="session" can="can" acting="acting" ' +
                        'on-done="done()"></freezer-run-actions>', page || scope);
    }

    it('opens what the address asks for, once that may be done', () => {
      function ask(asked) {
        $location.search({do: asked});
        scope.can = {};
        scope.session = fx.session('s', {verdict: {state: 'incomplete', words: 'x'}});
        draw();
      }

      ask('retry');
      expect(api.getOffers).not.toHaveBeenCalled();
      scope.can = {run: true};
      scope.$apply();
      expect(api.getOffers.calls.count()).toBe(1);
      expect(text('-list')).toContain('Retry what failed');
      // not for this run, and nothing that there is
      ['end', 'everything'].forEach(ask);
      scope.can = {run: true};
      scope.$apply();
      expect(api.getOffers.calls.count()).toBe(1);
      $location.search({});
    });

    function toggle() {
      element.find('.freezer-offers-toggle').click();
    }

    function go(kind) {
      element.find('[data-kind="' + kind + '"] .freezer-offer-go').click();
    }

    function become(more) {
      scope.session = fx.session('s', more);
      scope.$apply();
    }

    function text(part) {
      return element.find('.freezer-offers' + part).text();
    }

    const CALL = {verb: 'PUT', session_id: 's', job_id: 'a', body: {from: 's'}};

    function runs() {
      spyOn(api, 'act').and.returnValue($q.when({
        words: 'It runs at 02:00.', session: {id: 's', name: 'S'}, at: 1, give_back: [CALL],
        over_in: 300
      }));
      toggle();
      go('run');
    }

    it('says what will be written before it is', () => {
      spyOn(api, 'act');
      toggle();
      expect(api.getOffers).toHaveBeenCalledWith('s');
      expect(element.find('[data-kind="run"] li').first().text()).toBe('<b>a</b> will run.');
      expect(element.find('[data-kind="end"]').text()).toContain('Not stuck.');
      expect(element.find('[data-kind="end"] .freezer-offer-go').length).toBe(0);
      expect(api.act).not.toHaveBeenCalled();
      toggle();
      expect(element.find('.freezer-offer').length).toBe(0);
    });

    it('offers only what the user may do', () => {
      scope.can = {create: true};
      scope.$apply();
      expect(element.find('.freezer-offers').length).toBe(0);
      scope.can = {run: true};
      scope.$apply();
      toggle();
      expect(element.find('.freezer-offer').length).toBe(3);
      scope.can = {};
      scope.$apply();
      expect(element.find('.freezer-offers').length).toBe(0);
    });

    function icon(name) {
      return element.find('.freezer-offers-toggle .fa').hasClass(name);
    }

    it('is called after how the run is', () => {
      expect(text('-toggle')).toContain('Run now');
      expect(icon('fa-play')).toBe(true);
      become({verdict: {state: 'running', words: ''}});
      expect(text('-toggle')).toContain('End a stuck run');
      expect([icon('fa-play'), icon('fa-stop')]).toEqual([false, true]);
      become({verdict: {state: 'incomplete', words: ''},
        counts: {members: 3, failed: 1, missing: 1, late: 0}});
      expect(text('-toggle')).toContain('Retry 2 failed');
      expect([icon('fa-play'), icon('fa-stop')]).toEqual([true, false]);
    });

    it('has a button for a run and one for a retry, each with what it is for', () => {
      become({verdict: {state: 'incomplete', words: ''}});
      element.find('.freezer-offers-toggle[data-kind="retry"]').click();
      expect(kinds()).toEqual(['retry', 'end']);
      element.find('.freezer-offers-toggle[data-kind="run"]').click();
      expect(kinds()).toEqual(['run', 'end']);
      element.find('.freezer-offers-toggle[data-kind="run"]').click();
      expect(kinds()).toEqual([]);
    });

    function kinds() {
      return element.find('.freezer-offer').toArray().map(each => each.getAttribute('data-kind'));
    }

    it('says why it cannot look, and looks again', () => {
      failure = {status: 502, error: 'Freezer does not answer.'};
      toggle();
      expect(text('-list')).toContain('Freezer does not answer.');
      failure = null;
      element.find('.freezer-offers-list button').click();
      expect(element.find('.freezer-offer').length).toBe(3);
    });

    it('keeps no failure of the button that was pressed before', () => {
      failure = {status: 502, error: 'Freezer does not answer.'};
      toggle();
      toggle();
      api.getOffers.and.returnValue($q.defer().promise);
      toggle();
      expect(text('-list')).not.toContain('Freezer does not answer.');
    });

    it('looks again when the run is another, not at each refresh', () => {
      toggle();
      become({version: '1'});
      expect(api.getOffers).toHaveBeenCalledTimes(1);
      become({version: '2'});
      expect(api.getOffers).toHaveBeenCalledTimes(2);
    });

    it('looks again when the hold-off is over, and no more after that', () => {
      offers[0].refused = 'Its last run is too recent.';
      changesAt = 1090;
      toggle();
      offers[0].refused = null;
      changesAt = null;
      $timeout.flush(89999);
      expect(element.find('[data-kind="run"] .freezer-offer-go').length).toBe(0);
      $timeout.flush(1);
      expect(element.find('[data-kind="run"] .freezer-offer-go').length).toBe(1);
      $timeout.verifyNoPendingTasks();
      expect(api.getOffers).toHaveBeenCalledTimes(2);
    });

    it('waits a day at most, and looks for nobody once it is closed', () => {
      changesAt = 1e15;
      toggle();
      $timeout.flush(86400000);
      expect(api.getOffers).toHaveBeenCalledTimes(2);
      toggle();
      $timeout.flush(86400000);
      expect(api.getOffers).toHaveBeenCalledTimes(2);
    });

    it('waits no more when the page is gone', () => {
      changesAt = 1090;
      toggle();
      // leaks.mock.js looks
      expect(api.getOffers).toHaveBeenCalledTimes(1);
    });

    it('gives back what a run now changed, once that run is over', () => {
      spyOn(api, 'call').and.returnValue($q.when({}));
      runs();
      expect(api.act).toHaveBeenCalledWith('s', {
        kind: 'run', tag: 4, id: jasmine.stringMatching(/^[0-9a-f]{32}$/)});
      expect(text('-said')).toContain('It runs at 02:00.');
      expect(text('-pending').length).toBeGreaterThan(0);
      expect(scope.done).toHaveBeenCalledTimes(1);
      become({session_tag: 4});
      become({session_tag: 5, verdict: {state: 'running', words: ''}});
      expect(api.call).not.toHaveBeenCalled();
      become({session_tag: 5});
      expect(api.call).toHaveBeenCalledWith(CALL);
      expect(scope.acting.pending).toBe(null);
      expect(text('-said')).toContain('back on their session');
    });

    it('gives back in time where no job could begin a run', () => {
      spyOn(api, 'call').and.returnValue($q.when({}));
      runs();
      $timeout.flush(299000);
      expect(api.call).not.toHaveBeenCalled();
      become({session_tag: 4, verdict: {state: 'running', words: ''}});
      $timeout.flush(1000);
      expect(api.call).not.toHaveBeenCalled();
      become({session_tag: 4});
      expect(api.call).toHaveBeenCalledWith(CALL);
      expect(scope.acting.pending).toBe(null);
    });

    it('gives back once, also when asked again meanwhile', () => {
      const giving = $q.defer();
      spyOn(api, 'call').and.returnValue(giving.promise);
      runs();
      become({session_tag: 5});
      become({session_tag: 5, version: '2'});
      expect(api.call).toHaveBeenCalledTimes(1);
      giving.resolve({});
      scope.$apply();
      expect(scope.acting.pending).toBe(null);
    });

    it('keeps what could not be given back', () => {
      spyOn(api, 'call').and.callFake(() => $q.reject({status: 409, error: 'job a is running.'}));
      runs();
      element.find('.freezer-offers-give').click();
      expect(text('-pending')).toContain('job a is running.');
      expect(scope.acting.pending.calls).toEqual([CALL]);
      api.call.and.returnValue($q.when({}));
      element.find('.freezer-offers-give').click();
      expect(scope.acting.pending).toBe(null);
    });

    it('neither reads nor waits when the answer comes after the page was left', () => {
      ['resolve', 'reject'].forEach(outcome => {
        const acting = $q.defer();
        api.act = jasmine.createSpy('act').and.returnValue(acting.promise);
        const page = scope.$new();
        draw(page);
        toggle();
        go('run');
        const asked = api.getOffers.calls.count();
        page.$destroy();
        acting[outcome]({words: 'It runs.', session: {id: 's'}, give_back: [CALL], over_in: 300,
          error: 'Late.'});
        $rootScope.$apply();
        expect(api.getOffers.calls.count()).toBe(asked);
        expect(scope.done).not.toHaveBeenCalled();
        // leaks.mock.js looks for timers
      });
    });

    it('leads to the session of a retry', () => {
      spyOn(api, 'act').and.returnValue($q.when({
        words: 'It runs soon.', session: {id: 'new', name: 'Retry'}, at: null, give_back: []
      }));
      toggle();
      go('retry');
      expect(element.find('.freezer-offers-follow').attr('href')).toContain('freezer_sessions/new');
      expect(scope.acting.pending).toBe(null);
    });

    it('says why it was refused, and how things are now', () => {
      spyOn(api, 'act').and.callFake(() =>
        $q.reject({status: 409, error: 'The session has changed meanwhile.'}));
      toggle();
      go('run');
      expect(text('-said')).toContain('has changed meanwhile');
      expect(api.getOffers).toHaveBeenCalledTimes(2);
      expect(element.find('.freezer-offer').length).toBe(3);
    });
  });
})();
