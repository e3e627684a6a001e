(function() {
  'use strict';

  describe('freezer history', () => {
    let scope, element, answer, review, failure;
    const fx = freezerFixtures;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      spyOn(toasts, 'add');
      spyOn($injector.get('horizon.app.core.openstack-service-api.userSession'), 'get')
        .and.callFake(() => $q.when({id: 'u'}));
      spyOn(api, 'getSnapshots').and.callFake(() => failure ? $q.reject(failure) : $q.when(answer));
      spyOn(api, 'getSnapshot').and.callFake(
        () => review ? $q.when(review) : $q.reject({status: 404, error: 'It is gone.'}));
      window.localStorage.clear();
      failure = null;
      answer = fx.history([
        fx.snapshot(42, {current: true, pinned: false}),
        fx.snapshot(41, {key: '41', confidence: 'estimated', cells: {
          a: {state: 'none', at: null, end: null, level: null, backups: 0, words: 'No backup'}
        }}),
        fx.snapshot(40, {confidence: 'pinned', pinned: true})
      ]);
      review = reviewOf(answer.items[0]);
    });

    function reviewOf(item) {
      return Object.assign({}, item, {
        session: {id: 's', name: 'Shop'},
        outside: [],
        members: [{
          id: 'a', name: 'job <b>a</b>', client_id: 'client-a', part: 'member',
          part_words: '', state: 'succeeded', state_words: 'Backed up', start: item.start,
          end: item.end, duration: 60, backups: [{
            id: 'b1', job_id: 'a', backup_name: 'orders', at: item.start, level: null, size: null,
            container: '/backups', storage: 'local', mode: 'fs', engine: 'tar', hostname: 'h',
            path: '/srv', client_version: '19.0.0', words: ''
          }]
        }]
      });
    }

    function draw(more) {
      scope = $rootScope.$new();
      scope.session = fx.session('s', Object.assign({members: [fx.member('a')]}, more));
      scope.canPin = scope.canRestore = scope.isShown = true;
      element = fx.draw('<freezer-history session="session" is-shown="isShown" can-pin="canPin" ' +
                        'can-restore="canRestore"></freezer-history>', scope);
      $timeout.flush();
    }

    function cell(job, column) {
      return element.find('[data-job="' + job + '"] .freezer-history-cell').eq(column);
    }

    function head(column) {
      return element.find('.freezer-history-head').eq(column);
    }

    function open(box) {
      box.click();
      $timeout.flush();
    }

    function told() {
      return element.find('.freezer-history-told').text();
    }

    it('is a grid of members and tags, the newest at the right', () => {
      draw();
      expect(api.getSnapshots).toHaveBeenCalledWith('s', {limit: 50});
      expect(element.find('.freezer-history-tag').slice(0, 3).map(function() {
        return this.textContent;
      }).get()).toEqual(['40', '~41', '42']);
      expect(cell('a', 2).attr('data-state')).toBe('succeeded');
      expect(cell('a', 1).attr('aria-label')).toBe('No backup');
      expect(cell('b', 1).attr('data-state')).toBe('apart');
      expect(element.find('.freezer-history-reach').text()).toContain('3 snapshots');
      expect(element.find('.freezer-history-sure dd').length).toBe(3);
      expect(element.find('.freezer-history-signs li').length).toBe(3);
    });

    it('does not say how sure the tags are where all are exact', () => {
      answer.items.forEach(item => { item.confidence = 'exact'; });
      draw();
      expect(element.find('.freezer-history-sure').length).toBe(0);
      expect(element.find('.freezer-history-signs li').length).toBe(3);
    });

    it('has the day before the month, and fades what should be gone', () => {
      answer.items[1].cells.a.gone = true;
      draw();
      expect(element.find('.freezer-history-day').eq(0).text())
        .toBe(new Date(answer.items[2].start * 1000).toLocaleDateString(
          'en-GB', {timeZone: 'UTC', day: 'numeric', month: 'short'}));
      expect(cell('a', 1).hasClass('freezer-history-faded')).toBe(true);
      expect(cell('a', 0).hasClass('freezer-history-faded')).toBe(false);
      expect(element.find('.freezer-history-signs .freezer-history-faded').text().trim())
        .toBe('faded: the backup should be gone');
    });

    it('is spoken once: the spot that has the focus, and not the line above it', () => {
      draw();
      expect(cell('a', 1).attr('aria-label')).toBe('No backup');
      expect(element.find('.freezer-history-told').attr('aria-live')).toBeUndefined();
    });

    it('says that there is none', () => {
      answer = fx.history([]);
      draw();
      expect(element.find('.freezer-history-note').text()).toContain('It has no backups yet.');
      expect(element.find('.freezer-history-grid').length).toBe(0);
    });

    it('keeps what it shows when reading fails, and tries again', () => {
      draw();
      failure = {status: 502, error: 'Freezer does not answer.'};
      scope.session = fx.session('s', {session_tag: 43});
      scope.$apply();
      $timeout.flush();
      expect(element.find('.freezer-history-failure').text()).toContain('Freezer does not answer.');
      expect(element.find('.freezer-history-failure').text()).toContain('last known state');
      expect(cell('a', 2).length).toBe(1);
      failure = null;
      element.find('.freezer-history-retry').click();
      expect(element.find('.freezer-history-failure').length).toBe(0);
    });

    it('is not read while it is not shown', () => {
      draw();
      scope.isShown = false;
      scope.session = fx.session('s', {session_tag: 43});
      scope.$apply();
      $timeout.verifyNoPendingTasks();
      expect(api.getSnapshots).toHaveBeenCalledTimes(1);
      scope.isShown = true;
      scope.$apply();
      $timeout.flush(0);
      expect(api.getSnapshots).toHaveBeenCalledTimes(2);
    });

    it('opens what its address says, and goes back', () => {
      answer.items[1].tag = null;
      $location.search({tag: '40', job: 'a', shown: '100'});
      draw();
      expect(api.getSnapshots).toHaveBeenCalledWith('s', {limit: 100});
      expect(api.getSnapshot).toHaveBeenCalledWith('s', 't40');
      expect(element.find('.freezer-history-part').length).toBe(1);
      open(head(1));
      expect($location.search()).toEqual({tag: '41', shown: '100'});
      expect(api.getSnapshot.calls.mostRecent().args).toEqual(['s', '41']);
      $location.search('tag', '7');
      scope.$apply();
      expect(api.getSnapshot.calls.mostRecent().args).toEqual(['s', 't7']);
      $location.search('tag', null);
      scope.$apply();
      expect(element.find('.freezer-history-panel').length).toBe(0);
    });

    it('compares what its address says', () => {
      spyOn(api, 'compareSnapshots').and.callFake(
        () => $q.when({a: answer.items[2], b: answer.items[0], words: ['Alike.'], rows: []}));
      $location.search({tag: '42', with: '40'});
      draw();
      expect(api.compareSnapshots).toHaveBeenCalledWith('s', {a: 't40', b: 't42'});
      expect(api.getSnapshot).toHaveBeenCalledTimes(1);
      expect(element.find('.freezer-history-differences').text()).toContain('Alike.');
      $location.search('with', null);
      scope.$apply();
      expect(element.find('.freezer-history-comparison').length).toBe(0);
      $location.search('with', '40');
      scope.$apply();
      expect(api.compareSnapshots).toHaveBeenCalledTimes(2);
      expect(api.getSnapshot).toHaveBeenCalledTimes(2);
      element.find('.freezer-history-back').click();
      expect($location.search()).toEqual({tag: '42'});
    });

    it('goes further back', () => {
      answer.next = '50';
      draw();
      element.find('.freezer-history-older').click();
      expect(api.getSnapshots).toHaveBeenCalledWith('s', {limit: 100});
    });

    it('is walked by keys, one stop of Tab', () => {
      draw();
      expect(element.find('.freezer-history-grid [tabindex="0"]').length).toBe(1);
      head(2)[0].focus();
      scope.$apply();
      expect(told()).toContain('Tag 42, exact · 2 of 2 backed up · ');
      fx.press('ArrowDown');
      expect(document.activeElement).toBe(cell('a', 2)[0]);
      expect(told()).toContain('job a on client-a');
      expect(told()).toContain('1 backup.');
      fx.press('ArrowLeft');
      expect(told()).toContain('No backup');
      fx.press('End', {ctrlKey: true});
      expect(document.activeElement).toBe(cell('b', 2)[0]);
      fx.press('Home');
      expect(document.activeElement).toBe(cell('b', 0)[0]);
      fx.press('PageUp');
      fx.press('ArrowUp');
      expect(document.activeElement).toBe(head(0)[0]);
      fx.press('x');
      expect(document.activeElement).toBe(head(0)[0]);
      fx.press('Enter');
      $timeout.flush();
      expect(api.getSnapshot).toHaveBeenCalledWith('s', 't40');
    });

    it('tells what the pointer is at', () => {
      draw();
      cell('b', 2).trigger('mousemove');
      expect(told()).toContain('job b');
      element.find('.freezer-history-grid').trigger('mouseleave');
      expect(told().trim()).toBe('');
    });

    it('stays where it is when it is read again', () => {
      draw();
      head(2)[0].focus();
      fx.press('ArrowDown');
      fx.press('ArrowLeft');
      answer = angular.copy(answer);
      answer.items.unshift(fx.snapshot(43, {current: true}));
      scope.session = fx.session('s', {session_tag: 43});
      scope.$apply();
      $timeout.flush();
      expect(document.activeElement).toBe(cell('a', 1)[0]);
      expect(cell('a', 3).length).toBe(1);
    });

    it('opens a snapshot, and a member in it', () => {
      draw();
      open(head(2));
      expect(element.find('.freezer-history-panel h3').text()).toContain('Tag 42');
      expect(element.find('.freezer-history-member-row').text()).toContain('job <b>a</b>');
      expect(element.find('.freezer-history-member-row').text()).toContain('in /');
      open(cell('a', 2));
      expect(element.find('.freezer-history-backup').text()).toContain('/srv');
      element.find('.freezer-history-whole').click();
      $timeout.flush();
      expect(element.find('.freezer-history-review').length).toBe(1);
      open(cell('b', 2));
      expect(element.find('.freezer-history-part').text()).toContain('No backup in this snapshot');
      fx.press('Escape');
      expect(element.find('.freezer-history-panel').length).toBe(0);
      expect(document.activeElement).toBe(cell('b', 2)[0]);
    });

    it('restores a snapshot in a dialog of its own', () => {
      const restore = freezer('restore.service');
      spyOn(restore, 'open').and.callFake(() => $q.reject('escape'));
      draw();
      open(head(2));
      element.find('.freezer-history-restore').click();
      expect(restore.open).toHaveBeenCalledWith('s', 't42');
      scope.canRestore = false;
      scope.$apply();
      expect(element.find('.freezer-history-restore').length).toBe(0);
    });

    it('says that a snapshot cannot be read', () => {
      draw();
      review = null;
      open(head(2));
      expect(element.find('.freezer-history-panel .freezer-history-failure').text())
        .toContain('It is gone.');
      review = reviewOf(answer.items[0]);
      element.find('.freezer-history-panel .freezer-history-retry').click();
      expect(element.find('.freezer-history-review').length).toBe(1);
    });

    it('pins the run that has ended, and reads again', () => {
      spyOn(api, 'pinSnapshot').and.returnValue($q.when(
        {snapshot: answer.items[0], words: 'Tag 42 is pinned.'}));
      draw();
      expect(element.find('.freezer-history-offer-do').text())
        .toContain('Pin this snapshot (tag 42)');
      element.find('.freezer-history-offer-do').click();
      expect(api.pinSnapshot).toHaveBeenCalledWith('s', 't42');
      expect(element.find('.freezer-history-said').text()).toContain('Tag 42 is pinned.');
      expect(api.getSnapshots).toHaveBeenCalledTimes(2);
    });

    it('says why a pin was refused', () => {
      spyOn(api, 'pinSnapshot').and.callFake(() => $q.reject({status: 409, error: 'It runs.'}));
      draw();
      element.find('.freezer-history-offer-do').click();
      expect(element.find('.freezer-history-said-bad').text())
        .toContain('Unable to pin Tag 42. It runs.');
    });

    it('unpins once it is told what is lost', () => {
      review = reviewOf(answer.items[2]);
      spyOn(api, 'unpinSnapshot').and.returnValue($q.when(
        {snapshot: fx.snapshot(40, {key: '40'}), words: 'Tag 40 is no longer pinned.'}));
      draw();
      open(head(0));
      element.find('.freezer-history-unpin').click();
      expect(api.unpinSnapshot).not.toHaveBeenCalled();
      element.find('.freezer-history-unpin-do').click();
      expect(api.unpinSnapshot).toHaveBeenCalledWith('s', 't40');
      expect(element.find('.freezer-history-said').text()).toContain('no longer pinned');
    });

    it('closes a snapshot that nothing but its pin kept', () => {
      review = reviewOf(answer.items[2]);
      spyOn(api, 'unpinSnapshot').and.returnValue($q.when(
        {snapshot: null, words: 'Tag 40 is no longer pinned.'}));
      draw();
      open(head(0));
      element.find('.freezer-history-unpin').click();
      element.find('.freezer-history-unpin-do').click();
      expect(element.find('.freezer-history-said-bad').length).toBe(0);
      expect(element.find('.freezer-history-said').text()).toContain('no longer pinned');
      expect(element.find('.freezer-history-unpin').length).toBe(0);
    });

    it('offers no pin to who may not', () => {
      draw();
      scope.canPin = false;
      scope.$apply();
      expect(element.find('.freezer-history-offer').length).toBe(0);
      expect(element.find('.freezer-history-auto').length).toBe(0);
    });

    describe('pinning by itself', () => {
      beforeEach(() => {
        spyOn(api, 'pinSnapshot').and.callFake(
          () => $q.when({snapshot: answer.items[0], words: 'Pinned.'}));
      });

      function next(item) {
        answer = fx.history([item]);
        scope.session = fx.session('s', {session_tag: item.tag, time_end: item.end});
        scope.$apply();
        $timeout.flush();
      }

      it('pins each complete run once, when it ends under its eyes', () => {
        draw();
        element.find('.freezer-history-auto input').click();
        expect(api.pinSnapshot).not.toHaveBeenCalled();
        next(fx.snapshot(43, {current: true, state: 'running', end: null}));
        expect(api.pinSnapshot).not.toHaveBeenCalled();
        next(fx.snapshot(43, {current: true, end: 1}));
        expect(api.pinSnapshot).toHaveBeenCalledTimes(1);
        next(fx.snapshot(43, {current: true, end: 2}));
        next(fx.snapshot(44, {current: true, state: 'incomplete'}));
        expect(api.pinSnapshot).toHaveBeenCalledTimes(1);
      });

      it('pins nothing when its page is gone, nor reads after a pin', () => {
        const reading = $q.defer();
        const pinning = $q.defer();
        draw();
        element.find('.freezer-history-auto input').click();
        next(fx.snapshot(43, {current: true, end: 1}));
        api.pinSnapshot.and.returnValue(pinning.promise);
        next(fx.snapshot(44, {current: true, end: 2}));
        expect(api.pinSnapshot).toHaveBeenCalledTimes(2);
        api.getSnapshots.and.returnValue(reading.promise);
        scope.session = fx.session('s', {session_tag: 45, time_end: 3});
        scope.$apply();
        $timeout.flush();
        const readings = api.getSnapshots.calls.count();
        scope.$destroy();
        reading.resolve(fx.history([fx.snapshot(45, {current: true, end: 3})]));
        pinning.resolve({snapshot: answer.items[0], words: 'Pinned.'});
        $rootScope.$apply();
        expect(api.pinSnapshot).toHaveBeenCalledTimes(2);
        expect(api.getSnapshots).toHaveBeenCalledTimes(readings);
      });

      it('pins nothing for a user who may not', () => {
        draw();
        element.find('.freezer-history-auto input').click();
        scope.canPin = false;
        next(fx.snapshot(43, {current: true, end: 1}));
        expect(api.pinSnapshot).not.toHaveBeenCalled();
      });

      it('is kept by the browser, for this user and session', () => {
        draw();
        element.find('.freezer-history-auto input').click();
        expect(window.localStorage.getItem('freezer.history.pin:u:s')).toBe('on');
        element.remove();
        scope.$destroy();
        draw();
        expect(element.find('.freezer-history-auto input').prop('checked')).toBe(true);
        element.find('.freezer-history-auto input').click();
        expect(window.localStorage.getItem('freezer.history.pin:u:s')).toBe(null);
      });
    });

    it('shows two snapshots beside each other, the older one first', () => {
      spyOn(api, 'compareSnapshots').and.returnValue($q.when({
        a: answer.items[1], b: answer.items[0],
        words: ['job a was backed up in Tag 42 only.'],
        rows: [
          {id: 'a', name: 'job a', client_id: 'c', a: null, changed: ['state'],
            words: 'is other', b: {state: 'succeeded', state_words: 'Backed up', start: 1700000000,
              duration: 60, level: null, container: '/c', client_version: '19', backups: 1,
              backup_name: 'orders'}},
          {id: 'b', name: 'job b', client_id: 'c', a: null, b: null, changed: [], words: ''}
        ]
      }));
      draw();
      open(head(2));
      element.find('#freezer-history-other').val('string:41').trigger('change');
      expect(api.compareSnapshots).toHaveBeenCalledWith('s', {a: '41', b: 't42'});
      expect(element.find('.freezer-history-differences').text()).toContain('Tag 42 only');
      expect(element.find('.freezer-history-changed').text()).toContain('Backed up');
      element.find('.freezer-history-only input').click();
      expect(element.find('.freezer-history-compare-row').length).toBe(1);
      element.find('.freezer-history-back').click();
      expect(element.find('.freezer-history-members').length).toBe(1);
    });

    describe('files', () => {
      let tab;

      beforeEach(() => {
        tab = {
          location: {replace: jasmine.createSpy('replace')}, close: jasmine.createSpy('close')
        };
        spyOn(window, 'open').and.returnValue(tab);
        spyOn(window.URL, 'createObjectURL').and.returnValue('blob:x');
        spyOn(window.URL, 'revokeObjectURL');
      });

      it('gives a printable page in a tab of its own', () => {
        spyOn(api, 'exportSnapshot').and.returnValue($q.when(
          {name: 'a.html', type: 'text/html', text: '<p>'}));
        draw();
        open(head(2));
        element.find('.freezer-history-html').click();
        expect(api.exportSnapshot).toHaveBeenCalledWith('s', 't42', {format: 'html'});
        expect(tab.location.replace).toHaveBeenCalledWith('blob:x');
        expect(tab.opener).toBe(null);
        $timeout.flush();
        expect(window.URL.revokeObjectURL).toHaveBeenCalledWith('blob:x');
      });

      it('closes the tab again, and says why', () => {
        spyOn(api, 'exportSnapshot').and.callFake(
          () => $q.reject({status: 502, error: 'No answer.'}));
        draw();
        open(head(2));
        element.find('.freezer-history-html').click();
        expect(tab.close).toHaveBeenCalled();
        expect(toasts.add.calls.argsFor(0)[1]).toContain('No answer.');
      });

      it('saves the others', () => {
        spyOn(HTMLAnchorElement.prototype, 'click');
        spyOn(api, 'exportSnapshot').and.returnValue($q.when(
          {name: 'a.csv', type: 'text/csv', text: 'a'}));
        draw();
        open(head(2));
        element.find('.freezer-history-csv').click();
        expect(HTMLAnchorElement.prototype.click).toHaveBeenCalled();
        expect(window.open).not.toHaveBeenCalled();
      });
    });

    it('shows the backups that are in no snapshot, and why', () => {
      answer.outside = [{id: 'x', job_id: 'gone', at: 1700000000, backup_name: 'orders',
        words: 'It was made between two runs.'}];
      draw();
      element.find('.freezer-history-outside-toggle').click();
      expect(element.find('.freezer-history-outside-row').text()).toContain('between two runs');
      expect(element.find('.freezer-history-outside-row').text()).toContain('gone');
    });
  });
})();
