(function() {
  'use strict';

  describe('freezer board', () => {
    const fx = freezerFixtures;
    let createService, page, element;

    beforeEach(freezerFixtures.page);
    beforeEach(module($provide => {
      $provide.value('horizon.app.core.openstack-service-api.policy', {
        ifAllowed() { return page.allowed ? $q.when() : $q.reject(); }
      });
    }));
    beforeEach(() => {
      createService = freezer('session-wizard.actions').create;
      page = fx.boardPage();
      page.prepare();
    });
    afterEach(() => {
      page.leave();
    });

    function draw() {
      page.draw();
      element = page.element;
    }

    it('shows pool and sessions', () => {
      draw();
      expect(page.cards('pool')).toEqual(['p', 'q']);
      expect(page.cards('s')).toEqual(['a']);
      expect(page.card('a').find('.freezer-job-name').text()).toBe('job a');
      expect(element.find('[data-zone=t]').text()).toContain('Drop jobs here.');
      expect(element.find('.freezer-count').text()).toBe('Showing 2 of 2 sessions');
      expect(api.getJobs.calls.allArgs()).toEqual([[{pool: 1, limit: 24}], [{ids: 'a'}]]);
    });

    describe('with a session in doubt', () => {
      let checked;

      beforeEach(() => {
        const doubtful = fx.row('s', {confirmed: false,
          verdict: {state: 'checking', words: 'Checking tag 4…'},
          members: [{id: 'a', client_id: 'c', state: 'checking'}]});
        api.getAllSessions.and.returnValue($q.when([doubtful]));
        checked = $q.defer();
        spyOn(api, 'checkSessions').and.returnValue(checked.promise);
        draw();
      });

      function settle() {
        checked.resolve([page.session('s')]);
        page.scope.$apply();
      }

      function chips() {
        return element.find('[data-zone=s] .freezer-chip').get()
          .map(node => node.getAttribute('data-state'));
      }

      it('says so quietly, checks it and shows what it was', () => {
        expect(chips()).toEqual(['checking', 'checking']);
        expect(element.find('[data-zone=s] .freezer-chip-calm').length).toBe(2);
        expect(page.card('a').find('.freezer-chip-words').text()).toBe('Being checked');
        $timeout.flush(50);
        expect(api.checkSessions).toHaveBeenCalledWith(['s'], {members: 1});
        settle();
        expect(chips()).toEqual(['complete', 'succeeded']);
      });

      it('leaves it alone under the hand', () => {
        $timeout.flush(50);
        page.pick('p');
        settle();
        expect(chips()).toEqual(['checking', 'checking']);
      });

      it('does not take back what was read since', () => {
        $timeout.flush(50);
        api.getAllSessions.and.returnValue($q.when([page.session('s')]));
        page.ctrl.refresher.refresh();
        page.scope.$apply();
        checked.resolve([fx.row('s', {verdict: {state: 'incomplete', words: 'Old'}})]);
        page.scope.$apply();
        expect(chips()).toEqual(['complete', 'succeeded']);
      });

      it('asks for nothing when the page is gone', () => {
        page.scope.$destroy();
        $timeout.flush();
        expect(api.checkSessions).not.toHaveBeenCalled();
      });
    });

    it('reads nothing more when its page is gone', () => {
      page.sessions.s = Array.from({length: 60}, (none, index) => 'm' + index);
      const answers = fx.waiting(api.getJobs);
      draw();
      expect(api.getJobs.calls.allArgs().map(args => args[0].ids ? 'names' : 'pool').sort())
        .toEqual(['names', 'pool']);
      page.scope.$destroy();
      answers.forEach(each => each.resolve({items: [], next: 'more', checked: 24}));
      $rootScope.$apply();
      expect(api.getJobs).toHaveBeenCalledTimes(2);
    });

    it('moves a dragged card, pending until the answer', () => {
      draw();
      page.drag('p', 't');
      expect(page.calls()).toEqual([
        {verb: 'PUT', session_id: 't', job_id: 'p', body: {from: null, also: []}}]);
      expect(page.cards('t')).toEqual(['p']);
      expect(page.card('p').hasClass('freezer-pending')).toBe(true);
      expect(page.card('p').find('.freezer-move:not(.ng-hide)').length).toBe(0);
      expect(page.said()).toBe('Moving job p to session t.');
      page.succeed(0);
      expect(page.card('p').hasClass('freezer-pending')).toBe(false);
      expect(page.said()).toBe('job p is now in session t.');
    });

    describe('when a refresh takes away what is held', () => {
      /** A refresh that was under way when the card was picked up. */
      function refreshWithout(id, pick) {
        const reading = $q.defer();
        draw();
        api.getAllSessions.and.returnValue(reading.promise);
        page.ctrl.refresher.refresh();
        pick();
        page.sessions.s = page.sessions.s.filter(each => each !== id);
        reading.resolve(Object.keys(page.sessions).map(page.session));
        page.scope.$apply();
      }

      function isFree() {
        expect(element.find('.freezer-dragging, .freezer-carried').length).toBe(0);
        expect(page.said()).toContain('A job you picked up is gone');
        expect(toasts.add.calls.mostRecent().args[0]).toBe('warning');
        page.click('p');
        page.click('q', {ctrlKey: true});
        expect(element.find('.freezer-selection').text()).toContain('2');
        page.press('q', 'Escape');
        expect(element.find('.freezer-selection').length).toBe(0);
        const readings = api.getAllSessions.calls.count();
        api.getAllSessions.and.returnValue($q.when(Object.keys(page.sessions)
          .map(page.session)));
        spyOn(api, 'lookAtSessions').and.returnValue($q.when([]));
        $timeout.flush(15000);
        expect(api.lookAtSessions.calls.count() + api.getAllSessions.calls.count())
          .toBeGreaterThan(readings);
      }

      it('lets a dragged card go, whose dragend is not heard', () => {
        let transfer;
        refreshWithout('a', () => { transfer = page.pick('a'); });
        expect(page.cards('s')).toEqual([]);
        page.drop('t', transfer);
        expect(page.calls()).toEqual([]);
        isFree();
      });

      it('lets a card go that the keys carry', () => {
        refreshWithout('a', () => { page.press('a', ' '); });
        isFree();
        page.press('p', ' ');
        expect(page.said()).toContain('Picked up job p');
        page.press('p', 'Escape');
        expect(page.said()).toContain('Cancelled: job p stays');
      });

      it('keeps what is still there', () => {
        refreshWithout('nothing', () => { page.pick('a'); });
        expect(element.find('.freezer-dragging').length).toBe(1);
        page.send(document.body, 'dragend', new DataTransfer());
        page.scope.$apply();
        expect(element.find('.freezer-dragging').length).toBe(0);
      });
    });

    it('says with a move where the user saw the job', () => {
      page.sessions.t = ['a'];
      draw();
      page.sessions.x = [];
      page.ctrl.refresher.refresh();
      page.scope.$apply();
      element.find('[data-zone=t] .freezer-card').attr('data-job', 'second');
      page.drag('a', 'x');
      expect(page.calls()[0].body).toEqual({from: 's', also: ['t']});
    });

    it('brings it back on failure, says why, and loads afresh', () => {
      draw();
      page.drag('p', 't');
      page.fail(0, 'It is in another session now.');
      expect(page.cards('pool')).toEqual(['p', 'q']);
      expect(toasts.add).toHaveBeenCalledWith(
        'error', 'Could not move job p to session t. It is in another session now.');
      expect(api.getAllSessions.calls.count()).toBe(2);
    });

    it('ignores a drop of something that was not picked up here', () => {
      draw();
      const transfer = new DataTransfer();
      transfer.setData('application/x-freezer-job', 'p');
      page.drop('t', transfer);
      expect(page.calls()).toEqual([]);
    });

    it('lets go what is dropped nowhere', () => {
      draw();
      const transfer = page.pick('p');
      expect(page.card('p').hasClass('freezer-carried')).toBe(true);
      page.send(page.card('p')[0], 'dragend', transfer);
      expect(page.card('p').hasClass('freezer-carried')).toBe(false);
    });

    it('does not move a job that runs, and says why', () => {
      page.jobs.p = fx.job('p', {status: 'running'});
      draw();
      expect(page.card('p').attr('title')).toBe('job p is running. Wait until the run ends.');
      expect(page.card('p').find('.freezer-running').text())
        .toContain('Running. The job can be moved after the run.');
      expect(page.card('p').find('.freezer-move:not(.ng-hide)').length).toBe(0);
      expect(page.card('p').find('input').prop('disabled')).toBe(true);
      page.press('p', ' ');
      expect(page.said()).toBe('job p is running. Wait until the run ends.');
      page.press('p', 'x');
      expect(page.said()).toBe('job p is running. Wait until the run ends.');
      page.drag('p', 't');
      expect(page.calls()).toEqual([]);
    });

    it('warns before a drop', () => {
      page.jobs.p = fx.job('p', {warning: 'Its client <b>web</b> is not registered.'});
      draw();
      expect(page.card('p').find('.freezer-warning').text())
        .toContain('Its client <b>web</b> is not registered.');
      page.press('p', ' ');
      expect(page.said()).toContain('Its client <b>web</b> is not registered.');
    });

    describe('out of a session', () => {
      it('has two places while a member is held', () => {
        draw();
        const transfer = page.pick('p');
        expect(element.find('.freezer-place').length).toBe(0);
        page.send(page.card('p')[0], 'dragend', transfer);
        page.pick('a');
        expect(element.find('.freezer-place-stop').text()).toContain('Remove and pause');
        expect(element.find('.freezer-place-run').text()).toContain('Remove, keep running');
        expect(element.find('.freezer-place-run').text())
          .toContain('on the session\'s schedule: every 6 hours');
      });

      it('says the job\'s own schedule where that is known', () => {
        page.jobs.a.own = {schedule: {}, words: 'every day'};
        draw();
        page.pick('a');
        expect(element.find('.freezer-place-run').text())
          .toContain('on its own schedule: every day');
      });

      it('stops the job in the pool', () => {
        draw();
        page.drag('a', 'pool');
        expect(page.calls()).toEqual([
          {verb: 'DELETE', session_id: 's', job_id: 'a', body: {then: 'stop', also: []}}]);
        page.succeed(0);
        expect(page.said()).toBe('job a is now in the pool, stopped.');
        expect(page.cards('pool')).toEqual(['a', 'p', 'q']);
      });

      it('lets it run alone on the strip', () => {
        draw();
        const transfer = page.pick('a');
        page.drop('pool:run', transfer);
        expect(page.calls()[0].body.then).toBe('run');
        page.succeed(0, {schedule_words: 'every day'});
        expect(page.said()).toBe('job a is now in the pool and keeps running: every day.');
      });

      it('says that a job of another session, or a ghost, has left this one', () => {
        draw();
        page.drag('a', 'pool');
        page.answers[0].resolve({session: page.session('s'), job: null, undo: null});
        page.scope.$apply();
        expect(page.said()).toBe('job a is no longer in session s.');
      });
    });

    describe('with the keyboard', () => {
      it('moves a card, and says so', () => {
        draw();
        expect(page.press('p', ' ').defaultPrevented).toBe(true);
        expect(page.said()).toContain('Picked up job p from the pool.');
        page.press('p', 'ArrowRight');
        expect(page.said()).toBe('Over session s, 2 of 3.');
        page.press('p', 'ArrowDown');
        page.press('p', 'ArrowDown');
        expect(page.said()).toBe('Over session t, 3 of 3.');
        expect(element.find('[data-zone=t]').hasClass('freezer-drop-over')).toBe(true);
        page.press('p', 'Enter');
        expect(page.calls()[0].session_id).toBe('t');
        $timeout.flush(0);
        expect(document.activeElement).toBe(page.card('p')[0]);
      });

      it('takes a card out, to stop or to run alone', () => {
        draw();
        page.press('a', 'Enter');
        page.press('a', 'ArrowLeft');
        expect(page.said())
          .toBe('Over "Remove, keep running", on the session\'s schedule: every 6 hours, 2 of 4.');
        expect(element.find('.freezer-place-run').hasClass('freezer-drop-over')).toBe(true);
        page.press('a', 'ArrowUp');
        expect(page.said()).toBe('Over "Remove and pause", the pool, 1 of 4.');
        page.press('a', 'ArrowDown');
        page.press('a', 'Enter');
        expect(page.calls()[0].body).toEqual({then: 'run', also: []});
      });

      it('cancels by Escape, and by leaving the card', () => {
        draw();
        page.press('p', ' ');
        page.press('p', 'ArrowRight');
        page.press('p', 'Escape');
        expect(page.said()).toBe('Cancelled: job p stays in the pool.');
        expect(page.ctrl.drag.isFull()).toBe(false);
        page.press('p', ' ');
        page.card('p')[0].dispatchEvent(new FocusEvent('blur'));
        expect(page.ctrl.drag.isFull()).toBe(false);
        expect(page.calls()).toEqual([]);
      });

      it('puts down in place', () => {
        draw();
        page.press('p', ' ');
        page.press('p', ' ');
        expect(page.said()).toBe('job p stays in the pool.');
        expect(page.calls()).toEqual([]);
      });

      it('goes from card to card, and is one stop of the Tab key in each zone', () => {
        draw();
        expect([page.card('p')[0].tabIndex, page.card('q')[0].tabIndex]).toEqual([0, -1]);
        page.card('p').focus();
        page.press('p', 'ArrowDown');
        expect(document.activeElement).toBe(page.card('q')[0]);
        expect([page.card('p')[0].tabIndex, page.card('q')[0].tabIndex]).toEqual([-1, 0]);
        expect(page.card('q').find('.freezer-move')[0].tabIndex).toBe(0);
        page.press('q', 'ArrowDown');
        expect(document.activeElement).toBe(page.card('q')[0]);
        page.press('q', 'ArrowRight');
        expect(document.activeElement).toBe(page.card('a')[0]);
        page.press('a', 'ArrowRight');
        expect(document.activeElement).toBe(page.card('a')[0]);
        page.press('a', 'ArrowLeft');
        page.press('p', 'ArrowUp');
        expect(document.activeElement).toBe(page.card('p')[0]);
      });

      it('leaves other keys and the card\'s own buttons alone', () => {
        draw();
        expect(page.press('p', 'a').defaultPrevented).toBe(false);
        expect(page.press('p', 'ArrowRight', {ctrlKey: true}).defaultPrevented).toBe(false);
        fx.press(' ', {}, page.card('p').find('.freezer-move')[0]);
        expect(page.ctrl.drag.isFull()).toBe(false);
      });
    });

    it('moves a card by a list', () => {
      draw();
      const targets = page.ctrl.words.targets([{id: 'a', zone: 's'}]);
      spyOn($uibModal, 'open').and.returnValue({result: $q.when('pool:run')});
      page.card('a').find('.freezer-move').click();
      const resolve = $uibModal.open.calls.mostRecent().args[0].resolve;
      expect(resolve.title()).toBe('Move job a to…');
      expect(resolve.places()).toEqual(targets);
      expect(page.calls()[0].body.then).toBe('run');
      $timeout.flush(0);
      expect(document.activeElement).toBe(page.card('a')[0]);
    });

    it('offers a reader nothing to write', () => {
      page.allowed = false;
      draw();
      expect(page.cards('pool')).toEqual(['p', 'q']);
      page.card('p')[0].dispatchEvent(new PointerEvent('pointerdown', {pointerType: 'mouse'}));
      expect(page.card('p')[0].draggable).toBe(false);
      expect(
        element.find('.freezer-move:not(.ng-hide), .btn-primary, .freezer-toolbar .btn').length
      ).toBe(0);
      expect(element.find('.freezer-select:not(.ng-hide)').length).toBe(0);
      page.press('p', ' ');
      page.press('p', 'x');
      page.press('p', 'ArrowDown', {shiftKey: true});
      page.click('p');
      expect(page.ctrl.drag.isFull()).toBe(false);
      expect(page.ctrl.selection.items).toEqual([]);
      expect(document.activeElement).toBe(page.card('q')[0]);
    });

    it('searches, and shows more in steps', () => {
      page.sessions = {};
      for (let i = 0; i < 30; i++) {
        page.sessions['n' + i] = [];
      }
      draw();
      expect(element.find('.freezer-grid .freezer-zone').length).toBe(24);
      element.find('.freezer-more').click();
      expect(element.find('.freezer-grid .freezer-zone').length).toBe(30);
      page.ctrl.screen.search.sessions = 'N29';
      page.ctrl.screen.reset();
      page.scope.$apply();
      expect(element.find('.freezer-grid .freezer-zone').length).toBe(1);
      expect(element.find('.freezer-count').text())
        .toBe('Showing 1 of 1 matching sessions, 30 in total');
      page.ctrl.screen.search.sessions = 'nothing';
      page.scope.$apply();
      expect(element.text()).toContain('No session matches the search.');
    });

    it('searches the pool', () => {
      draw();
      element.find('#freezer-pool-search').val('job q').trigger('input');
      $timeout.flush(300);
      expect(page.cards('pool')).toEqual(['q']);
      element.find('#freezer-pool-search').val('nothing').trigger('input');
      $timeout.flush(300);
      expect(element.find('[data-zone=pool]').text()).toContain('No job matches the search.');
    });

    it('says how far it has looked, and goes on when asked to', () => {
      draw();
      page.ctrl.pool.checked = 3000;
      page.ctrl.pool.exhausted = false;
      page.ctrl.pool.paused = true;
      page.scope.$apply();
      expect(element.find('.freezer-reading').text()).toContain('3,000 jobs loaded so far…');
      expect(element.find('.freezer-pool-more').text()).toContain('Continue searching');
      element.find('.freezer-pool-more').click();
      expect(page.ctrl.pool.paused).toBe(false);
    });

    it('reads the rest of the pool by itself, until it is stopped', () => {
      let next = 24;
      api.getJobs.and.callFake(params => {
        const first = Number(params.cursor || 0);
        const items = Array.from({length: params.ids ? 0 : 24},
                               (none, index) => fx.job('j' + (1000 + first + index)));
        return $q.when({items, next: next && String(first + next), checked: 24, read: 1});
      });
      draw();
      expect(page.ctrl.pool.items.length).toBe(24);
      $timeout.flush(150);
      expect(page.ctrl.pool.items.length).toBe(48);
      expect(element.find('.freezer-reading').text()).toContain('jobs loaded so far…');
      element.find('.freezer-stream').click();
      const asked = api.getJobs.calls.count();
      $timeout.flush(150);
      expect(api.getJobs.calls.count()).toBe(asked);
      expect(element.find('.freezer-stream').text()).toContain('Continue');
      next = null;
      element.find('.freezer-stream').click();
      $timeout.flush(150);
      expect(element.find('.freezer-reading').length).toBe(0);
    });

    it('tells a failure of the pool\'s reading there', () => {
      draw();
      api.getJobs.and.returnValue($q.reject({error: 'Freezer is slow.'}));
      page.ctrl.pool.refresh();
      page.scope.$apply();
      expect(element.find('.freezer-pool-failure').text()).toContain('Freezer is slow.');
    });

    it('shows a large session in steps', () => {
      for (let i = 0; i < 70; i++) {
        page.sessions.t.push('m' + i);
        page.jobs['m' + i] = fx.job('m' + i, {session_id: 't'});
      }
      draw();
      page.frame();
      expect(element.find('[data-zone=t] .freezer-card').attr('aria-setsize')).toBe('60');
      element.find('.freezer-more-cards').click();
      page.frame();
      expect(element.find('[data-zone=t] .freezer-card').attr('aria-setsize')).toBe('70');
    });

    describe('with many cards in the pool', () => {
      let list;

      beforeEach(() => {
        page.jobs = {};
        for (let i = 0; i < 400; i++) {
          page.jobs['m' + i] = fx.job('m' + i, {description: 'job ' + (1000 + i)});
        }
        draw();
        list = element.find('[data-zone=pool] .freezer-scrolls').css({
          height: '300px', 'overflow-y': 'auto'});
        page.frame();
      });

      function scrollTo(top) {
        list.scrollTop(top);
        page.frame();
      }

      function places() {
        return element.find('[data-zone=pool] .freezer-card').get()
          .map(node => Number(node.getAttribute('aria-posinset')));
      }

      it('draws those that can be seen, in the space of all', () => {
        expect(places()[0]).toBe(1);
        expect(places().length).toBeLessThan(60);
        const height = list[0].scrollHeight;
        scrollTo(height / 2);
        expect(places().length).toBeLessThan(60);
        expect(Math.max.apply(null, places())).toBeGreaterThan(190);
        expect(Math.abs(list[0].scrollHeight - height)).toBeLessThan(height / 20);
        scrollTo(1e6);
        expect(places().slice(-1)).toEqual([400]);
        scrollTo(height / 2);
        expect(Math.abs(list.scrollTop() - height / 2)).toBeLessThan(2);
        expect(places().slice(-1)[0]).toBeGreaterThan(190);
        expect(places().slice(-1)[0]).toBeLessThan(230);
      });

      it('keeps the card that has the focus, and its place', () => {
        page.card('m3')[0].focus();
        scrollTo(1e6);
        expect(document.activeElement).toBe(page.card('m3')[0]);
        expect(places().indexOf(4)).toBe(0);
      });

      it('draws what is on the screen also where no card above is drawn', () => {
        scrollTo(10000);
        const middle = page.element.find('[data-zone=pool] .freezer-card').last();
        middle.focus();
        scrollTo(20000);
        scrollTo(19990);
        expect(places().length).toBeGreaterThan(10);
        expect(places().indexOf(Number(middle.attr('aria-posinset')))).toBe(0);
        expect(places()[0]).toBeGreaterThan(1);
        const top = page.element.find('[data-zone=pool] .freezer-card').eq(-1).offset().top;
        expect(Math.abs(top - list.offset().top)).toBeLessThan(1000);
      });

      it('fills the elements of those that are out of sight, each with all of another', () => {
        page.ctrl.selection.only('m1', 'pool');
        page.scope.$apply();
        const before = element.find('[data-zone=pool] .freezer-card').get();
        expect(page.card('m1').hasClass('freezer-selected')).toBe(true);
        scrollTo(1e6);
        const last = page.card('m399');
        // the first is the stop of the Tab key
        expect(element.find('[data-zone=pool] .freezer-card')[1]).toBe(before[1]);
        expect(element.find('[data-zone=pool] .freezer-selected').length).toBe(0);
        expect(last.find('.freezer-job-name').text()).toBe('job 1399');
        expect(last.attr('id')).toBe('freezer-card-pool-m399');
        expect(last.attr('aria-labelledby')).toBe(last.find('.freezer-job-name').attr('id'));
        scrollTo(0);
        expect(page.card('m1').hasClass('freezer-selected')).toBe(true);
      });

      it('keeps the card that is dragged', () => {
        page.pick('m5');
        scrollTo(1e6);
        expect(page.card('m5').length).toBe(1);
        page.send(page.card('m5')[0], 'dragend', new DataTransfer());
        scrollTo(1e6 - 1);
        expect(page.card('m5').length).toBe(0);
      });

      it('draws a card that is to have the focus', () => {
        page.ctrl.keyboard.onFocus({id: 'm0'}, page.ctrl.model.pool);
        scrollTo(1e6);
        page.press('m399', 'ArrowUp');
        $timeout.flush(0);
        expect(document.activeElement).toBe(page.card('m398')[0]);
        page.press('m0', 'ArrowDown');
        $timeout.flush(0);
        expect(document.activeElement).toBe(page.card('m1')[0]);
        page.frame();
        expect(places().indexOf(2)).toBeGreaterThan(-1);
      });

      it('reads on at the end', () => {
        page.ctrl.pool.exhausted = false;
        spyOn(page.ctrl.pool, 'more').and.returnValue($q.when());
        scrollTo(1000);
        expect(page.ctrl.pool.more).not.toHaveBeenCalled();
        scrollTo(1e6);
        page.scope.$apply();
        expect(page.ctrl.pool.more).toHaveBeenCalled();
      });
    });

    it('says what to do when there are no sessions', () => {
      page.sessions = {};
      spyOn(createService, 'perform').and.returnValue($q.when({}));
      draw();
      expect(element.text()).toContain('No sessions yet');
      element.find('.freezer-empty .btn-primary').click();
      expect(createService.perform).toHaveBeenCalled();
      expect(api.getAllSessions.calls.count()).toBe(2);
    });

    it('says that it cannot load, and recovers by itself', () => {
      api.getAllSessions.and.returnValue($q.reject({error: 'Freezer did not answer.'}));
      draw();
      expect(element.find('.freezer-columns').length).toBe(0);
      expect(element.find('.freezer-feed-failure').text()).toContain('Freezer did not answer.');
      api.getAllSessions.and.returnValue($q.when([]));
      $timeout.flush(4000);
      expect(element.find('.freezer-feed-failure').length).toBe(0);
      expect(page.cards('pool')).toEqual(['p', 'q']);
    });

    it('shows the sessions while the pool is being read, and says so', () => {
      api.getJobs.and.returnValue($q.defer().promise);
      draw();
      expect(element.find('.freezer-reading').text()).toContain('Loading the pool…');
      expect(page.cards('s')).toEqual(['a']);
      expect(page.card('a').text()).toContain('Loading the name…');
    });
  });

  describe('freezer move-to list', () => {
    let modal, ctrl, words;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      const messages = freezer('board.messages');
      words = messages.create({
        zones: ['s', 't'].map(id => (
          {id, session: {id, name: id === 's' ? 'Web' : id, schedule_words: 'w'}})),
        zone(id) {
          return this.zones.find(zone => zone.id === id);
        },
        find: angular.noop
      });
      modal = jasmine.createSpyObj('modal', ['close', 'dismiss']);
      ctrl = $controller('horizon.dashboard.project.freezer.writes.MoveToController', {
        $uibModalInstance: modal, title: 'Move A to…',
        places: [{id: 's', name: 'Web'}, {id: 't', name: 'Mail'}]
      });
    });

    it('finds a place by its name', () => {
      ctrl.search = 'we';
      expect(ctrl.places.filter(ctrl.matches).length).toBe(1);
      ctrl.more();
      expect(ctrl.limit).toBe(48);
    });

    it('takes the only place that a search finds by Enter, and none of several', () => {
      const enter = {key: 'Enter', preventDefault: angular.noop};
      ctrl.onKey(enter, ctrl.places.slice(0, 1));
      ctrl.search = 'we';
      ctrl.onKey(enter, ctrl.places);
      ctrl.onKey(enter, []);
      ctrl.onKey({key: 'a'}, ctrl.places.slice(0, 1));
      expect(modal.close).not.toHaveBeenCalled();
      ctrl.onKey(enter, ctrl.places.slice(0, 1));
      expect(modal.close).toHaveBeenCalledWith('s');
    });

    it('answers with the place, or not at all', () => {
      ctrl.choose(ctrl.places[1]);
      expect(modal.close).toHaveBeenCalledWith('t');
      ctrl.cancel();
      expect(modal.dismiss).toHaveBeenCalled();
    });

    function names(items) {
      return words.targets(items).map(place => place.id);
    }

    it('has the two ways out for members, and not where all of them are', () => {
      expect(names([{id: 'p', zone: 'pool'}])).toEqual(['s', 't']);
      expect(names([{id: 'a', zone: 's'}])).toEqual(['pool', 'pool:run', 't']);
      expect(names([{id: 'a', zone: 's'}, {id: 'p', zone: 'pool'}]))
        .toEqual(['pool', 'pool:run', 's', 't']);
      expect(words.moveTitle([{id: 'p', zone: 'pool'}, {id: 'a', zone: 's'}]))
        .toBe('Move 2 jobs to…');
    });
  });
})();
