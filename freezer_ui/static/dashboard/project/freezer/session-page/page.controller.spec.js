(function() {
  'use strict';

  describe('freezer session page', () => {
    let scope, first;
    const fx = freezerFixtures;
    let allowed, broken, hints, element, work;

    beforeEach(freezerFixtures.page);
    beforeEach(module($provide => {
      $provide.value('$routeParams', {id: 's'});
      $provide.value('horizon.app.core.openstack-service-api.policy', {
        ifAllowed() { return allowed ? $q.when() : $q.reject(); }
      });
    }));
    beforeEach(() => {
      work = freezer('writes.bulkOperation');
      spyOn(toasts, 'add');
      spyOn(api, 'getSession').and.callFake(() => first);
      spyOn(api, 'getSessionHead').and.callFake(() => first);
      spyOn(api, 'getSessionRow').and.callFake(() => first);
      spyOn(api, 'getJobs').and.returnValue($q.when({items: [fx.job('p')], next: null}));
      spyOn(api, 'previewSchedule').and.callFake(() => $q.when(fx.preview({advice: hints})));
      spyOn(api, 'getHealth').and.callFake(() => $q.when({items: broken}));
      spyOn(api, 'getSnapshots').and.callFake(() => $q.when(fx.history([])));
      spyOn(api, 'getOffers').and.callFake(() => $q.when({offers: []}));
      spyOn($injector.get('horizon.app.core.openstack-service-api.userSession'), 'get')
        .and.callFake(() => $q.when({id: 'u'}));
      spyOn(work, 'open').and.callFake(spec => {
        const failures = [];
        return $q.all(spec.tasks.map(task => task.go().catch(() => { failures.push(task.name); })))
          .then(() => ({done: spec.tasks.length, failures, stopped: false}));
      });
      allowed = true;
      broken = [];
      hints = [];
      first = $q.when(session(['a', 'b']));
      $location.search({tab: 'jobs'});
    });

    describe('of 500 jobs', () => {
      let frame, table;

      beforeEach(() => {
        const frames = [];
        spyOn($window, 'requestAnimationFrame').and.callFake(drawing => frames.push(drawing));
        frame = () => {
          document.dispatchEvent(new Event('scroll'));
          while (frames.length) {
            frames.splice(0).forEach(drawing => drawing());
          }
          $timeout.flush(0);
        };
        first = $q.when(session(Array.from({length: 500}, (none, at) => 'm' + at)));
        draw();
        // as Bootstrap has it
        table = element.find('.freezer-members-table').css('border-collapse', 'collapse');
        frame();
      });
      afterEach(() => {
        window.scrollTo(0, 0);
      });

      it('draws the rows near the screen, and says how many there are', () => {
        // without styles, the page's menu is a list above them
        table[0].scrollIntoView();
        frame();
        expect(members()[0]).toBe('m0');
        expect(members().length).toBeLessThan(60);
        expect(table.attr('aria-rowcount')).toBe('501');
        expect(table.find('.freezer-member').first().attr('aria-rowindex')).toBe('2');
        expect(table.find('tbody').first().height()).toBeGreaterThan(5000);
      });

      it('draws others as one comes to them, in their places', () => {
        // rows that were never drawn are as high as the others are in the mean
        for (let scrolls = 0; scrolls < 5; scrolls++) {
          table[0].scrollIntoView({block: 'end'});
          frame();
        }
        expect(members().pop()).toBe('m499');
        expect(members().length).toBeLessThan(60);
        const last = table.find('.freezer-member').last();
        expect(last.attr('aria-rowindex')).toBe('501');
        expect(Math.abs(last[0].getBoundingClientRect().bottom -
          table[0].getBoundingClientRect().bottom)).toBeLessThan(3);
      });

      it('measures its columns again when some come', () => {
        const width = () => table.find('th').first()[0].style.width;
        table.find('.freezer-space')[0].scrollIntoView({block: 'end'});
        frame();
        expect([table[0].style.tableLayout, width() !== '']).toEqual(['fixed', true]);
        element.find('.freezer-session').controller().can.members = false;
        scope.$apply();
        expect([table[0].style.tableLayout, width()]).toEqual(['', '']);
      });

      it('finds one, and selects what it found', () => {
        element.find('#freezer-members-search').val('JOB M49').trigger('input');
        expect(members()).toEqual(['m49'].concat(
          Array.from({length: 10}, (none, at) => 'm49' + at)));
        expect(element.find('.freezer-members-search .freezer-count').text())
          .toBe('11 of 500 jobs match');
        expect(table.attr('aria-rowcount')).toBe('12');
        element.find('.freezer-pick-all').click();
        expect(element.find('.freezer-remove-picked').text()).toContain('Remove 11 jobs');
        element.find('#freezer-members-search').val('nothing').trigger('input');
        expect(members()).toEqual([]);
        expect(table.text()).toContain('No job matches the search.');
      });
    });

    it('has no search while there are few', () => {
      draw();
      expect(element.find('#freezer-members-search').length).toBe(0);
    });

    function session(ids, more) {
      return fx.session('s', Object.assign({members: ids.map(id => fx.member(id))}, more));
    }

    function draw() {
      scope = $rootScope.$new();
      element = fx.draw(fx.template('session-page/page'), scope);
    }

    function members() {
      return element.find('.freezer-member').get().map(node => node.getAttribute('data-job'));
    }

    function row(more) {
      return fx.brief('s', more);
    }

    function tabs() {
      return element.find('[role=tab]').get().map(node => node.getAttribute('data-tab') +
        (node.getAttribute('aria-selected') === 'true' ? ' true' : ''));
    }

    function heads(head) {
      spyOn(freezer('core.prerendered'), 'take')
        .and.returnValue(head);
    }

    function removed(call) {
      return $q.when({job: fx.job(call.job_id), undo: {verb: 'PUT', job_id: call.job_id}});
    }

    it('shows facts, problems and members', () => {
      first = $q.when(session(['a'], {
        problems: [fx.problem('drift', 's', 'a', {words: 'job a has its own schedule.'})],
        verdict: {state: 'incomplete', words: 'Failed or incomplete', freezer_differs: true}
      }));
      draw();
      expect(element.find('.freezer-chip-words').first().text()).toBe('Failed or incomplete');
      expect(element.find('.freezer-verdict').text())
        .toContain('Freezer says: completed / success');
      expect(element.find('.freezer-problems').text()).toContain('own schedule');
      expect(members()).toEqual(['a']);
    });

    it('has the whole record, with its user and project, as text', () => {
      spyOn(api, 'getRecord').and.returnValue($q.when({record: {user_id: '<b>', project_id: 'p'}}));
      $location.search({tab: 'run'});
      draw();
      expect(api.getRecord).not.toHaveBeenCalled();
      element.find('.freezer-item-record').click();
      expect(api.getRecord).toHaveBeenCalledWith('sessions', 's');
      expect(element.find('.freezer-item-json').text())
        .toBe('{\n  "user_id": "<b>",\n  "project_id": "p"\n}');
    });

    it('repairs, reads again, and offers the way back', () => {
      const back = {verb: 'DELETE', session_id: 's', job_id: 'a', body: null};
      first = $q.when(session(['a'], {problems: [fx.problem('drift', 's', 'a')]}));
      spyOn(api, 'call').and.returnValue($q.when({undo: back}));
      draw();
      element.find('.freezer-repair').click();
      expect(element.find('.freezer-problem').length).toBe(0);
      expect(api.getSession).toHaveBeenCalled();
      expect(element.find('.freezer-undo-words').text()).toBe('Repaired: job a.');
      api.call.and.returnValue($q.when({undo: null}));
      element.find('.freezer-undo-do').click();
      expect(api.call).toHaveBeenCalledWith(back);
      expect(fx.announced()).toBe('Undone.');
    });

    it('says what was repaired where there is no way back', () => {
      broken = [fx.problem('dangling', 's', 'x')];
      spyOn(api, 'call').and.returnValue($q.when({undo: null}));
      draw();
      element.find('.freezer-repair').click();
      expect(toasts.add).toHaveBeenCalledWith('success', 'Repaired: job x.');
      expect(element.find('.freezer-undo-do').length).toBe(0);
    });

    it('removes a member: pending until it was read back', () => {
      const answer = $q.defer();
      const back = {verb: 'PUT', session_id: 's', job_id: 'a', body: null};
      spyOn(api, 'call').and.returnValue(answer.promise);
      draw();
      element.find('.freezer-remove').first().click();
      expect(api.call).toHaveBeenCalledWith(
        {verb: 'DELETE', session_id: 's', job_id: 'a', body: {then: 'stop'}});
      expect(element.find('.freezer-pending').length).toBe(1);
      api.getSession.and.returnValue($q.when(session(['b'])));
      answer.resolve({session: {}, job: fx.job('a'), undo: back});
      scope.$apply();
      expect(members()).toEqual(['b']);
      expect(fx.announced()).toBe('Removed job a from session s. The job is stopped.');
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-remove')[0]);
      api.call.and.callFake(() => $q.reject({error: 'Changed.'}));
      element.find('.freezer-undo-do').click();
      expect(api.call).toHaveBeenCalledWith(back);
      expect(toasts.add).toHaveBeenCalledWith('error', 'Unable to undo. Changed.');
    });

    it('lets a member run alone, on its own schedule or the session\'s', () => {
      first = $q.when(session([], {members: [
        fx.member('a', {own: {schedule: {}, words: 'every day'}}), fx.member('b'),
        fx.member('g', {ghost: true})]}));
      spyOn(api, 'call').and.returnValue($q.when({job: fx.job('a')}));
      draw();
      expect(element.find('.freezer-remove-alone').get()
        .map(node => node.textContent.replace(/.*: /, ''))).toEqual(['every day', 'every 6 hours']);
      element.find('.freezer-remove-alone').first().click();
      expect(api.call).toHaveBeenCalledWith(
        {verb: 'DELETE', session_id: 's', job_id: 'a', body: {then: 'run'}});
      expect(fx.announced()).toBe('Removed job a from session s. The job keeps running.');
    });

    it('offers no running alone without a schedule', () => {
      first = $q.when(session(['a'], {schedule: {}}));
      draw();
      expect(element.find('.freezer-remove-alone').length).toBe(0);
    });

    it('says why a member stays, and shows how it is now', () => {
      spyOn(api, 'call').and.callFake(() => $q.reject({status: 409, error: 'It is running.'}));
      draw();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-remove').first().click();
      expect(members()).toEqual(['a', 'b']);
      expect(toasts.add).toHaveBeenCalledWith(
        'error', 'Unable to remove job a from session s. It is running.');
      expect(fx.announced()).toContain('It is running.');
      expect(api.getSession).toHaveBeenCalled();
      expect(api.getHealth.calls.count()).toBe(2);
      expect(api.getJobs.calls.count()).toBe(2);
    });

    it('removes several with progress, and adds them back with one undo', () => {
      spyOn(api, 'call').and.callFake(removed);
      draw();
      element.find('.freezer-pick').first().click();
      expect(element.find('.freezer-remove-picked').text()).toContain('Remove 1 job');
      element.find('.freezer-pick-all').click();
      api.getSession.and.returnValue($q.when(session([])));
      element.find('.freezer-remove-picked').click();
      expect(api.call.calls.count()).toBe(2);
      expect(fx.announced()).toBe('Removed 2 jobs from session s. The jobs are stopped.');
      expect(members()).toEqual([]);
      api.call.and.returnValue($q.when({}));
      api.call.calls.reset();
      element.find('.freezer-undo-do').click();
      expect(api.call.calls.allArgs().map(args => args[0].job_id))
        .toEqual(['b', 'a']);
    });

    it('does not say that all is undone where a job could not be put back', () => {
      spyOn(api, 'call').and.callFake(removed);
      draw();
      element.find('.freezer-pick-all').click();
      element.find('.freezer-remove-picked').click();
      api.call.and.callFake(call => call.job_id === 'a'
        ? $q.reject({error: 'Changed.'}) : $q.when({}));
      api.call.calls.reset();
      api.getHealth.calls.reset();
      element.find('.freezer-undo-do').click();
      expect(api.call).toHaveBeenCalledTimes(2);
      expect(fx.announced()).not.toBe('Undone.');
      expect(api.getHealth).toHaveBeenCalled();
    });

    it('takes a selection of all back', () => {
      draw();
      element.find('.freezer-pick-all').click().click();
      expect(element.find('.freezer-remove-picked').length).toBe(0);
    });

    it('adds a job from the pool', () => {
      spyOn(api, 'call').and.returnValue($q.when(
        {job: fx.job('p', {session_id: 's'}), undo: {verb: 'DELETE'}}));
      draw();
      element.find('.freezer-toggle-add').click();
      expect(api.getJobs).toHaveBeenCalledWith({pool: 1, limit: 24});
      api.getSession.and.returnValue($q.when(session(['a', 'b', 'p'])));
      element.find('.freezer-choose').click();
      expect(api.call).toHaveBeenCalledWith(
        {verb: 'PUT', session_id: 's', job_id: 'p', body: {from: null}});
      expect(members()).toEqual(['a', 'b', 'p']);
      expect(element.find('.freezer-job').length).toBe(0);
      expect(element.find('.freezer-undo-words').text()).toBe('Added job p to session s.');
    });

    it('adds several, and looks for what a failure may have broken', () => {
      api.getJobs.and.returnValue($q.when({items: [fx.job('p'), fx.job('q')], next: null}));
      spyOn(api, 'call').and.callFake(call => call.job_id === 'q' ? $q.reject({error: 'Busy.'})
                             : $q.when({job: fx.job('p', {session_id: 's'}), undo: null}));
      draw();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-choose-shown input').click();
      api.getJobs.and.returnValue($q.when({items: [fx.job('q')], next: null}));
      element.find('.freezer-choose-many').click();
      expect(fx.announced()).toBe('Added 1 job to session s.');
      expect(element.find('.freezer-add .freezer-job').length).toBe(1);
      expect(api.getHealth.calls.count()).toBe(2);
    });

    it('never shows an older answer after a newer one', () => {
      const slow = $q.defer();
      draw();
      api.getSession.and.returnValue(slow.promise);
      element.find('.freezer-refresh').click();
      spyOn(api, 'call').and.returnValue($q.when({job: null}));
      api.getSession.and.returnValue($q.when(session(['b'])));
      element.find('.freezer-remove').first().click();
      slow.resolve(session(['a', 'b']));
      scope.$apply();
      expect(members()).toEqual(['b']);
    });

    it('says why the pool is not shown, and tries again', () => {
      api.getJobs.and.callFake(() => $q.reject({error: 'Slow.'}));
      draw();
      element.find('.freezer-toggle-add').click();
      expect(element.find('.freezer-add [role=alert]').text()).toContain('Slow.');
      api.getJobs.and.returnValue($q.when({items: [], next: null, checked: 2}));
      element.find('.freezer-pool-retry').click();
      expect(element.find('.freezer-add').text()).toContain('The pool is empty');
    });

    it('reads nothing more of the pool when it is closed, or its page is gone', () => {
      const answers = fx.waiting(api.getJobs);
      draw();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-toggle-add').click();
      scope.$destroy();
      answers.forEach(each => { each.resolve({items: [], next: 'more', checked: 24}); });
      $rootScope.$apply();
      expect(api.getJobs).toHaveBeenCalledTimes(2);
    });

    it('reads nothing more after a write that ends when its page is gone', () => {
      const writing = $q.defer();
      spyOn(api, 'call').and.returnValue(writing.promise);
      draw();
      element.find('.freezer-remove').first().click();
      scope.$destroy();
      writing.resolve({job: null});
      $rootScope.$apply();
      expect(api.call).toHaveBeenCalledTimes(1);
      expect(api.getSession).toHaveBeenCalledTimes(1);
    });

    it('draws nothing when its answer comes after it is gone', () => {
      const reading = $q.defer();
      first = reading.promise;
      draw();
      const text = element.text();
      scope.$destroy();
      reading.resolve(session(['a']));
      $rootScope.$apply();
      expect(element.text()).toBe(text);
    });

    it('offers a reader nothing to write', () => {
      allowed = false;
      draw();
      expect(element.find('.freezer-remove, .freezer-toggle-add, .freezer-pick').length).toBe(0);
      expect(members()).toEqual(['a', 'b']);
    });

    it('tells a failing load and recovers by itself', () => {
      first = $q.reject({status: 504, error: 'Slow.'});
      first.catch(angular.noop);
      draw();
      expect(element.find('.freezer-feed-failure').text()).toContain('Slow.');
      expect(members()).toEqual([]);
      first = $q.when(session(['a', 'b']));
      $timeout.flush(4000);
      expect(members()).toEqual(['a', 'b']);
    });

    it('says that the session is gone, and where to go', () => {
      first = $q.reject({status: 404, error: 'Gone.'});
      first.catch(angular.noop);
      draw();
      expect(element.find('.freezer-gone h1').text()).toBe('Gone.');
      expect(element.find('.freezer-gone-list').attr('href')).toBe('project/freezer_sessions/');
      expect(element.find('.freezer-feed, .freezer-tabs, .freezer-loading').length).toBe(0);
    });

    it('begins with what the page has, and asks for nothing that it shows', () => {
      heads(row({version: 'v'}));
      $location.search({tab: 'schedule'});
      draw();
      expect(element.find('h1').text()).toBe('session s');
      expect(element.find('.freezer-chip-words').first().text()).toContain('Complete');
      [api.getSession, api.getSessionHead, api.getSessionRow, api.getSnapshots].forEach(
        call => { expect(call).not.toHaveBeenCalled(); });
    });

    it('shows its head while its members are read', () => {
      const reading = $q.defer();
      api.getSession.and.returnValue(reading.promise);
      first = $q.when(row());
      draw();
      expect(element.find('h1').text()).toBe('session s');
      expect(element.find('.freezer-members-loading').length).toBe(1);
      reading.resolve(session(['a']));
      scope.$apply();
      expect(members()).toEqual(['a']);
      expect(api.getSessionHead).toHaveBeenCalledTimes(1);
    });

    it('looks up what its document leaves in doubt', () => {
      heads(row({confirmed: false}));
      $location.search({tab: 'schedule'});
      draw();
      expect(api.getSessionRow).toHaveBeenCalledTimes(1);
    });

    it('has a tab for each part, with an address, and reads what is shown', () => {
      $location.path('/project/freezer_sessions/s').search({tab: 'history', tag: '42'});
      api.getSessionRow.and.returnValue($q.when(row()));
      draw();
      $timeout.flush(0);
      expect(tabs()).toEqual(['run', 'history true', 'jobs', 'schedule']);
      expect(element.find('[role=tab]').get().map(node => node.getAttribute('href'))).toEqual([
        'project/freezer_sessions/s', 'project/freezer_sessions/s?tab=history',
        'project/freezer_sessions/s?tab=jobs', 'project/freezer_sessions/s?tab=schedule']);
      expect(element.find('#freezer-tab-jobs .badge').text()).toBe('0');
      expect(api.getSession).not.toHaveBeenCalled();
      expect(api.previewSchedule).not.toHaveBeenCalled();
      expect(api.getSnapshots).toHaveBeenCalledTimes(1);
      $location.search({});
      scope.$apply();
      expect(tabs()).toEqual(['run true', 'history', 'jobs', 'schedule']);
      expect(api.getSession).toHaveBeenCalledTimes(1);
      $location.search({tab: 'jobs'});
      scope.$apply();
      expect(members()).toEqual(['a', 'b']);
      expect(api.getSession).toHaveBeenCalledTimes(1);
      $location.search({tab: 'toString'});
      scope.$apply();
      expect(tabs()[0]).toBe('run true');
      expect(api.getSnapshots).toHaveBeenCalledTimes(1);
    });

    it('reads its members again where the session is another by now', () => {
      draw();
      $location.search({tab: 'schedule'});
      scope.$apply();
      first = $q.when(row({version: 'other'}));
      element.find('.freezer-refresh').click();
      first = $q.when(session(['c'], {version: 'other'}));
      $location.search({tab: 'jobs'});
      scope.$apply();
      expect(members()).toEqual(['c']);
    });

    it('walks its tabs with the keys', () => {
      draw();
      const all = element.find('[role=tab]');
      expect(all.get().map(node => node.tabIndex)).toEqual([-1, -1, 0, -1]);
      all[2].focus();
      ['ArrowRight', 'ArrowRight', 'ArrowLeft', 'Home', 'End', 'x'].forEach(key => {
        fx.press(key);
      });
      expect(document.activeElement).toBe(all[3]);
      fx.press('Home');
      expect(document.activeElement).toBe(all[0]);
      fx.press('ArrowLeft', {ctrlKey: true});
      expect(document.activeElement).toBe(all[0]);
      all.on('click', event => { event.preventDefault(); });
      let clicked = 0;
      all.first().on('click', () => { clicked++; });
      fx.press(' ');
      $timeout.flush(0);
      expect(clicked).toBe(1);
    });

    it('pins while another tab is shown, if it shall', () => {
      window.localStorage.setItem('freezer.history.pin:u:s', 'on');
      draw();
      $timeout.flush(0);
      expect(api.getSnapshots).toHaveBeenCalledTimes(1);
      expect(element.find('.freezer-history-note').length).toBe(0);
      window.localStorage.clear();
    });

    it('keeps the search in its address', () => {
      $location.search({tab: 'jobs', q: 'job a'});
      draw();
      expect(members()).toEqual(['a']);
      element.find('#freezer-members-search').val('').trigger('input');
      expect(members()).toEqual(['a', 'b']);
      expect($location.search()).toEqual({tab: 'jobs'});
    });

    it('goes to the list once it is deleted, and is read again once it is edited', () => {
      draw();
      const page = element.find('.freezer-session').controller();
      page.handle($q.when({deleted: [], updated: [{id: 's'}]}));
      scope.$apply();
      expect(api.getSession).toHaveBeenCalledTimes(2);
      page.handle($q.reject('cancel'));
      scope.$apply();
      expect(api.getSession).toHaveBeenCalledTimes(2);
      page.handle($q.when({deleted: [{id: 's'}]}));
      scope.$apply();
      expect($location.url()).toBe('/project/freezer_sessions');
    });

    it('has its next runs in a tab, asked for once', () => {
      $location.search({tab: 'schedule'});
      draw();
      expect(api.previewSchedule.calls.allArgs()).toEqual([[{session_id: 's'}]]);
      expect(element.find('.freezer-next-run').length).toBe(2);
      expect(element.find('.freezer-hints-open').length).toBe(0);
    });

    it('asks again for runs that are over, and when something changed', () => {
      $location.search({tab: 'schedule'});
      draw();
      expect(api.previewSchedule.calls.count()).toBe(1);
      first = $q.when(row());
      element.find('.freezer-refresh').click();
      expect(api.previewSchedule.calls.count()).toBe(1);
      first = $q.when(row({hold_off: 5}));
      api.previewSchedule.and.callFake(() => $q.when(fx.preview({next_run: 5})));
      element.find('.freezer-refresh').click();
      expect(api.previewSchedule.calls.count()).toBe(2);
      first = $q.when(row({hold_off: 5}));
      element.find('.freezer-refresh').click();
      expect(api.previewSchedule.calls.count()).toBe(3);
    });

    it('counts its hints in a line, and opens the workflow with one', () => {
      const workflow = freezer('session-wizard.workflow');
      $location.search({tab: 'schedule'});
      hints = [fx.advice({level: 'info'})];
      draw();
      expect(element.find('.freezer-hints-words').text()).toBe('1 hint about the schedule');
      expect(element.find('.freezer-warn').length).toBe(0);
      spyOn(workflow, 'open').and.returnValue($q.when({}));
      first = $q.when(session(['a'], {description: 'Other'}));
      element.find('.freezer-apply').click();
      expect(workflow.open.calls.argsFor(0)[1]).toEqual(hints[0].applies[0]);
      expect(element.find('h1').text()).toBe('Other');
      workflow.open.and.returnValue($q.reject('cancel'));
      const count = api.getSessionRow.calls.count();
      element.find('.freezer-apply').click();
      expect(api.getSessionRow.calls.count()).toBe(count);
    });

    it('shows a reader the hints only', () => {
      allowed = false;
      hints = [fx.advice()];
      $location.search({tab: 'schedule'});
      draw();
      expect(element.find('.freezer-advised').length).toBe(1);
      expect(element.find('.freezer-warn').length).toBe(1);
      expect(element.find('.freezer-apply').length).toBe(0);
    });

    it('says that the next runs could not be read', () => {
      $location.search({tab: 'schedule'});
      api.previewSchedule.and.callFake(() => $q.reject({error: 'Slow.'}));
      draw();
      expect(element.find('.freezer-outlook-failure').text()).toContain('Slow.');
      api.previewSchedule.and.returnValue($q.when(fx.preview()));
      element.find('.freezer-outlook-retry').click();
      expect(element.find('.freezer-outlook-failure').length).toBe(0);
    });

    it('keeps itself up to date', () => {
      draw();
      api.getSession.and.returnValue($q.when(session(['b'])));
      api.getSessionRow.and.returnValue($q.when({version: session(['a']).version}));
      $timeout.flush(15000);
      expect(members()).toEqual(['a', 'b']);
      api.getSessionRow.and.returnValue($q.when({version: 'other'}));
      $timeout.flush(22500);
      expect(members()).toEqual(['b']);
    });
  });
})();
