(function() {
  'use strict';

  describe('freezer checks', () => {
    const fx = freezerFixtures;
    let checks, changes, spec, asked, reading;

    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(() => {
      checks = freezer('verdict-checks.service');
      changes = freezer('core.sessionChanges');
      jasmine.clock().install().mockDate(new Date());
      asked = [];
      reading = 1;
      spec = {
        ask: jasmine.createSpy('ask').and.callFake(() => {
          asked.push($q.defer());
          return asked[asked.length - 1].promise;
        }),
        take: jasmine.createSpy('take'),
        stamp() { return reading; }
      };
    });
    afterEach(() => {
      jasmine.clock().uninstall();
      $verifyNoPendingTasks('$timeout');
    });

    function pass(time) {
      jasmine.clock().tick(time);
      $timeout.flush(time);
    }

    function answer(number, rows) {
      asked[number].resolve(rows);
      $rootScope.$apply();
    }

    function ids() {
      return spec.ask.calls.allArgs().map(args => args[0]);
    }

    it('ask at once for what is drawn together, so many in one request', () => {
      const check = checks.create(spec);
      for (let n = 0; n < 30; n++) {
        check.want('s' + n);
      }
      pass(50);
      expect(ids().map(each => each.length)).toEqual([24]);
      const rows = [fx.row('s0')];
      answer(0, rows);
      expect(spec.take).toHaveBeenCalledWith(rows);
      pass(50);
      expect(ids()[1].length).toBe(6);
      answer(1, []);
    });

    it('ask again for what is still in doubt, but not in a hurry', () => {
      const check = checks.create(spec);
      check.want('s');
      pass(50);
      answer(0, [fx.row('s', {confirmed: false})]);
      check.want('s');
      pass(50);
      expect(ids()).toEqual([['s']]);
      pass(950);
      expect(ids()).toEqual([['s'], ['s']]);
      answer(1, [fx.row('s', {confirmed: false})]);
      check.want('s');
      pass(1500);
      expect(ids().length).toBe(2);
      pass(500);
      answer(2, [fx.row('s', {confirmed: true})]);
      // something new
      check.want('s');
      pass(50);
      expect(ids().length).toBe(4);
      answer(3, []);
    });

    it('show no answer from before a newer reading', () => {
      const check = checks.create(spec);
      check.want('s');
      pass(50);
      reading = 2;
      answer(0, [fx.row('s')]);
      expect(spec.take).not.toHaveBeenCalled();
    });

    it('go on after a failure', () => {
      const check = checks.create(spec);
      check.want('s');
      pass(50);
      check.want('t');
      asked[0].reject({error: 'down'});
      $rootScope.$apply();
      pass(50);
      expect(ids()).toEqual([['s'], ['t']]);
      answer(1, []);
      pass(950);
      expect(ids()).toEqual([['s'], ['t'], ['s']]);
      answer(2, []);
    });

    it('end with their page', () => {
      const check = checks.create(spec);
      check.want('s');
      pass(50);
      check.want('t');
      check.stop();
      answer(0, [fx.row('s')]);
      expect(spec.take).not.toHaveBeenCalled();
      check.want('u');
      const late = checks.create(spec);
      late.want('s');
      late.stop();
      expect(ids()).toEqual([['s']]);
    });

    it('are asked for by what is drawn and in doubt', () => {
      const scope = $rootScope.$new();
      const seen = [];
      scope.$on(checks.IN_SIGHT, (event, id) => { seen.push(id); });
      scope.rows = [fx.row('s', {confirmed: false}), fx.row('t', {confirmed: true})];
      $compile('<i ng-repeat="row in rows track by row.id" freezer-verdict-check="row"></i>')(
        scope);
      scope.$apply();
      scope.$apply();
      expect(seen).toEqual(['s']);
      // read again, and still in doubt
      scope.rows = [fx.row('s', {confirmed: false}), fx.row('t', {confirmed: false})];
      scope.$apply();
      expect(seen).toEqual(['s', 's', 't']);
      scope.rows = [];
      scope.$apply();
      scope.$destroy();
    });

    describe('news', () => {
      function row(state, words) {
        return fx.row('s', {verdict: {state, words}});
      }
      const complete = row('complete', 'Complete: tag 4');
      const checking = row('checking', 'Checking tag 5…');
      const next = row('complete', 'Complete: tag 5');

      it('are what became of a session, not that it is being checked', () => {
        expect(changes.news([complete], [checking])).toBe('');
        const remembered = changes.remember([complete], [checking]);
        expect(remembered).toEqual([complete]);
        expect(changes.news(remembered, [next])).toBe('session s: Complete: tag 5.');
      });

      it('are not what it was when nobody had known that', () => {
        expect(changes.news([checking], [next])).toBe('');
        expect(changes.remember(null, [checking])).toEqual([checking]);
      });

      it('are looked for again when a row is in doubt again', () => {
        const known = fx.row('s', {confirmed: true});
        expect(changes.signature([known])).not.toBe(
          changes.signature([fx.row('s', {confirmed: false})]));
      });
    });
  });
})();
