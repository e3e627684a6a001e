(function() {
  'use strict';

  const fx = freezerFixtures;

  describe('freezer sessions service', () => {
    let sessions;

    beforeEach(fx.services);
    beforeEach(() => {
      sessions = freezer('sessions.service');
    });

    function read() {
      sessions.read(angular.noop).catch(angular.noop);
      $rootScope.$apply();
    }

    function items(promise) {
      let result;
      promise.then(response => { result = response.data.items; });
      $rootScope.$apply();
      return result;
    }

    it('lists rows with what the table needs', () => {
      spyOn(api, 'getAllSessions').and.returnValue($q.when([fx.row('s', {result: null})]));
      read();
      const row = items(sessions.list())[0];
      expect(api.getAllSessions).toHaveBeenCalledWith({form: 'table'});
      expect(row.name).toBe('session s');
      expect(row.$path).toBe('project/freezer_sessions/s');
      expect(row.members_count).toBe(0);
      expect(row.verdict_words).toBe('Complete: 0 of 0 in tag 4');
      expect(row.status_label).toBe('Completed');
      expect(row.result_label).toBe('-');
      expect(row.result_facet).toBe('_none');
    });

    it('changes the track with everything that is shown', () => {
      const before = sessions.adapt(fx.row('s'));
      expect(sessions.adapt(fx.row('s')).$track).toBe(before.$track);
      [{description: 'x'}, {status: 'running'}, {result: 'fail'}, {session_tag: 5},
        {schedule_words: 'x'}, {time_start: 1}, {next_run: 1}, {next_run_about: false},
        {next_run_note: 'x'},
        {verdict: {state: 'running', words: 'x'}}, {counts: {members: 7}}
      ].forEach(change => {
        expect(sessions.adapt(fx.row('s', change)).$track).not.toBe(before.$track);
      });
    });

    it('does not find "incomplete" by the facet "complete"', () => {
      function facet(state) {
        return sessions.adapt(fx.row('s', {need: state, verdict: {state, words: 'x'}}))
          .verdict_facet;
      }

      expect(facet('incomplete')).not.toContain('_complete');
      expect(sessions.adapt(fx.row('s', {
        need: 'failed', verdict: {state: 'incomplete', words: 'x'}
      })).verdict_facet).toBe('_incomplete_failed');
    });

    it('lets the jobs follow the schedule of a file, and none that is not in it', () => {
      const saved = fx.session('s', {problems: [fx.problem('drift', 's', 'a')]});
      const work = freezer('writes.bulkOperation');
      const registry = $injector.get('horizon.framework.conf.resource-type-registry.service');
      const update = registry.getResourceType('OS::Freezer::Session').itemActions
        .find(each => each.id === 'updateFromFileFreezerSessionAction').service;
      spyOn(work, 'open').and.returnValue($q.when({failures: []}));
      spyOn(freezer('core.toast'), 'success');
      ['schedule.schedule_hour', 'hold_off'].forEach(part => {
        $injector.get('$uibModal').open = () => (
          {result: $q.when({row: saved, plan: {changes: [{part}]}})});
        update.perform({id: 's'});
        $rootScope.$apply();
      });
      expect(work.open.calls.allArgs().map(([spec]) => spec.tasks.map(task => task.name)))
        .toEqual([['job a'], []]);
    });

    it('offers a row what its run calls for', () => {
      const rowActions = freezer('sessions.rowActions');
      spyOn(permissions, 'allowed').and.returnValue($q.when());

      function offered(more) {
        const found = [];
        Object.keys(rowActions).forEach(name => {
          rowActions[name].allowed(sessions.adapt(fx.row('s', more)))
            .then(() => { found.push(name); }, angular.noop);
        });
        $rootScope.$apply();
        return found;
      }

      expect(offered({counts: {members: 2}, verdict: {state: 'incomplete', words: 'x'}}))
        .toEqual(['retry', 'run', 'history']);
      expect(offered({counts: {members: 2}})).toEqual(['run', 'history']);
      expect(offered({counts: {members: 2}, verdict: {state: 'running', words: 'x'}}))
        .toEqual(['history']);
      expect(offered({counts: {members: 0}, session_tag: 0})).toEqual([]);
      permissions.allowed.and.returnValue($q.reject());
      expect(offered({counts: {members: 2}})).toEqual(['history']);
      // not on a session's own page
      rowActions.history.allowed(fx.row('s')).then(fail, angular.noop);
      $rootScope.$apply();
    });

    it('lists again only for somebody who looks at the list', () => {
      const scope = $rootScope.$new();
      spyOn(api, 'getAllSessions').and.returnValue($q.when([]));
      sessions.refresh();
      expect(api.getAllSessions).not.toHaveBeenCalled();
      freezer('lists.panel').attach({}, scope, sessions);
      api.getAllSessions.calls.reset();
      sessions.refresh();
      expect(api.getAllSessions).toHaveBeenCalled();
      scope.$destroy();
    });
  });

  describe('freezer sessions panel', () => {
    let ctrl, scope, sessions;

    beforeEach(fx.allowed);
    beforeEach(() => {
      sessions = freezer('sessions.service');
      spyOn(api, 'getHealth').and.returnValue($q.when({items: [], checked: {}}));
      scope = $rootScope.$new();
      spyOn(api, 'getAllSessions').and.returnValue($q.defer().promise);
      ctrl = $injector.get('$controller')(
        'horizon.dashboard.project.freezer.sessions.PanelController', {$scope: scope});
      freezer('lists.panel').attach(ctrl, scope, sessions);
    });

    function list(answer) {
      api.getAllSessions.and.returnValue(answer);
      ctrl.refresher.refresh().catch(angular.noop);
      scope.$apply();
    }

    it('leaves the table alone as long as nothing is other', () => {
      list($q.when([fx.row('s')]));
      const first = ctrl.params;
      spyOn(api, 'lookAtSessions').and.returnValue($q.when([fx.row('s')]));
      $timeout.flush(15000);
      expect(ctrl.params).toBe(first);
      api.lookAtSessions.and.returnValue($q.when([fx.row('s', {status: 'running'})]));
      $timeout.flush(22500);
      expect(ctrl.params).not.toBe(first);
    });

    it('checks what is in sight and in doubt, and shows it without listing again', () => {
      const doubtful = fx.row('s', {confirmed: false,
        verdict: {state: 'checking', words: 'Checking tag 4…'}});
      list($q.when([doubtful, fx.row('t', {confirmed: true})]));
      expect(ctrl.refresher.news).toBe('');
      spyOn(api, 'checkSessions').and.returnValue(
          $q.when([fx.row('s', {confirmed: true})]));
      scope.$broadcast('freezer.inSight', 's');
      scope.$emit('freezer.inSight', 's');
      $timeout.flush(50);
      expect(api.checkSessions).toHaveBeenCalledWith(['s'], {form: 'table'});
      let shown;
      api.getAllSessions.calls.reset();
      sessions.list(ctrl.params).then(response => { shown = response.data.items; });
      scope.$apply();
      expect(shown.map(item => [item.id, item.verdict.state]))
        .toEqual([['s', 'complete'], ['t', 'complete']]);
      expect(api.getAllSessions).not.toHaveBeenCalled();
      expect(ctrl.refresher.news).toBe('');
    });

    it('looks often while something is in doubt', () => {
      list($q.when([fx.row('s', {confirmed: false})]));
      spyOn(api, 'lookAtSessions').and.returnValue($q.when([]));
      $timeout.flush(5000);
      expect(api.lookAtSessions).toHaveBeenCalled();
    });

    it('knows the pages of what it lists only', () => {
      list($q.when([fx.row('s')]));
      expect(ctrl.pathOf('s')).toContain('/s');
      expect(ctrl.pathOf('gone')).toBeUndefined();
    });

    it('says what was repaired, and lists again', () => {
      spyOn(toasts, 'add');
      ctrl.onRepaired('Repaired: 100 %(words)s.');
      ctrl.onRepaired(null);
      expect(toasts.add.calls.allArgs()).toEqual([['success', 'Repaired: 100 %(words)s.']]);
      expect(api.getAllSessions.calls.count()).toBe(3);
    });

    it('lists again when a session was saved or deleted, as long as it is there', () => {
      list($q.when([fx.row('s')]));
      api.getAllSessions.and.returnValue($q.when([]));
      $rootScope.$emit('freezer.sessionsChanged');
      scope.$apply();
      expect(ctrl.empty()).toBe(true);
      api.getAllSessions.calls.reset();
      scope.$destroy();
      $rootScope.$emit('freezer.sessionsChanged');
      expect(api.getAllSessions).not.toHaveBeenCalled();
    });

    it('draws the table with Horizon\'s own', done => {
      scope.$destroy();
      scope = $rootScope.$new();
      api.getAllSessions.and.returnValue($q.when([
        fx.row('s', {description: '<b>{{1+1}}{$ 1+1 $}</b>'})]));
      api.getHealth.and.returnValue($q.when({items: [
        fx.problem('ghost', 's', 'a'), fx.problem('drift', 's', 'b')]}));
      const element = fx.draw(fx.template('sessions/panel'), scope);
      fx.later(scope, () => {
        expect(element.find('.freezer-session-link').text()).toBe('<b>{{1+1}}{$ 1+1 $}</b>');
        expect(element.find('td .freezer-chip-good').length).toBe(1);
        expect(element.find('.freezer-list-chip').text().trim()).toBe('1 Complete');
        expect(element.find('.freezer-total').text()).toBe('1 session ·');
        expect(element.find('.freezer-col-verdict .freezer-health-mark').text())
          .toContain('2 problems');
        element.find('.freezer-health-toggle').trigger('click');
        expect(element.find('.freezer-problem-session a').attr('href')).toContain('/s');
      }, done);
    });

    describe('drawer', () => {
      let element, chevron, workflow;

      beforeEach(() => {
        workflow = freezer('session-wizard.workflow');
        spyOn(workflow, 'open').and.returnValue($q.when({}));
        spyOn(api, 'previewSchedule').and.returnValue($q.when(fx.preview({advice: [fx.advice()]})));
        scope.config = {expand: true, columns: [],
          detailsTemplateUrl: '/static/dashboard/project/freezer/lists/summary.html'};
        scope.resultHandler = jasmine.createSpy('resultHandler').and.callFake($q.when);
        scope.item = sessions.adapt(fx.row('s'));
        draw();
      });

      /** A row as Horizon's table has it. */
      function draw() {
        element = $compile('<table><tbody><tr><td><span class="fa fa-chevron-right"' +
          ' hz-expand-detail duration="0"></span></td></tr><tr class="detail-row">' +
          '<td class="detail"><hz-detail-row template-url="config.detailsTemplateUrl">' +
          '</hz-detail-row></td></tr></tbody></table>')(scope);
        angular.element(document.body).append(element);
        scope.$apply();
        $timeout.flush(0);
        chevron = element.find('[hz-expand-detail]');
      }

      function press(key) {
        chevron.trigger(angular.element.Event('keydown', {key}));
        scope.$apply();
      }

      it('asks when it is opened, by keys too', () => {
        expect(api.previewSchedule).not.toHaveBeenCalled();
        expect(chevron.attr('role')).toBe('button');
        expect(chevron.attr('aria-label')).toBe('Next runs of session s');
        expect(chevron.attr('aria-expanded')).toBe('false');
        press('x');
        expect(api.previewSchedule).not.toHaveBeenCalled();
        press('Enter');
        expect(api.previewSchedule).toHaveBeenCalledWith({session_id: 's'});
        expect(chevron.attr('aria-expanded')).toBe('true');
        expect(element.find('.freezer-next-run').length).toBe(2);
        expect(element.find('.freezer-commands-toggle').text().trim()).toBe('As command');
        press(' ');
        expect(chevron.attr('aria-expanded')).toBe('false');
        expect(api.previewSchedule.calls.count()).toBe(1);
      });

      it('is forgotten with its page', () => {
        press('Enter');
        const table = freezer('sessions.service');
        expect(Object.keys(table.opened)).toEqual(['s']);
        scope.$destroy();
        expect(table.opened).toEqual({});
      });

      it('opens the workflow with an advice', () => {
        press('Enter');
        element.find('.freezer-apply').click();
        expect(workflow.open).toHaveBeenCalledWith(scope.item, fx.advice().applies[0]);
        expect(scope.resultHandler).toHaveBeenCalled();
      });
    });
  });

  describe('freezer session actions', () => {
    let create, edit, health, remove, workflow, dialog;

    beforeEach(fx.services);
    beforeEach(() => {
      ({create, edit} = freezer('session-wizard.actions'));
      remove = freezer('sessions.service').remove;
      health = freezer('health.service');
      workflow = freezer('session-wizard.workflow');
      dialog = fx.dialog();
      spyOn(toasts, 'add');
      spyOn(permissions, 'allowed').and.returnValue($q.when());
    });

    it('ask the policy', () => {
      fx.outcome(create.allowed());
      expect(permissions.allowed).toHaveBeenCalledWith('create');
      fx.outcome(edit.allowed({id: 's'}));
      expect(permissions.allowed).toHaveBeenCalledWith('edit');
      fx.outcome(remove.allowed());
      expect(permissions.allowed).toHaveBeenCalledWith('remove');
    });

    it('create and edit by the workflow', () => {
      spyOn(workflow, 'open').and.returnValue($q.when({id: 'new'}));
      expect(fx.outcome(create.perform()).created)
        .toEqual([{type: 'OS::Freezer::Session', id: 'new'}]);
      expect(workflow.open).toHaveBeenCalledWith(null);
      // Horizon gives a scope with it
      expect(fx.outcome(edit.perform({id: 's'}, {})).updated)
        .toEqual([{type: 'OS::Freezer::Session', id: 's'}]);
      expect(workflow.open).toHaveBeenCalledWith({id: 's'}, undefined);
      fx.outcome(edit.apply({id: 's'}, {hold_off: 90}));
      expect(workflow.open).toHaveBeenCalledWith({id: 's'}, {hold_off: 90});
    });

    it('look for what a failed deletion may have broken', () => {
      const sessions = freezer('sessions.service');
      spyOn(api, 'deleteSession').and.callFake(id => id === 'b'
        ? $q.reject({error: 'It is running.'}) : $q.when());
      spyOn(health, 'again');
      sessions.panel = {refresher: {refresh: jasmine.createSpy('refresh')}};
      const result = fx.outcome(remove.perform([
        {id: 'a', name: 'A'}, {id: 'b', name: 'B'}, {id: 'c', name: 'C'}]));
      expect(result.deleted.map(each => each.id)).toEqual(['a', 'c']);
      expect(result.failed.map(each => each.id)).toEqual(['b']);
      expect(dialog.failures()).toEqual(['B: It is running.']);
      expect(toasts.add).not.toHaveBeenCalled();
      expect(health.again.calls.count()).toBe(1);
      expect(sessions.panel.refresher.refresh.calls.count()).toBe(1);
    });
  });
})();
