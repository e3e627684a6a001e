(function() {
  'use strict';

  describe('freezer session workflow', () => {
    let workflow, model, modal, work, closed;
    const fx = freezerFixtures;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      const forms = freezer('session-wizard.sessionForm');
      const create = forms.create;
      spyOn(forms, 'create').and.callFake(() => {
        model = create();
        return model;
      });
      workflow = freezer('session-wizard.workflow');
      modal = $injector.get('horizon.framework.widgets.modal.wizard-modal.service');
      spyOn(toasts, 'add');
      work = freezer('writes.bulkOperation');
      spyOn(work, 'open').and.callFake(spec => $q.all(spec.tasks.map(task => task.go()))
        .then(() => ({done: spec.tasks.length, failures: []})));
      spyOn(api, 'call').and.returnValue($q.when({}));
      spyOn(api, 'getJobs').and.returnValue(
        $q.when({items: [fx.job('a'), fx.job('b')], next: null}));
    });

    function outcomeOf(promise) {
      const outcome = {};
      promise.then(data => { outcome.data = data; },
                   failure => { outcome.failure = failure; });
      $rootScope.$apply();
      return outcome;
    }

    /** The wizard of Horizon as the modal shows it. */
    function draw(session, suggestion) {
      const scope = $rootScope.$new();
      spyOn(modal, 'modal').and.callFake(params => {
        scope.workflow = params.workflow;
        scope.submit = params.submit;
        closed = $q.defer();
        scope.close = jasmine.createSpy('close').and.callFake(closed.resolve);
        scope.cancel = angular.noop;
        return {result: closed.promise};
      });
      workflow.open(session, suggestion);
      $rootScope.$apply();
      const element = $compile('<wizard></wizard>')(scope);
      scope.$apply();
      return {scope, element};
    }

    function type(element, id, text) {
      element.find('#' + id).val(text).trigger('input');
    }

    it('says when the session cannot be read', () => {
      spyOn(api, 'getSession').and.returnValue($q.reject({error: 'Slow.'}));
      expect(outcomeOf(workflow.open({id: 's', name: 'S'})).failure.error).toBe('Slow.');
      expect(toasts.add).toHaveBeenCalledWith('error', 'Unable to edit session S. Slow.');
    });

    it('creates a session by its three steps', () => {
      const changed = jasmine.createSpy('changed');
      const wizard = draw(null);
      $rootScope.$on('freezer.sessionsChanged', changed);
      const element = wizard.element;
      spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview()));
      spyOn(api, 'createSession').and.returnValue($q.when(fx.session('new')));
      expect(element.find('.finish').prop('disabled')).toBe(true);
      type(element, 'freezer-description', 'Web shop');
      type(element, 'freezer-hold_off', '60');
      type(element, 'freezer-schedule_interval', '6');
      $timeout.flush(400);
      expect(element.find('.freezer-preview-words').text()).toBe('every 6 hours');
      element.find('.freezer-pool .freezer-choose').first().click();
      expect(element.find('.freezer-members .freezer-job').length).toBe(1);
      expect(element.find('.finish').prop('disabled')).toBe(false);
      element.find('.finish').click();
      expect(api.createSession).toHaveBeenCalledWith({
        description: 'Web shop', hold_off: 60, schedule: {schedule_interval: '6 hours'},
        as_calendar: true});
      expect(wizard.scope.close).toHaveBeenCalled();
      expect(api.call).toHaveBeenCalledWith(
        {verb: 'PUT', session_id: 'new', job_id: 'a', body: {from: null}});
      expect(work.open.calls.argsFor(0)[0].context).toContain('was created');
      expect(toasts.add).toHaveBeenCalledWith('success', 'Created session session new.');
      expect(changed).toHaveBeenCalled();
    });

    it('stays open when refused, at the field in error, with nothing lost', () => {
      const wizard = draw(null);
      const element = wizard.element;
      spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview()));
      type(element, 'freezer-description', 'Web shop');
      type(element, 'freezer-hold_off', '-1');
      type(element, 'freezer-schedule_interval', '6');
      element.find('.next').click();
      spyOn(api, 'createSession').and.callFake(() => $q.reject({
        status: 400, error: 'Must be 0 or more.', field: 'hold_off',
        detail: {hold_off: 'Must be 0 or more.'}
      }));
      element.find('.finish').click();
      expect(wizard.scope.close).not.toHaveBeenCalled();
      expect(wizard.scope.currentIndex).toBe(0);
      expect(element.find('.error-message').text()).toContain('Must be 0 or more.');
      const input = element.find('#freezer-hold_off');
      angular.element(document.body).append(element);
      $timeout.flush();
      expect(document.activeElement).toBe(input[0]);
      expect(input.attr('aria-invalid')).toBe('true');
      expect(input.attr('aria-describedby')).toContain('freezer-hold_off-error');
      expect(element.find('#freezer-hold_off-error').text()).toContain('Must be 0 or more.');
      expect(input.val()).toBe('-1');
      expect(toasts.add).not.toHaveBeenCalled();
      type(element, 'freezer-hold_off', '1');
      expect(element.find('#freezer-hold_off-error').length).toBe(0);
      api.createSession.and.returnValue($q.when(fx.session('new')));
      element.find('.finish').click();
      expect(wizard.scope.viewModel.hasError).toBe(false);
      expect(wizard.scope.close).toHaveBeenCalled();
      element.remove();
    });

    describe('where somebody else saved the session meanwhile', () => {
      let element, wizard;

      beforeEach(() => {
        spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s')));
        wizard = draw({id: 's', name: 'session s'});
        element = angular.element('<div class="modal-content">').append(wizard.element);
        angular.element(document.body).append(element);
        $timeout.flush(0);
        spyOn(api, 'updateSession').and.callFake(() => $q.reject({status: 409, error: 'Changed.',
          detail: fx.session('s', {hold_off: 30, form_version: 'v2'})}));
        type(element, 'freezer-hold_off', '90');
        element.find('.finish').click();
      });

      it('tells it to screen readers', () => {
        expect(fx.announced()).toBe('Changed.');
        const step = element.find('.freezer-step').first();
        expect(step.find('[role=alert]').text()).toContain('Save again to keep your values.');
      });

      it('shows what was saved, with no error left, and focuses the first field', () => {
        expect(wizard.scope.viewModel.hasError).toBe(true);
        element.find('.freezer-differences-theirs').first().focus().click();
        expect(element.find('#freezer-hold_off').val()).toBe('30');
        expect(element.find('.freezer-differences').length).toBe(0);
        expect(wizard.scope.viewModel.hasError).toBe(false);
        $timeout.flush(0);
        expect(document.activeElement).toBe(element.find('#freezer-description')[0]);
      });
    });

    it('edits the session, then its jobs', () => {
      spyOn(api, 'getSession').and.returnValue($q.when(
        fx.session('s', {members: [fx.member('m')]})));
      const wizard = draw({id: 's', name: 'session s'});
      spyOn(api, 'updateSession').and.returnValue($q.when(fx.session('s')));
      type(wizard.element, 'freezer-hold_off', '90');
      wizard.element.find('.freezer-pool .freezer-pick').first().click();
      wizard.element.find('.freezer-choose-many').click();
      wizard.element.find('.freezer-members .freezer-choose').last().click();
      expect(wizard.element.find('.freezer-leaving .freezer-job').length).toBe(1);
      expect(api.call).not.toHaveBeenCalled();
      wizard.element.find('.finish').click();
      expect(api.updateSession).toHaveBeenCalledWith('s', {hold_off: 90, version: 'version'});
      expect(api.call).toHaveBeenCalledWith(
        {verb: 'DELETE', session_id: 's', job_id: 'm', body: {then: 'stop'}});
      expect(api.call).toHaveBeenCalledWith(
        {verb: 'PUT', session_id: 's', job_id: 'a', body: {from: null}});
      expect(work.open.calls.argsFor(0)[0].context).toContain('was saved');
      expect(toasts.add.calls.allArgs()).toEqual([['success', 'Saved session session s.']]);
    });

    it('asks nothing more when it is closed', () => {
      const pages = [];
      api.getJobs.and.callFake(() => {
        pages.push($q.defer());
        return pages[pages.length - 1].promise;
      });
      spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview()));
      const wizard = draw(null);
      type(wizard.element, 'freezer-schedule_interval', '6');
      wizard.scope.$destroy();
      pages[0].resolve({items: [], next: 'more', checked: 24});
      $rootScope.$apply();
      $verifyNoPendingTasks('$timeout');
      expect([api.getJobs.calls.count(), api.previewSchedule.calls.count()]).toEqual([1, 0]);
    });

    it('says so when nothing was changed', () => {
      spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s')));
      draw({id: 's', name: 'session s'}).element.find('.finish').click();
      expect(toasts.add).toHaveBeenCalledWith('success', 'Nothing changed in session session s.');
    });

    it('shows each kind of schedule, and one that has no fields raw', () => {
      spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s', {
        schedule: {schedule_interval: '1 days', schedule_hour: '3'}})));
      spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview()));
      const element = draw({id: 's', name: 'session s'}).element;
      expect(element.find('.freezer-raw dd').length).toBe(2);
      expect(element.find('.freezer-radio').length).toBe(6);
      $timeout.flush(400);
      expect(api.previewSchedule.calls.argsFor(0)[0].schedule.schedule_hour).toBe('3');
      pick('once', '#freezer-schedule_date');
      pick('calendar', '#freezer-schedule_day_of_week');
      pick('continuous', '#freezer-schedule_end_date');
      pick('none', '.alert-warning');
      $timeout.flush(400);
      expect(api.previewSchedule.calls.mostRecent().args[0].schedule).toEqual({});

      function pick(kind, selector) {
        model.spec.schedule.kind = kind;
        model.preview();
        $rootScope.$apply();
        expect(element.find(selector).length).toBe(1);
      }
    });

    it('shows that the jobs cannot be loaded, and tries again', () => {
      api.getJobs.and.callFake(() => $q.reject({error: 'Slow.'}));
      const element = draw(null).element;
      expect(element.find('.freezer-pool [role=alert]').text()).toContain('Slow.');
      api.getJobs.and.returnValue($q.when({items: [fx.job('a')], next: null}));
      element.find('.freezer-pool-retry').click();
      expect(element.find('.freezer-pool .freezer-job').length).toBe(1);
    });

    it('takes a date from the browser\'s calendar, which begins at what is typed', () => {
      spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s', {
        schedule: {schedule_date: '2030-01-01T00:00:00Z'},
        schedule_local: {schedule_date: '2030-01-01 01:00'}})));
      spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview()));
      const element = draw({id: 's', name: 'session s'}).element;
      const calendar = element.find('.freezer-calendar')[0];
      calendar.showPicker = jasmine.createSpy('showPicker');
      expect(element.find('.freezer-zone-name').text()).toBe('UTC');
      element.find('.freezer-date button').click();
      expect(calendar.showPicker).toHaveBeenCalled();
      expect(calendar.value).toBe('2030-01-01T01:00');
      calendar.value = '2031-02-03T04:05';
      calendar.onchange();
      $rootScope.$apply();
      expect(model.spec.schedule.date).toBe('2031-02-03 04:05');
      $timeout.flush(400);
      expect(api.previewSchedule.calls.mostRecent().args[0].schedule)
        .toEqual({schedule_date: '2031-02-03 04:05[UTC]'});
      type(element, 'freezer-schedule_date', 'soon');
      element.find('.freezer-date button').click();
      expect(calendar.value).toBe('');
    });

    describe('with advice', () => {
      let element, wizard;

      function edit(answer, suggestion, members) {
        spyOn(api, 'getSession').and.returnValue($q.when(fx.session('s', {
          members: (members || ['a']).map(id => fx.member(id))})));
        spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview(answer)));
        wizard = draw({id: 's', name: 'session s'}, suggestion);
        element = wizard.element;
        angular.element(document.body).append(element);
        $timeout.flush(400);
      }

      function step(index) {
        return element.find('.wizard-steps .step').eq(index);
      }

      it('shows it in each step that it can be put right in, and says so', () => {
        edit({advice: [fx.advice(), fx.advice({kind: 'far', level: 'info', applies: []})]});
        expect([0, 1, 2].map(index => step(index).find('.freezer-advised').length))
          .toEqual([1, 2, 2]);
        expect(freezerFixtures.announced())
          .toBe('Schedule: every 6 hours. Next run: 1 Jan 2030, 00:00:00. 2 hints.');
        expect(element.find('.freezer-next-run').length).toBe(2);
      });

      it('takes it over with a click, and hands the focus to what it says of it', () => {
        edit({advice: [fx.advice()]});
        wizard.scope.switchTo(1);
        $rootScope.$apply();
        step(1).find('.freezer-apply').focus().click();
        $timeout.flush(0);
        expect(document.activeElement).toBe(step(1).find('.freezer-applied')[0]);
        expect(element.find('#freezer-hold_off').val()).toBe('90');
        step(1).find('.freezer-unapply').click();
        $timeout.flush(0);
        expect(element.find('#freezer-hold_off').val()).toBe('60');
        expect(document.activeElement).toBe(step(1).find('.freezer-applied')[0]);
        expect(element.find('.freezer-unapply').length).toBe(0);
      });

      it('can be opened with it taken over, in the step where it is', () => {
        edit({}, {words: 'Run every 2 hours', schedule: {schedule_interval: '2 hours'},
          schedule_local: {schedule_interval: '2 hours'}});
        expect(wizard.scope.currentIndex).toBe(1);
        expect(element.find('#freezer-schedule_interval').val()).toBe('2');
        expect(step(1).find('.freezer-applied').text()).toContain('Run every 2 hours');
        expect(document.activeElement).toBe(step(1).find('.freezer-applied')[0]);
      });

      it('names who follows a new schedule, and folds a long list', () => {
        edit({schedule: {schedule_interval: '7 hours'}}, null,
          ['a', 'b', 'c', 'd', 'e', 'f', 'g']);
        expect(element.find('.freezer-follow').length).toBe(0);
        type(element, 'freezer-schedule_interval', '7');
        expect(element.find('.freezer-follow').text()).toContain('7 jobs get the new schedule');
        expect(element.find('.freezer-follow-names').text())
          .toBe('"job a", "job b", "job c", "job d", "job e"');
        expect(element.find('.freezer-follow-more').text()).toBe('and 2 more');
        element.find('.freezer-follow-more').click();
        expect(element.find('.freezer-follow-names').text()).toContain('job g');
        expect(element.find('.freezer-follow-more').length).toBe(0);
        model.spec.schedule.kind = 'none';
        model.preview();
        $rootScope.$apply();
        expect(element.find('.freezer-follow').text()).toContain('7 jobs stop when you save');
      });

      it('says at its end which jobs did not follow', () => {
        const health = freezer('health.service');
        spyOn(health, 'again');
        edit({});
        work.open.and.returnValue($q.when({done: 2, total: 2, stopped: false,
          failures: [{name: 'job a', error: 'Busy.'}]}));
        type(element, 'freezer-hold_off', '90');
        spyOn(api, 'updateSession').and.returnValue($q.when(fx.session('s')));
        element.find('.finish').click();
        expect(work.open.calls.argsFor(0)[0].again).toBe(true);
        expect(toasts.add.calls.allArgs()).toEqual([['error',
          'Saved session session s, but not all changes to its jobs. Not done: "job a".']]);
        expect(health.again).toHaveBeenCalled();
      });

      it('says that it was stopped', () => {
        edit({});
        work.open.and.returnValue($q.when({done: 0, total: 2, stopped: true, failures: []}));
        element.find('.finish').click();
        expect(toasts.add.calls.argsFor(0)[1]).toContain('Stopped by you.');
      });
    });
  });
})();
