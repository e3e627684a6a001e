(function() {
  'use strict';

  describe('freezer board with many cards', () => {
    const fx = freezerFixtures;
    let page, element;

    beforeEach(freezerFixtures.page);
    beforeEach(module($provide => {
      $provide.value('horizon.app.core.openstack-service-api.policy', {
        ifAllowed() { return $q.when(); }
      });
    }));
    beforeEach(() => {
      page = fx.boardPage();
      page.prepare();
      page.jobs.r = fx.job('r');
      page.draw();
      element = page.element;
    });
    afterEach(() => {
      page.leave();
    });

    function selected() {
      return element.find('.freezer-selected').get()
        .map(node => node.getAttribute('data-job')).join('');
    }

    function bar() {
      return element.find('.freezer-selection').text().replace(/\s+/g, ' ').trim();
    }

    function check(id, more) {
      page.card(id).find('input')[0].dispatchEvent(
        new MouseEvent('click', Object.assign({bubbles: true, cancelable: true}, more)));
    }

    describe('selects', () => {
      it('by clicks', () => {
        page.click('p');
        expect([selected(), bar()]).toEqual(['p', '']);
        expect(page.said()).toBe('job p selected.');
        page.click('r', {shiftKey: true});
        expect(selected()).toBe('pqr');
        page.click('q', {ctrlKey: true});
        expect(selected()).toBe('pr');
        page.click('a', {metaKey: true});
        expect(bar()).toContain('3 jobs selected');
        page.click('a');
        expect([selected(), bar()]).toEqual(['a', '']);
        page.click('r', {shiftKey: true});
        expect(selected()).toBe('r');
      });

      it('by checkboxes, also a single one', () => {
        check('q');
        expect(page.card('q').find('input').prop('checked')).toBe(true);
        expect(page.card('q').find('label').text()).toContain('Select job q');
        expect(bar()).toContain('1 job selected');
        check('p', {shiftKey: true});
        expect(selected()).toBe('pq');
        check('q');
        expect(page.said()).toBe('job q deselected, 1 job in total.');
        check('p');
        expect(bar()).toBe('');
      });

      it('by keys', () => {
        page.card('p').focus();
        page.press('p', 'x');
        expect(page.said()).toBe('job p selected, 1 job in total.');
        page.press('p', ' ', {ctrlKey: true});
        expect(selected()).toBe('');
        page.press('p', 'ArrowDown', {shiftKey: true});
        page.press('q', 'ArrowDown', {shiftKey: true});
        expect(selected()).toBe('pqr');
        expect(page.said()).toBe('Selection extended to job r, 3 jobs in total.');
        expect(document.activeElement).toBe(page.card('r')[0]);
        page.press('r', 'ArrowUp', {shiftKey: true});
        expect(selected()).toBe('pq');
        page.press('q', 'ArrowUp', {shiftKey: true});
        page.press('p', 'ArrowUp', {shiftKey: true});
        expect(selected()).toBe('p');
        expect(page.press('p', 'a', {ctrlKey: true}).defaultPrevented).toBe(true);
        expect(selected()).toBe('pqr');
        expect(page.said()).toBe('All jobs in the pool selected, 3 jobs in total.');
      });

      it('none by Escape, a click on the empty board, or the bar', () => {
        check('p');
        page.press('p', 'Escape');
        expect(selected()).toBe('');
        check('p');
        element.find('.freezer-grid').click();
        expect(selected()).toBe('');
        check('p');
        element.find('.freezer-selection-clear').click();
        expect(selected()).toBe('');
        expect(page.said()).toBe('Nothing selected.');
      });

      it('only what can be moved', () => {
        page.jobs.q = fx.job('q', {status: 'running'});
        page.ctrl.refresher.refresh();
        page.scope.$apply();
        page.click('q');
        expect(selected()).toBe('');
        page.click('p');
        page.click('r', {shiftKey: true});
        expect(selected()).toBe('pr');
        page.press('p', 'a', {ctrlKey: true});
        expect(selected()).toBe('pr');
        page.press('p', 'ArrowDown', {shiftKey: true});
        expect(selected()).toBe('p');
      });

      it('forgets what is gone', () => {
        page.click('p');
        page.click('q', {ctrlKey: true});
        delete page.jobs.q;
        page.ctrl.refresher.refresh();
        page.scope.$apply();
        expect(page.ctrl.selection.items).toEqual([{id: 'p', zone: 'pool'}]);
      });
    });

    describe('moves', () => {
      function pqr() {
        page.click('p');
        page.click('r', {shiftKey: true});
      }

      it('the whole selection by a drag, one after the other, with its progress', () => {
        pqr();
        expect(page.ctrl.dragWords({id: 'q'}, {id: 'pool'})).toBe('3 jobs');
        page.drag('q', 't');
        expect(page.cards('t')).toEqual(['p', 'q', 'r']);
        expect(page.calls().length).toBe(1);
        expect(element.find('.freezer-batch-count').text()).toBe('0 of 3');
        expect(page.said()).toBe('Moving 3 jobs to session t.');
        page.succeed(0);
        expect(element.find('.freezer-batch-count').text()).toBe('1 of 3');
        page.succeed(1);
        page.succeed(2);
        expect(element.find('.freezer-batch').length).toBe(0);
        expect(page.said()).toBe('3 jobs are now in session t.');
        expect(element.find('.freezer-summary').length).toBe(0);
        expect(selected()).toBe('');
        expect(toasts.add).not.toHaveBeenCalled();
      });

      it('by a drag of another card that alone', () => {
        page.click('p');
        page.drag('q', 't');
        expect(page.cards('t')).toEqual(['q']);
        expect(element.find('.freezer-batch').length).toBe(0);
      });

      it('tells all failures at once, and leaves those cards selected', () => {
        pqr();
        page.drag('p', 't');
        page.fail(0, 'It is <b>gone</b>.');
        page.succeed(1);
        page.succeed(2);
        const summary = element.find('.freezer-summary');
        expect(summary.text()).toContain('2 jobs are now in session t. 1 job could not be moved.');
        expect(summary.find('li').text()).toBe('job p · It is <b>gone</b>.');
        expect(toasts.add).not.toHaveBeenCalled();
        expect([selected(), page.cards('pool').join('')]).toEqual(['p', 'p']);
        expect(api.getAllSessions.calls.count()).toBe(2);
        summary.find('.freezer-summary-dismiss').click();
        expect(element.find('.freezer-summary').length).toBe(0);
      });

      it('stops between two jobs; the rest stays selected where it was', () => {
        pqr();
        page.drag('p', 't');
        element.find('.freezer-batch-stop').click();
        page.succeed(0);
        expect(page.calls().length).toBe(1);
        expect(page.cards('pool')).toEqual(['q', 'r']);
        expect(selected()).toBe('qr');
        expect(element.find('.freezer-summary').text())
          .toContain('1 job is now in session t. Stopped: 2 jobs were not moved.');
        expect(page.ctrl.model.busy()).toBe(false);
      });

      it('no further when its page is gone', () => {
        pqr();
        page.drag('p', 't');
        page.scope.$destroy();
        page.answers[0].resolve({session: page.session('t'), job: page.jobs.p});
        $rootScope.$apply();
        expect(page.calls().length).toBe(1);
      });

      it('and reads on where the pool runs low', () => {
        page.ctrl.pool.exhausted = false;
        page.scope.$apply();
        expect(page.ctrl.pool.exhausted).toBe(true);
        pqr();
        page.ctrl.pool.exhausted = false;
        page.drag('p', 't');
        expect(page.ctrl.pool.exhausted).toBe(false);
        page.succeed(0);
        page.succeed(1);
        page.succeed(2);
        expect(page.ctrl.pool.exhausted).toBe(true);
      });

      it('none, and says so', () => {
        pqr();
        page.drag('p', 't');
        page.fail(0, 'no');
        page.fail(1, 'no');
        page.fail(2, 'no');
        expect(page.said()).toBe('No job was moved. 3 jobs could not be moved.');
      });

      it('the selection by keys, from the card that has the focus', () => {
        pqr();
        page.press('q', ' ');
        expect(page.said()).toContain('Picked up 3 jobs from the pool.');
        page.press('q', 'ArrowRight');
        page.press('q', 'ArrowRight');
        page.press('q', 'Enter');
        expect(page.cards('t')).toEqual(['p', 'q', 'r']);
      });

      it('the selection by a list', () => {
        spyOn($uibModal, 'open').and.returnValue({result: $q.when('s')});
        page.click('p');
        page.click('q', {ctrlKey: true});
        page.click('a', {ctrlKey: true});
        element.find('.freezer-selection-move').click();
        // what is there already stays
        expect(page.calls()[0].job_id).toBe('p');
        expect(page.ctrl.moves.batch.total).toBe(2);
      });

      it('out of sessions, and says on which schedules they would run', () => {
        page.sessions = {s: ['a', 'b'], t: []};
        page.jobs.b = fx.job('b', {session_id: 's', own: {schedule: {}, words: 'every day'}});
        page.ctrl.refresher.refresh();
        page.scope.$apply();
        page.click('a');
        page.click('b', {shiftKey: true});
        page.pick('a');
        expect(element.find('.freezer-place-run').text()).toContain('Remove, keep running');
        expect(element.find('.freezer-place-run').text()).toContain('each on its own schedule');
        page.send(document.body, 'dragend', new DataTransfer());
        page.drag('a', 'pool:run');
        page.succeed(0);
        page.succeed(1);
        expect(page.said()).toBe('2 jobs are now in the pool and keep running.');
        page.click('a');
        page.click('b', {shiftKey: true});
      });

      it('nothing where nothing can be', () => {
        page.drag('a', 's');
        page.ctrl.moves.move([{id: 'a', zone: 's'}], 'no such');
        page.ctrl.moves.move([{id: 'p', zone: 'pool'}], 'pool:run');
        page.ctrl.moves.move([{id: 'no such', zone: 'pool'}], 's');
        expect(page.calls()).toEqual([]);
      });
    });

    describe('takes back', () => {
      const out = {verb: 'DELETE', session_id: 't', job_id: 'p', body: {then: 'stop'}};

      it('a move, through the board', () => {
        page.drag('p', 't');
        page.succeed(0, {}, out);
        expect(element.find('.freezer-undo-words').text()).toBe('job p is now in session t.');
        element.find('.freezer-undo-do').click();
        expect(page.calls()[1]).toEqual(out);
        expect(page.cards('pool')[0]).toBe('p');
        expect(page.card('p').hasClass('freezer-pending')).toBe(true);
        $timeout.flush(0);
        expect(document.activeElement).toBe(page.card('p')[0]);
        page.succeed(1);
        expect(page.said()).toBe('Undone: job p is in the pool again.');
        expect(page.cards('t')).toEqual([]);
      });

      it('a removal', () => {
        const back = {verb: 'PUT', session_id: 's', job_id: 'a', body: {from: null}};
        page.drag('a', 'pool');
        page.succeed(0, {}, back);
        page.ctrl.moves.undo.undo();
        page.scope.$apply();
        expect(page.calls()[1]).toEqual(back);
        expect(page.cards('s')).toEqual(['a']);
        page.succeed(1);
        expect(page.said()).toBe('Undone: job a is in session s again.');
      });

      it('and tells where it could not', () => {
        page.drag('p', 't');
        page.succeed(0, {}, out);
        page.ctrl.moves.undo.undo();
        page.scope.$apply();
        page.fail(1, 'It is in another session now.');
        expect(toasts.add).toHaveBeenCalledWith(
          'error', 'Could not undo the move of job p. It is in another session now.');
        expect(page.cards('t')).toEqual(['p']);
      });

      it('a repair, which health tells', () => {
        page.ctrl.repaired('job p is repaired.', [out]);
        page.ctrl.repaired();
        page.scope.$apply();
        expect(element.find('.freezer-undo-words').text()).toBe('job p is repaired.');
        expect(api.getAllSessions.calls.count()).toBe(3);
        expect(page.ctrl.sessionPath('s')).toContain('freezer_sessions/s');
      });

      it('many at once, the last first', () => {
        page.click('p');
        page.click('q', {shiftKey: true});
        page.drag('p', 't');
        page.succeed(0, {}, out);
        page.succeed(1, {}, Object.assign({}, out, {job_id: 'q'}));
        expect(element.find('.freezer-undo-words').text()).toBe('2 jobs are now in session t.');
        element.find('.freezer-undo-do').click();
        expect(page.calls()[2].job_id).toBe('q');
        page.succeed(2);
        page.fail(3, 'Busy.');
        expect(page.said())
          .toBe('Undone: 1 job is back in its previous place. 1 job could not be moved.');
        expect(element.find('.freezer-summary li').text()).toBe('job p · Busy.');
      });
    });
  });
})();
