(function() {
  'use strict';

  describe('freezer api service', () => {
    let outcome;

    beforeEach(module('horizon.framework'));
    beforeEach(module('horizon.dashboard.project.freezer.core'));
    beforeEach(() => {
      outcome = {};
    });
    afterEach(() => {
      $httpBackend.verifyNoOutstandingExpectation();
      $httpBackend.verifyNoOutstandingRequest();
    });

    function keep(promise) {
      promise.then(data => { outcome.data = data; },
                   failure => { outcome.failure = failure; });
      $httpBackend.flush();
    }

    it('says that a job is gone', () => {
      $httpBackend.expectGET('/api/freezer/jobs/?homes=1&ids=j1').respond({items: []});
      keep(api.getJob('j1'));
      expect(outcome.failure.status).toBe(404);
    });

    it('lists one page', () => {
      $httpBackend.expectGET('/api/freezer/sessions/?limit=2').respond({items: [1], next: 'c'});
      keep(api.getSessions({limit: 2}));
      expect(outcome.data).toEqual({items: [1], next: 'c'});
    });

    it('lists every page until there is no next one', () => {
      $httpBackend.expectGET('/api/freezer/sessions/?limit=1000&members=1')
        .respond({items: [1, 2], next: 'a b', read: 30});
      $httpBackend.expectGET('/api/freezer/sessions/?cursor=a+b&limit=1000&members=1')
        .respond({items: [3], next: 'c', read: 28});
      $httpBackend.expectGET('/api/freezer/sessions/?cursor=c&limit=1000&members=1')
        .respond({items: [4], next: null, read: 31});
      keep(api.getAllSessions({members: 1}));
      expect(outcome.data.slice()).toEqual([1, 2, 3, 4]);
      expect(outcome.data.read).toBe(28);
    });

    it('makes items of a table', () => {
      $httpBackend.expectGET('/api/freezer/sessions/?form=table&limit=1000').respond({
        columns: ['id', 'counts'],
        rows: [['s', {members: 1}], ['t', {members: 2}]],
        next: null,
        read: 30
      });
      keep(api.getAllSessions({form: 'table'}));
      expect(outcome.data.slice()).toEqual([
        {id: 's', counts: {members: 1}}, {id: 't', counts: {members: 2}}
      ]);
    });

    it('fails as a whole when a later page fails', () => {
      $httpBackend.expectGET('/api/freezer/sessions/?limit=1000')
        .respond({items: [1], next: 'c', read: 30});
      $httpBackend.expectGET('/api/freezer/sessions/?cursor=c&limit=1000')
        .respond(504, {error: 'Freezer did not answer.', field: null, detail: null});
      keep(api.getAllSessions());
      expect(outcome.data).toBeUndefined();
      expect(outcome.failure.error).toBe('Freezer did not answer.');
      expect(outcome.failure.status).toBe(504);
    });

    it('looks at what others may have read a few seconds ago', () => {
      $httpBackend.expectGET('/api/freezer/sessions/?limit=1000&max_age=4&members=1')
        .respond({items: [1], next: null, read: 30});
      keep(api.lookAtSessions({members: 1}));
      expect(outcome.data.read).toBe(30);
      $httpBackend.expectGET('/api/freezer/sessions/s?brief=1&max_age=4').respond({version: 'v'});
      keep(api.getSessionRow('s'));
      expect(outcome.data.version).toBe('v');
      $httpBackend.expectGET('/api/freezer/sessions/?form=table&ids=s,t&max_age=1')
        .respond({columns: ['id'], rows: [['s'], ['t']], next: null, read: 30});
      keep(api.checkSessions(['s', 't'], {form: 'table'}));
      expect(outcome.data).toEqual([{id: 's'}, {id: 't'}]);
    });

    // each function with what it is called with, and the request: verb, path and body
    [
      ['getSession', ['s/1'], 'GET sessions/s%2F1'],
      ['createSession', [{description: 'x'}], 'POST sessions/', {description: 'x'}],
      ['updateSession', ['s', {hold_off: 1}], 'PATCH sessions/s', {hold_off: 1}],
      ['deleteSession', ['s'], 'DELETE sessions/s'],
      ['createMembers', ['s/1', {clients: ['a']}], 'POST sessions/s%2F1/jobs/', {clients: ['a']}],
      ['getHealth', [{session_id: 's'}], 'GET health/?session_id=s'],
      ['getJobs', [{ids: 'a,b'}], 'GET jobs/?ids=a,b'],
      ['createJobs', [{check: true}], 'POST jobs/', {check: true}],
      ['sendJobEvent', ['j/1', 'stop'], 'POST jobs/j%2F1/event', {event: 'stop'}],
      ['getJobForm', ['j/1'], 'GET jobs/j%2F1/form'],
      ['updateJob', ['j/1', {version: 'v'}], 'PATCH jobs/j%2F1', {version: 'v'}],
      ['deleteJob', ['j/1'], 'DELETE jobs/j%2F1'],
      ['getActions', [{jobs: 1}], 'GET actions/?jobs=1'],
      ['getAction', ['a', {max_age: 60}], 'GET actions/a?max_age=60'],
      ['getActionForm', ['a'], 'GET actions/a/form'],
      ['createAction', [{action: {}}], 'POST actions/', {action: {}}],
      ['updateAction', ['a', {version: 'v'}], 'PATCH actions/a', {version: 'v'}],
      ['deleteAction', ['a'], 'DELETE actions/a'],
      ['getClients', [{jobs: 1}], 'GET clients/?jobs=1'],
      ['getClient', ['c/1', {max_age: 60}], 'GET clients/c%2F1?max_age=60'],
      ['deleteClient', ['c/1'], 'DELETE clients/c%2F1'],
      ['getBackups', [{limit: 100}], 'GET backups/?limit=100'],
      ['getBackup', ['b1'], 'GET backups/b1'],
      ['deleteBackup', ['b/1'], 'DELETE backups/b%2F1'],
      ['getBackupRestore', ['b/1'], 'GET backups/b%2F1/restore'],
      ['restoreBackup', ['b/1', {path: '/srv'}], 'POST backups/b%2F1/restore', {path: '/srv'}],
      ['getRestores', [['a', 'b']], 'GET restores/?job=a&job=b'],
      ['getForm', ['backup-jobs'], 'GET forms/backup-jobs'],
      ['getRecord', ['clients', 'c/1'], 'GET clients/c%2F1/record'],
      ['getFile', ['actions', 'a/1'], 'GET actions/a%2F1/file'],
      ['createFromFile', ['jobs', {document: {}}], 'POST jobs/file/', {document: {}}],
      ['updateFromFile', ['jobs', 'j/1', {document: {}}], 'PUT jobs/j%2F1/file', {document: {}}],
      ['previewSchedule', [{schedule: {}}], 'POST schedule/preview', {schedule: {}}],
      ['getUpcoming', [{hours: 24}], 'GET upcoming/?hours=24'],
      ['exportUpcoming', [{format: 'csv'}], 'GET upcoming/export?format=csv']
    ].forEach(([name, given, request, body]) => it(`has ${name}: ${request}`, () => {
      const [verb, path] = request.split(' ');
      $httpBackend.expect(verb, '/api/freezer/' + path, body).respond({id: name});
      keep(api[name](...given));
      expect(outcome).toEqual({data: {id: name}});
    }));

    it('takes what is asked for out of a list', () => {
      $httpBackend.expectPOST('/api/freezer/actions/choices/', {clients: ['a']})
        .respond({items: [{id: 'a1'}]});
      keep(api.getActionChoices(['a']));
      expect(outcome.data).toEqual([{id: 'a1'}]);
      $httpBackend.expectGET('/api/freezer/jobs/?homes=1&ids=j1').respond({items: [{id: 'j1'}]});
      keep(api.getJob('j1'));
      expect(outcome.data).toEqual({id: 'j1'});
      $httpBackend.expectDELETE('/api/freezer/jobs/j').respond(204, '');
      keep(api.deleteJob('j'));
      expect(outcome.failure).toBeUndefined();
    });

    it('says why a job was not stopped, or not deleted', () => {
      $httpBackend.expectPOST('/api/freezer/jobs/j/event', {event: 'stop'})
        .respond(409, {error: 'It is in a session.', field: null, detail: null});
      keep(api.sendJobEvent('j', 'stop'));
      expect(outcome.failure.error).toBe('It is in a session.');
      $httpBackend.expectDELETE('/api/freezer/jobs/j')
        .respond(409, {error: 'It is running.', field: null, detail: null});
      keep(api.deleteJob('j'));
      expect(outcome.failure.error).toBe('It is running.');
      expect(outcome.data).toBeUndefined();
    });

    it('sends a call of the server as it is', () => {
      $httpBackend.expect('PUT', '/api/freezer/sessions/s/jobs/j', {again: true}).respond({});
      keep(api.call({verb: 'PUT', session_id: 's', job_id: 'j', body: {again: true}}));
      $httpBackend.expect('DELETE', '/api/freezer/sessions/s/jobs/j', {then: 'stop'},
                          headers => headers['Content-Type'] === 'application/json').respond({});
      keep(api.call({verb: 'DELETE', session_id: 's', job_id: 'j', body: {then: 'stop'}}));
      ['PUT', 'DELETE'].forEach(verb => {
        $httpBackend.expect(verb, '/api/freezer/sessions/s/jobs/j', undefined).respond({});
        keep(api.call({verb, session_id: 's', job_id: 'j', body: null}));
      });
    });

    it('keeps what the server said of each field', () => {
      $httpBackend.expectPOST('/api/freezer/sessions/').respond(400, {
        error: 'Too short.', field: 'description', detail: {description: 'Too short.'}
      });
      keep(api.createSession({}));
      expect(outcome.failure).toEqual({
        status: 400, error: 'Too short.', field: 'description',
        detail: {description: 'Too short.'}
      });
    });

    it('takes a page of HTML for a failure, even with status 200', () => {
      $httpBackend.expectGET('/api/freezer/sessions/s').respond(200, '<html>log in</html>');
      keep(api.getSession('s'));
      expect(outcome.data).toBeUndefined();
      expect(outcome.failure.error).toContain('not come from the backup service');
    });

    it('does not let Horizon toast a 403 that we tell ourselves', () => {
      spyOn(toasts, 'add');
      $httpBackend.expectDELETE('/api/freezer/sessions/s')
        .respond(403, {error: 'Not you.', field: null, detail: null});
      keep(api.deleteSession('s'));
      expect(outcome.failure.error).toBe('Not you.');
      expect(toasts.add).not.toHaveBeenCalled();
    });
  });

  describe('freezer api failure', () => {
    let failure;

    beforeEach(module('horizon.dashboard.project.freezer.core'));
    beforeEach(() => {
      failure = freezer('core.failures');
    });

    [
      ['no answer at all', {status: -1, data: null, xhrStatus: 'error'}, 0, 'cannot be reached'],
      ['a timeout', {status: -1, data: null, xhrStatus: 'timeout'}, 0, 'in time'],
      ['nothing', undefined, 0, 'cannot be reached'],
      ['HTML', {status: 500, data: '<h1>500</h1>'}, 500, 'status 500'],
      ['an empty body', {status: 502, data: ''}, 502, 'status 502'],
      ['an empty error', {status: 502, data: {error: ''}}, 502, 'status 502'],
      ['a bare 403', {status: 403, data: ''}, 403, 'not allowed'],
      ['a bare 404', {status: 404, data: ''}, 404, 'no longer exists']
    ].forEach(example => {
      it('says a clear sentence for ' + example[0], () => {
        const result = failure(example[1]);
        expect(result.status).toBe(example[2]);
        expect(result.error).toContain(example[3]);
        expect(result.field).toBe(null);
        expect(result.detail).toBe(null);
      });
    });
  });
})();
