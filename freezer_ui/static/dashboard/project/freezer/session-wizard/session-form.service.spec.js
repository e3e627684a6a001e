(function() {
  'use strict';

  describe('freezer workflow model', () => {
    const fx = freezerFixtures;
    let model;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      model = freezer('session-wizard.sessionForm').create();
    });
    afterEach(() => {
      model.close();
    });

    function keep(promise) {
      const outcome = {};
      promise.then(data => { outcome.data = data; },
                   failure => { outcome.failure = failure; });
      $rootScope.$apply();
      return outcome;
    }

    function ids(list) {
      return list.map(each => each.id);
    }

    it('goes on asking for the dialog that is open, when the one before it is closed', () => {
      const other = freezer('session-wizard.sessionForm').create();
      spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview()));
      keep(other.initialize(null));
      keep(model.initialize(null));
      model.spec.schedule.count = '6';
      model.preview();
      other.close();
      $timeout.flush(400);
      expect(api.previewSchedule).toHaveBeenCalledTimes(1);
    });

    describe('for a new session', () => {
      let field;

      /** As the wizard does. */
      function submit() {
        return keep(model.submit().catch(failure => {
          field = model.errors.refuse(failure);
          return $q.reject(failure);
        }));
      }

      beforeEach(() => {
        keep(model.initialize(null));
      });

      it('sends the session as the user wants it', () => {
        spyOn(api, 'createSession').and.returnValue($q.when({id: 'new'}));
        model.spec.description = 'Web shop';
        model.spec.hold_off = ' 60 ';
        model.spec.schedule.count = '6';
        model.addJob(fx.job('b'));
        expect(keep(model.submit()).data).toEqual({id: 'new'});
        expect(api.createSession).toHaveBeenCalledWith({
          description: 'Web shop', hold_off: 60, schedule: {schedule_interval: '6 hours'},
          as_calendar: true
        });
      });

      it('lets the server judge a hold-off that is no number', () => {
        spyOn(api, 'createSession').and.returnValue($q.when({}));
        model.spec.hold_off = 'soon';
        keep(model.submit());
        expect(api.createSession.calls.argsFor(0)[0].hold_off).toBe('soon');
        model.spec.hold_off = '';
        keep(model.submit());
        expect('hold_off' in api.createSession.calls.argsFor(1)[0]).toBe(false);
      });

      it('keeps each field\'s sentence, shows the step, and rejects again', () => {
        const failure = {status: 400, error: 'Not below 0.', field: 'hold_off', detail: {
          hold_off: 'Not below 0.', schedule_interval: 'Not 0.'}};
        spyOn(api, 'createSession').and.returnValue($q.reject(failure));
        expect(submit().failure).toBe(failure);
        expect(model.error('hold_off')).toBe('Not below 0.');
        expect(model.error('schedule_interval')).toBe('Not 0.');
        expect(model.error('description')).toBe(null);
        expect([model.stepOf(field), field]).toEqual(['freezerSessionDetails', 'hold_off']);
        model.touched('hold_off');
        expect(model.error('hold_off')).toBe(null);
      });

      it('shows the step of the schedule for its fields', () => {
        const spy = spyOn(api, 'createSession');
        spy.and.returnValue($q.reject({status: 400, error: 'x', field: 'schedule_end_date'}));
        submit();
        expect([model.stepOf(field), field])
          .toEqual(['freezerSessionSchedule', 'schedule_end_date']);
      });

      it('stays where it is for a failure of no field, and creates no second session', () => {
        const refused = {status: 400, error: 'Not below 0.', field: 'hold_off'};
        const slow = {status: 504, error: 'Slow.', field: null, detail: 'connect timeout'};
        const failures = [refused, slow, refused, slow];
        spyOn(api, 'createSession').and.callFake(() => $q.reject(failures.shift()));
        submit();
        expect(submit().failure.error).toBe('Slow.');
        expect(field).toBe(null);
        submit();
        submit();
        expect(api.createSession.calls.allArgs().map(([body]) => body.again))
          .toEqual([undefined, undefined, true, true]);
      });
    });

    describe('for an edit', () => {
      beforeEach(() => {
        spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s', {
          members: [fx.member('a')], schedule: {schedule_interval: '6 hours', schedule_hour: '1'}
        })));
        keep(model.initialize({id: 's'}));
      });

      it('begins with the session as it is now', () => {
        expect(api.getSession).toHaveBeenCalledWith('s');
        expect(model.spec.description).toBe('session s');
        expect(model.spec.hold_off).toBe('60');
        expect(model.spec.schedule.kind).toBe('raw');
        expect(ids(model.members)).toEqual(['a']);
      });

      it('sends only what was changed', () => {
        spyOn(api, 'updateSession').and.returnValue($q.when({id: 's'}));
        model.spec.description = 'Other';
        keep(model.submit());
        expect(api.updateSession).toHaveBeenCalledWith(
          's', {description: 'Other', version: 'version'});
        model.spec.schedule.kind = 'none';
        keep(model.submit());
        expect(api.updateSession.calls.mostRecent().args[1])
          .toEqual({description: 'Other', schedule: {}, as_calendar: true, version: 'version'});
      });

      it('asks nothing when nothing was changed', () => {
        spyOn(api, 'updateSession');
        expect(keep(model.submit()).data.id).toBe('s');
        expect(model.unchanged).toBe(true);
        expect(api.updateSession).not.toHaveBeenCalled();
      });

      it('writes no session when only its jobs were changed', () => {
        spyOn(api, 'updateSession');
        model.removeJob(model.members[0]);
        expect(keep(model.submit()).data.id).toBe('s');
        expect(model.unchanged).toBe(false);
        expect(api.updateSession).not.toHaveBeenCalled();
      });

      /** What somebody else saved meanwhile. */
      function theirs(more) {
        return fx.session('s', Object.assign({
          members: [fx.member('a')], form_version: 'v2',
          schedule: {schedule_interval: '6 hours', schedule_hour: '1'}
        }, more));
      }

      function refuse(more) {
        spyOn(api, 'updateSession').and.returnValues($q.reject(
          {status: 409, error: 'Changed.', detail: theirs(more)}), $q.when({id: 's'}));
      }

      function shown() {
        return model.differences.map(each => [each.label, each.mine, each.theirs]);
      }

      it('shows what somebody else saved meanwhile, and then saves what the user changed', () => {
        refuse({description: 'Theirs', hold_off: 30});
        model.spec.hold_off = '90';
        expect(keep(model.submit()).failure.error).toBe('Changed.');
        expect(shown()).toEqual([
          ['Description', 'Theirs', 'Theirs'], ['Hold-off', '90', 30]]);
        expect(model.spec.description).toBe('Theirs');
        keep(model.submit());
        expect(api.updateSession.calls.mostRecent().args)
          .toEqual(['s', {hold_off: 90, version: 'v2'}]);
        expect(model.differences).toEqual([]);
      });

      it('gives way to what somebody else saved', () => {
        refuse({description: 'Theirs'});
        const schedule = model.spec.schedule;
        model.spec.description = 'Mine';
        model.addJob(fx.job('p'));
        keep(model.submit());
        model.takeTheirs();
        expect(model.spec.description).toBe('Theirs');
        expect(model.spec.schedule).toBe(schedule);
        expect([ids(model.members), model.coming]).toEqual([['a'], {}]);
        expect(model.differences).toEqual([]);
        expect(keep(model.submit()).data.form_version).toBe('v2');
        expect(model.unchanged).toBe(true);
      });

      it('keeps a new schedule and the chosen jobs, whatever else was saved', () => {
        refuse({
          schedule: {schedule_interval: '2 hours'}, schedule_words: 'every 2 hours',
          members: [fx.member('a'), fx.member('b')]
        });
        model.spec.schedule.kind = 'none';
        model.addJob(fx.job('p'));
        model.removeJob(model.members[1]);
        keep(model.submit());
        expect(shown()).toEqual([
          ['Schedule', 'No schedule', 'every 2 hours'],
          ['Jobs', 'job p and job b', 'job a and job b']]);
        expect([ids(model.members), ids(model.leaving)]).toEqual([['p', 'b'], ['a']]);
        keep(model.submit());
        expect(api.updateSession.calls.mostRecent().args[1])
          .toEqual({schedule: {}, as_calendar: true, version: 'v2'});
        expect(model.moves({id: 's', problems: []}).map(move => move.name))
          .toEqual(['job a', 'job p']);
      });

      it('has a job that is a member now neither in the pool nor twice', () => {
        spyOn(api, 'getJobs').and.returnValue(
          $q.when({items: [fx.job('b'), fx.job('p')], next: null}));
        model.openPool();
        $rootScope.$apply();
        refuse({members: [fx.member('a'), fx.member('b')]});
        model.spec.description = 'Mine';
        keep(model.submit());
        expect(ids(model.pool.items)).toEqual(['p']);
        model.addJobs([fx.job('b'), fx.job('p')]);
        expect([ids(model.members), model.coming]).toEqual([['p', 'a', 'b'], {p: true}]);
      });

      it('takes back no advice over what somebody else saved', () => {
        refuse({hold_off: 30});
        model.apply({words: 'x', hold_off: 90});
        keep(model.submit());
        expect(model.applied).toBe(null);
        model.apply({words: 'x', hold_off: 120});
        model.takeTheirs();
        expect([model.applied, model.spec.hold_off]).toEqual([null, '30']);
      });

      it('is saved when its own save comes back as a change', () => {
        refuse({description: 'Mine'});
        model.spec.description = 'Mine';
        expect(keep(model.submit()).data.form_version).toBe('v2');
      });

      it('rejects a refused edit', () => {
        spyOn(api, 'updateSession').and.returnValue($q.reject({status: 409, error: 'Changed.'}));
        model.spec.description = 'Other';
        expect(keep(model.submit()).failure.error).toBe('Changed.');
      });
    });

    it('rejects when the session cannot be read', () => {
      spyOn(api, 'getSession').and.returnValue($q.reject({error: 'down'}));
      expect(keep(model.initialize({id: 's'})).failure.error).toBe('down');
    });

    describe('jobs', () => {
      let done;

      beforeEach(() => {
        done = [];
        spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s', {
          members: [fx.member('a'), fx.member('b')]})));
        keep(model.initialize({id: 's'}));
      });

      function run(saved) {
        const moves = model.moves(saved);
        done = moves.map(move => Object.values(move.call));
        return moves.map(move => move.name);
      }

      it('come from the pool and go back to it, and nothing is written', () => {
        const job = fx.job('p');
        model.addJob(job);
        expect(ids(model.members)).toEqual(['p', 'a', 'b']);
        expect(model.coming).toEqual({p: true});
        model.removeJob(job);
        expect(model.coming).toEqual({});
        expect(model.leaving).toEqual([]);
        model.removeJob(model.members[0]);
        expect(ids(model.leaving)).toEqual(['a']);
        model.keepJob(model.leaving[0]);
        expect(ids(model.members)).toEqual(['a', 'b']);
        expect(run(keep(model.submit()).data)).toEqual([]);
        expect(done).toEqual([]);
      });

      it('leave and come after the session was saved', () => {
        model.removeJob(model.members[0]);
        model.addJob(fx.job('p'));
        expect(run(keep(model.submit()).data)).toEqual(['job a', 'job p']);
        expect(done).toEqual([
          ['DELETE', 's', 'a', {then: 'stop'}], ['PUT', 's', 'p', {from: null}]]);
      });

      it('follow a new schedule by the calls that the answer gives', () => {
        const saved = fx.session('s', {problems: [
          fx.problem('drift', 's', 'a'), fx.problem('drift', 's', 'b'),
          fx.problem('ghost', 's', 'g')]});
        spyOn(api, 'updateSession').and.returnValue($q.when(saved));
        model.removeJob(model.members[0]);
        model.spec.schedule.count = '7';
        keep(model.submit());
        expect(run(saved)).toEqual(['job b', 'job a']);
        expect(done).toEqual([
          ['PUT', 's', 'b', {from: 's'}], ['DELETE', 's', 'a', {then: 'stop'}]]);
      });

      it('keep a drift that is not of this edit', () => {
        const saved = fx.session('s', {problems: [fx.problem('drift', 's', 'a')]});
        spyOn(api, 'updateSession').and.returnValue($q.when(saved));
        model.spec.description = 'Other';
        keep(model.submit());
        expect(run(saved)).toEqual([]);
      });

      it('are found by the server', () => {
        spyOn(api, 'getJobs').and.returnValue($q.when({items: [fx.job('p')], next: null}));
        model.openPool();
        $rootScope.$apply();
        expect(api.getJobs).toHaveBeenCalledWith({pool: 1, limit: 24});
        expect(ids(model.pool.items)).toEqual(['p']);
      });
    });

    describe('preview', () => {
      let answers;

      beforeEach(() => {
        keep(model.initialize(null));
        answers = [];
        spyOn(api, 'previewSchedule').and.callFake(() => {
          const deferred = $q.defer();
          answers.push(deferred);
          return deferred.promise;
        });
      });

      function ask() {
        model.preview();
        $timeout.flush(400);
      }

      function asked() {
        return api.previewSchedule.calls.mostRecent().args[0];
      }

      function answer(more) {
        answers[answers.length - 1].resolve(fx.preview(more));
        $rootScope.$apply();
      }

      it('asks once, after the last change', () => {
        model.spec.schedule.count = '6';
        model.preview();
        $timeout.flush(300);
        model.preview();
        $timeout.flush(399);
        expect(answers.length).toBe(0);
        $timeout.flush(1);
        expect(answers.length).toBe(1);
        expect(model.previewing).toBe(true);
        answer();
        expect(model.answer.words).toBe('every 6 hours');
        expect(model.previewing).toBe(false);
        expect(asked()).toEqual({schedule: {schedule_interval: '6 hours'}, as_calendar: true,
          hold_off: null, session_id: null, members: []});
      });

      it('asks nothing while nothing is filled in', () => {
        model.preview();
        model.addJob(fx.job('p'));
        $timeout.flush(1000);
        expect(answers.length).toBe(0);
        expect(model.answer).toBe(null);
      });

      it('asks again for another hold-off, and for other members', () => {
        model.spec.schedule.count = '6';
        model.spec.hold_off = ' 90 ';
        model.touched('hold_off');
        $timeout.flush(400);
        expect(asked().hold_off).toBe(90);
        model.spec.hold_off = 'soon';
        model.touched('hold_off');
        $timeout.flush(400);
        expect(asked().hold_off).toBe(null);
        model.spec.hold_off = '-1';
        model.addJob(fx.job('p', {time_started: 5, time_ended: 7, result: 'fail'}));
        model.addJob(fx.job('q'));
        $timeout.flush(400);
        expect(asked().hold_off).toBe(null);
        expect(asked().members).toEqual([
          {id: 'q', client_id: 'client-q', time_started: null, time_ended: null,
            result: null},
          {id: 'p', client_id: 'client-p', time_started: 5, time_ended: 7,
            result: 'fail'}]);
        model.removeJob(model.members[0]);
        $timeout.flush(400);
        expect(asked().members.length).toBe(1);
        model.touched('description');
        $verifyNoPendingTasks('$timeout');
      });

      it('keeps the server\'s sentences for the fields', () => {
        model.spec.schedule.count = '0';
        ask();
        answers[0].reject({status: 400, error: 'Not 0.', field: 'schedule_interval',
          detail: {schedule_interval: 'Not 0.', hold_off: 'Too long.'}});
        $rootScope.$apply();
        expect(model.error('schedule_interval')).toBe('Not 0.');
        expect(model.error('hold_off')).toBe('Too long.');
        expect(model.previewFailure.error).toBe('Not 0.');
        expect(model.answer).toBe(null);
        model.touched('hold_off');
        expect(model.error('hold_off')).toBe(null);
      });

      it('keeps the last answer for the eye, and ignores one to an older question', () => {
        model.spec.schedule.count = '6';
        ask();
        model.spec.schedule.count = '7';
        model.preview();
        answers[0].resolve(fx.preview());
        $rootScope.$apply();
        expect(model.answer).toBe(null);
        $timeout.flush(400);
        answer({words: 'every 7 hours'});
        ask();
        expect(model.answer.words).toBe('every 7 hours');
        answers[2].reject({status: 504, error: 'Slow.', field: null, detail: null});
        $rootScope.$apply();
        expect(model.previewFailure.error).toBe('Slow.');
        expect(model.error('schedule_interval')).toBe(null);
        expect(model.answer).toBe(null);
      });

      it('forgets the question with its dialog', () => {
        model.spec.schedule.count = '6';
        ask();
        model.preview();
        model.close();
        answer();
        $verifyNoPendingTasks('$timeout');
        expect(model.answer).toBe(null);
      });

      describe('of an edit', () => {
        let edited;

        beforeEach(() => {
          edited = fx.session('s', {
            schedule: {schedule_interval: '5  minutes'},
            members: [fx.member('a'), fx.member('b'), fx.member('g', {ghost: true})]
          });
          spyOn(api, 'getSession').and.callFake(() => $q.when(edited));
        });

        function edit() {
          keep(model.initialize({id: 's'}));
          $timeout.flush(400);
        }

        it('asks about what was not changed as it is stored', () => {
          edited.schedule = {schedule_date: '2030-01-01T01:00:00'};
          edited.schedule_local = {schedule_date: '2030-01-01 02:00'};
          edit();
          expect(asked().schedule).toEqual({schedule_date: '2030-01-01T01:00:00'});
          expect(asked().session_id).toBe('s');
          expect(asked().hold_off).toBe(60);
          expect(asked().members.map(each => each.id)).toEqual(['a', 'b']);
          model.spec.schedule.date = '2030-01-01 03:00';
          ask();
          expect(asked().schedule).toEqual({schedule_date: '2030-01-01 03:00[UTC]'});
        });

        it('sends nothing of a schedule that was only looked at', () => {
          edited.schedule = {schedule_hour: '3', schedule_start_date: '2030-01-01T01:00:00'};
          edited.schedule_local = {schedule_hour: '3', schedule_start_date: '2030-01-01 02:00'};
          edit();
          spyOn(api, 'updateSession').and.returnValue($q.when(edited));
          model.spec.schedule.kind = 'none';
          model.spec.schedule.kind = 'calendar';
          model.spec.description = 'Other';
          keep(model.submit());
          expect(api.updateSession).toHaveBeenCalledWith(
          's', {description: 'Other', version: 'version'});
        });

        it('names the jobs that will follow', () => {
          edit();
          expect(model.followers()).toEqual([]);
          model.spec.schedule = Object.assign(model.spec.schedule, {kind: 'interval', count: '5',
            unit: 'minutes'});
          model.addJob(fx.job('p'));
          expect(model.followers()).toEqual(['job a', 'job b']);
          model.removeJob(model.members[1]);
          expect(model.followers()).toEqual(['job b']);
          ask();
          answer({schedule: {schedule_interval: '5 minutes'}});
          expect(model.followers()).toEqual(['job b']);
          // the same in other letters
          ask();
          answer({schedule: edited.schedule});
          expect(model.followers()).toEqual([]);
        });

        it('takes advice over, and back', () => {
          edit();
          answer({advice: [fx.advice()]});
          model.apply(fx.advice().applies[0]);
          expect(model.spec.hold_off).toBe('90');
          expect(model.applied.words).toBe('Applied: Set the hold-off to 90 seconds.');
          expect(model.applied.step).toBe('freezerSessionDetails');
          $timeout.flush(400);
          expect(asked().hold_off).toBe(90);
          model.unapply();
          expect(model.spec.hold_off).toBe('60');
          expect(model.applied.words).toContain('the previous value is back');
          expect(model.applied.schedule).toBeUndefined();
          $timeout.flush(400);
          expect(asked().hold_off).toBe(60);
          model.touched('hold_off');
          expect(model.applied).toBe(null);
        });

        it('takes another schedule over in the form that the steps show', () => {
          edit();
          const form = model.spec.schedule;
          expect(form.kind).toBe('raw');
          model.apply({words: 'Start later',
            schedule: {schedule_interval: '5 minutes', schedule_start_date: '2030-01-01T01:00:00Z'},
            schedule_local: {schedule_interval: '5 minutes',
              schedule_start_date: '2030-01-01 02:00'}});
          expect(model.spec.schedule).toBe(form);
          expect([form.kind, form.count, form.start]).toEqual(
            ['interval', '5', '2030-01-01 02:00']);
          expect(model.applied.step).toBe('freezerSessionSchedule');
          model.unapply();
          expect(model.spec.schedule).toBe(form);
          expect([form.kind, form.raw]).toEqual(['raw', edited.schedule]);
          model.apply({words: 'Start later', schedule: {schedule_interval: '5 minutes'}});
          model.preview();
          expect(model.applied).toBe(null);
        });
      });

      it('forgets what was refused of the schedule when it is changed', () => {
        spyOn(api, 'createSession').and.returnValue($q.reject({
          status: 400, error: 'a', field: 'schedule_interval',
          detail: {schedule_interval: 'a', description: 'b'}}));
        keep(model.submit().catch(model.errors.refuse));
        model.preview();
        expect(model.error('schedule_interval')).toBe(null);
        expect(model.error('description')).toBe('b');
      });
    });
  });
})();
