(function() {
  'use strict';

  describe('freezer edit of a job', () => {
    let edit, list;
    let sent, answers, job, result;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      edit = freezer('jobs.edit');
      list = freezer('lists.resources').of('OS::Freezer::Job');
      sent = [];
      result = null;
      job = freezerFixtures.like('jobForm', {
        id: 'j1', description: 'Orders <b>', client_id: 'web-1', session_id: null, version: 'v1',
        stopped: false, schedule: {schedule_hour: '2'}, schedule_local: {schedule_hour: '2'},
        actions: [
          {id: 'a1', name: 'One', action: 'backup'}, {id: 'a2', name: 'Two', action: 'admin'}]
      });
      answers = {
        job: () => $q.when(angular.copy(job)),
        send: body => $q.when({id: 'j1', name: body.description || 'Orders'})
      };
      spyOn(list, 'refresh');
      spyOn(toast, 'success');
      spyOn(api, 'getJobForm').and.callFake(() => answers.job());
      spyOn(api, 'getActionChoices').and.callFake(() => $q.when([
        {id: 'a1', name: 'One', action: 'backup', refused: null},
        {id: 'a2', name: 'Two', action: 'admin', refused: null},
        {id: 'a3', name: 'a3', action: 'backup', refused: null},
        {id: 'a4', name: 'Four', action: 'backup', refused: 'No <b>mysql</b>.'}]));
      spyOn(api, 'previewSchedule').and.returnValue($q.defer().promise);
      spyOn(api, 'updateJob').and.callFake((id, body) => {
        sent.push(body);
        return answers.send(body);
      });
    });

    function open() {
      edit.perform({id: 'j1', name: 'Orders <b>', client_id: 'web-1'}).then(
        given => { result = given; }, () => { result = 'cancelled'; });
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function part(name) {
      return angular.element('.freezer-job-' + name);
    }

    function input(name) {
      return angular.element('[id="freezer-' + name + '"]');
    }

    function names() {
      return part('action-name').map((i, each) => each.textContent.replace(/\s+/g, ' ')).get();
    }

    function click(name, index) {
      part(name).eq(index || 0).click();
      $rootScope.$apply();
    }

    function rename(words) {
      input('description').val(words).trigger('input');
    }

    function save() {
      click('save');
    }

    it('is offered to those who may', () => {
      spyOn(permissions, 'allowed').and.returnValue('asked');
      expect(edit.allowed()).toBe('asked');
      expect(permissions.allowed).toHaveBeenCalledWith(['jobs:update']);
    });

    it('sends a new name alone, and says so', () => {
      open();
      expect(angular.element('#freezer-job-title').text()).toContain('Orders <b>');
      expect($document[0].activeElement).toBe(input('description')[0]);
      expect(part('save').prop('disabled')).toBe(true);
      rename('Orders of the shop');
      save();
      expect(sent).toEqual([{description: 'Orders of the shop', version: 'v1'}]);
      expect(toast.success.calls.mostRecent().args[1]).toEqual({name: 'Orders of the shop'});
      expect(list.refresh).toHaveBeenCalledTimes(1);
      expect(result.updated.map(each => each.id)).toEqual(['j1']);
    });

    it('adds, moves and removes actions', () => {
      open();
      expect(names()).toEqual(['1 One backup', '2 Two admin']);
      expect(part('add').find('option').map((i, each) => each.textContent).get())
        .toEqual(['Add an action…', 'a3 · backup', 'Four · backup · No <b>mysql</b>.']);
      expect(part('add').find('option').eq(2).prop('disabled')).toBe(true);
      expect(api.getActionChoices).toHaveBeenCalledWith(['web-1']);
      part('add').find('option').eq(1).prop('selected', true);
      part('add').trigger('change');
      expect(names()).toEqual(['1 One backup', '2 Two admin', '3 a3 backup']);
      click('up', 2);
      $timeout.flush(0);
      expect(names()).toEqual(['1 One backup', '2 a3 backup', '3 Two admin']);
      expect($document[0].activeElement).toBe(part('up')[1]);
      click('remove', 0);
      expect(names()).toEqual(['1 a3 backup', '2 Two admin']);
      save();
      expect(sent[0].actions).toEqual(['a3', 'a2']);
    });

    it('moves an action by the arrow keys, and keeps the focus on it', () => {
      open();
      key('ArrowDown', 0);
      $timeout.flush(0);
      expect(names()).toEqual(['1 Two admin', '2 One backup']);
      // its own button is at its end now
      expect($document[0].activeElement).toBe(part('up')[1]);
      key('ArrowDown', 1);
      key('x', 1);
      expect(names()).toEqual(['1 Two admin', '2 One backup']);
      key('ArrowUp', 1);
      expect(names()).toEqual(['1 One backup', '2 Two admin']);
    });

    function key(name, index) {
      freezerFixtures.press(name, {}, part('action')[index]);
      $rootScope.$apply();
    }

    it('changes the schedule of a job on its own', () => {
      open();
      expect(part('schedule').length).toBe(1);
      expect(part('schedule').find('h2:visible').text()).toBe('Choose when the job runs');
      part('schedule').find('.freezer-kinds label').filter((i, each) =>
        /No schedule/.test(each.textContent)).find('input').click();
      $rootScope.$apply();
      expect(part('schedule').text()).toContain('The job runs only when it is started.');
      save();
      expect(sent).toEqual([{schedule: {}, as_calendar: true, version: 'v1'}]);
    });

    it('leaves the schedule of a member to its session', () => {
      job.session_id = 's1';
      open();
      expect(part('schedule').length).toBe(0);
      expect(part('member').length).toBe(1);
      rename('Renamed');
      save();
      expect(sent).toEqual([{description: 'Renamed', version: 'v1'}]);
    });

    it('puts what is wrong at its field', () => {
      open();
      rename('');
      answers.send = () => $q.reject({status: 400, error: 'Wrong', detail: {
        description: 'Give <b>it</b> a name.'}});
      save();
      $timeout.flush(0);
      expect(input('description-error').text()).toContain('Give <b>it</b> a name.');
      expect($document[0].activeElement).toBe(input('description')[0]);
      expect(part('failure').length).toBe(0);
    });

    it('says above the form what is wrong with no field of it', () => {
      open();
      rename('x');
      answers.send = () => $q.reject({status: 400, error: 'No <b>body</b>.', detail: {body: ''}});
      save();
      expect(part('failure').text()).toContain('No <b>body</b>.');
    });

    it('shows the job as somebody else saved it', () => {
      open();
      rename('Mine');
      answers.send = () => $q.reject({status: 409, error: 'Someone <b>changed</b> it.',
        detail: Object.assign({}, job, {description: 'Theirs', version: 'v2'})});
      save();
      expect(part('failure').text()).toContain('Someone <b>changed</b> it.');
      expect(input('description').val()).toBe('Theirs');
      rename('Mine');
      save();
      expect(sent[1]).toEqual({description: 'Mine', version: 'v2'});
    });

    it('saves a schedule that is changed after somebody else saved the job', () => {
      const pick = words => {
        part('schedule').find('.freezer-kinds label').filter((i, each) =>
          each.textContent.includes(words)).find('input').click();
        $rootScope.$apply();
      };
      open();
      rename('Mine');
      answers.send = () => $q.reject({status: 409, error: 'Changed.', detail: Object.assign(
        {}, job, {schedule: {schedule_interval: '6 hours'},
          schedule_local: {schedule_interval: '6 hours'}, version: 'v2'})});
      save();
      expect(input('schedule_interval').val()).toBe('6');
      pick('No schedule');
      save();
      expect(sent[1]).toEqual({schedule: {}, as_calendar: true, version: 'v2'});
    });

    it('keeps what was typed where the job runs', () => {
      open();
      rename('Mine');
      answers.send = () => $q.reject({status: 409, error: 'It is running.', detail: null});
      save();
      expect(input('description').val()).toBe('Mine');
      click('close');
      expect(result).toBe('cancelled');
    });

    it('can be tried again when the job could not be read', () => {
      answers.job = () => $q.reject({status: 502, error: 'Freezer <b>is</b> away.'});
      edit.perform({id: 'j1', name: 'x'}).catch(angular.noop);
      $rootScope.$apply();
      expect(part('failure').text()).toContain('Freezer <b>is</b> away.');
      answers.job = () => $q.when(job);
      click('again');
      $timeout.flush(0);
      expect(input('description').val()).toBe('Orders <b>');
    });
  });
})();
