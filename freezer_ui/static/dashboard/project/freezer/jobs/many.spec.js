(function() {
  'use strict';

  describe('freezer start, stop and sessions of jobs', () => {
    let join, list, many, memberMoves;
    let sent, answer, result;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      join = freezer('jobs.join');
      many = freezer('jobs.many');
      list = freezer('lists.resources').of('OS::Freezer::Job');
      memberMoves = freezer('writes.memberMoves');
      sent = [];
      result = null;
      answer = () => $q.when({id: 'x'});
      ['success', 'warning', 'failure'].forEach(name => spyOn(toast, name));
      spyOn(list, 'put');
      spyOn(list, 'refresh');
      spyOn($route, 'reload');
      list.panel = {};
      spyOn(permissions, 'allowed').and.callFake(what => $q.when(what));
      spyOn(api, 'sendJobEvent').and.callFake((id, event) => {
        sent.push(event + ' ' + id);
        return answer(id);
      });
    });
    afterEach(() => {
      list.panel = null;
      angular.element('.modal, .modal-backdrop').remove();
      angular.element('body').removeClass('modal-open');
    });

    function job(id, more) {
      return Object.assign({id, name: 'Job <b>' + id + '</b>', home: null, stopped: true,
        status: 'scheduled', session_name: 'None'}, more);
    }

    const MEMBER = {home: {id: 's1', name: 'Nightly'}, session_name: 'Nightly <i>'};

    function perform(service, jobs) {
      service.perform(jobs).then(given => { result = given; }, () => { result = 'cancelled'; });
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function asked() {
      return angular.element('.freezer-work-list li').map((i, each) =>
        each.textContent.trim().replace(/\s+/g, ' ')).get();
    }

    function press(name) {
      angular.element('.freezer-' + name).click();
      $rootScope.$apply();
    }

    describe('many at once', () => {
      it('starts those that can be, and says before which are left out, and why', () => {
        perform(many.start, [job('1'), job('2', MEMBER), job('3', {stopped: false}),
          job('4', {status: 'running'}), job('5')]);
        expect(asked()).toEqual([
          'Job <b>1</b>', 'Job <b>5</b>',
          'Job <b>2</b> Skipped: it runs with session Nightly <i>.',
          'Job <b>3</b> Skipped: it is already started.',
          'Job <b>4</b> Skipped: it is running.'
        ]);
        expect(sent).toEqual([]);
        press('work-start');
        expect(sent).toEqual(['start 1', 'start 5']);
        expect(list.put).toHaveBeenCalledTimes(2);
        expect(toast.success.calls.mostRecent().args[1]).toEqual({count: 2});
        expect(result.updated.map(each => each.id)).toEqual(['1', '5']);
      });

      it('stops those that run', () => {
        perform(many.stop, [job('1', {stopped: false}), job('2'),
          job('3', Object.assign({}, MEMBER, {stopped: false}))]);
        expect(asked().slice(1)).toEqual([
          'Job <b>2</b> Skipped: it is already stopped.',
          'Job <b>3</b> Skipped: it runs with session Nightly <i>.'
        ]);
        press('work-start');
        expect(sent).toEqual(['stop 1']);
      });

      it('tells once what failed, and how many were done', () => {
        answer = id => id === '1' ? $q.reject({status: 409, error: 'It <b>runs</b>.'})
          : $q.when({id});
        perform(many.start, [job('1'), job('2')]);
        press('work-start');
        expect(asked()).toEqual(['Job <b>1</b> · It <b>runs</b>.']);
        expect(result).toBe(null);
        press('work-close');
        $timeout.flush();
        expect(toast.success.calls.mostRecent().args[1]).toEqual({count: 1});
        expect(result.updated.map(each => each.id)).toEqual(['2']);
      });

      it('offers nothing to start where all are left out', () => {
        perform(many.start, [job('2', MEMBER)]);
        expect(asked()).toEqual(['Job <b>2</b> Skipped: it runs with session Nightly <i>.']);
        expect(angular.element('.freezer-work-start').length).toBe(0);
      });

      it('needs the rights of one', () => {
        many.stop.allowed();
        expect(permissions.allowed).toHaveBeenCalledWith(['jobs:event:create', 'jobs:update']);
      });
    });

    describe('Join Session', () => {
      let moved;

      beforeEach(() => {
        moved = call => $q.when({session: {id: call.session_id, name: 'Weekly'},
          job: {id: call.job_id, session_id: call.session_id},
          undo: {verb: 'DELETE', session_id: call.session_id, job_id: call.job_id, body: {}}});
        spyOn(api, 'lookAtSessions').and.callFake(() => $q.when([
          {id: 's1', name: 'Nightly', schedule_words: 'every night'},
          {id: 's2', name: 'Weekly', schedule_words: 'every week'}]));
        spyOn(memberMoves, 'send').and.callFake(call => {
          sent.push(call);
          return moved(call);
        });
      });

      function choose(index) {
        angular.element('.freezer-targets button').eq(index).click();
        $rootScope.$apply();
      }

      it('puts the job into the session that is chosen, and can be undone', () => {
        perform(join, job('1'));
        expect(angular.element('.modal-title').text()).toBe('Move Job <b>1</b> to…');
        choose(1);
        expect(sent).toEqual([
          {verb: 'PUT', session_id: 's2', job_id: '1', body: {from: null}}]);
        expect(list.put.calls.mostRecent().args[0].home).toEqual({id: 's2', name: 'Weekly'});
        expect(join.undo.entry.words).toBe('Job <b>1</b> is now in Weekly.');
        moved = () => $q.when({});
        join.undo.undo();
        $rootScope.$apply();
        expect(sent[1].verb).toBe('DELETE');
        expect(list.refresh).toHaveBeenCalled();
        expect(join.undo.entry).toBe(null);
      });

      it('moves a member from its own session, which is no choice', () => {
        perform(join, job('1', MEMBER));
        expect(angular.element('.freezer-targets button').length).toBe(1);
        choose(0);
        expect(sent[0].body).toEqual({from: 's1'});
      });

      it('says why it did not work, and reads the list again', () => {
        moved = () => $q.reject({status: 409, error: 'It <b>runs</b>.'});
        perform(join, job('1'));
        choose(0);
        expect(toast.failure.calls.mostRecent().args[2].error).toBe('It <b>runs</b>.');
        expect(list.refresh).toHaveBeenCalled();
        expect(join.undo.entry).toBe(null);
        expect(result.failed.length).toBe(1);
      });

      it('says that the sessions could not be read', () => {
        api.lookAtSessions.and.returnValue($q.reject({status: 504, error: 'Late.'}));
        perform(join, job('1'));
        expect(toast.failure.calls.mostRecent().args[2].error).toBe('Late.');
        expect(result).toBe('cancelled');
      });

      it('offers its undo in the list, and on the page of a job', () => {
        expect(list.undo).toBe(join.undo);
      });

      it('offers an undo again that may pass', () => {
        perform(join, job('1'));
        choose(0);
        moved = () => $q.reject({status: 504, error: 'Late.'});
        join.undo.undo();
        $rootScope.$apply();
        expect(join.undo.entry).not.toBe(null);
        expect($route.reload).not.toHaveBeenCalled();
        // on the page of the job there is no list
        list.panel = null;
        join.undo.undo();
        $rootScope.$apply();
        expect($route.reload).toHaveBeenCalledTimes(1);
      });

      it('is not offered while the job runs', () => {
        let refused = false;
        join.allowed(job('1', {status: 'running'})).catch(() => { refused = true; });
        $rootScope.$apply();
        expect(refused).toBe(true);
        join.allowed(job('1'));
        expect(permissions.allowed).toHaveBeenCalledWith('members');
      });
    });
  });
})();
