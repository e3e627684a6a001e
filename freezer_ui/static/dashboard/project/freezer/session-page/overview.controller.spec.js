(function() {
  'use strict';

  describe('freezer session overview', function() {
    var api, toast, $compile, $q, $rootScope, $route, $timeout, $templateCache, scope, first;
    var allowed, broken, hints, element, work, fx = freezerFixtures;

    beforeEach(module('templates'));
    beforeEach(module('horizon.framework', 'horizon.app.core', 'gettext', 'ui.bootstrap'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(module(function($provide) {
      $provide.value('horizon.app.core.openstack-service-api.policy', {
        ifAllowed: function() { return allowed ? $q.when() : $q.reject(); }
      });
    }));
    beforeEach(inject(function($injector) {
      $compile = $injector.get('$compile');
      $q = $injector.get('$q');
      $rootScope = $injector.get('$rootScope');
      $route = $injector.get('$route');
      $timeout = $injector.get('$timeout');
      $templateCache = $injector.get('$templateCache');
      api = $injector.get('horizon.dashboard.project.freezer.core.api');
      work = $injector.get('horizon.dashboard.project.freezer.writes.bulkOperation');
      toast = $injector.get('horizon.framework.widgets.toast.service');
      spyOn(toast, 'add');
      spyOn($route, 'reload');
      spyOn(api, 'getSession').and.returnValue($q.when(session(['a', 'b'])));
      spyOn(api, 'getJobs').and.returnValue($q.when({items: [fx.job('p')], next: null}));
      spyOn(api, 'previewSchedule').and.callFake(function() {
        return $q.when(fx.preview({advice: hints}));
      });
      spyOn(api, 'getHealth').and.callFake(function() { return $q.when({items: broken}); });
      spyOn(api, 'getSnapshots').and.callFake(function() { return $q.when(fx.history([])); });
      spyOn(api, 'getOffers').and.callFake(function() { return $q.when({offers: []}); });
      spyOn($injector.get('horizon.app.core.openstack-service-api.userSession'), 'get')
        .and.callFake(function() { return $q.when({id: 'u'}); });
      spyOn(work, 'open').and.callFake(function(spec) {
        var failures = [];
        return $q.all(spec.tasks.map(function(task) {
          return task.go().catch(function() { failures.push(task.name); });
        })).then(function() {
          return {done: spec.tasks.length, failures: failures, stopped: false};
        });
      });
      allowed = true;
      broken = [];
      hints = [];
      first = $q.when({data: session(['a', 'b'])});
    }));
    afterEach(function() {
      element.remove();
      scope.$destroy();
    });

    describe('of 500 jobs', function() {
      var frame, table;

      beforeEach(inject(function($window) {
        var frames = [];
        spyOn($window, 'requestAnimationFrame').and.callFake(drawing => frames.push(drawing));
        frame = () => {
          document.dispatchEvent(new Event('scroll'));
          while (frames.length) {
            frames.splice(0).forEach(drawing => drawing());
          }
          $timeout.flush(0);
        };
        first = $q.when({data: session(Array.from({length: 500}, (none, at) => 'm' + at))});
        draw();
        // as Bootstrap has it
        table = element.find('.freezer-members-table').css('border-collapse', 'collapse');
        frame();
      }));
      afterEach(function() {
        window.scrollTo(0, 0);
      });

      it('draws the rows near the screen, and says how many there are', function() {
        expect(members()[0]).toBe('m0');
        expect(members().length).toBeLessThan(60);
        expect(table.attr('aria-rowcount')).toBe('501');
        expect(table.find('.freezer-member').first().attr('aria-rowindex')).toBe('2');
        expect(table.find('tbody').first().height()).toBeGreaterThan(5000);
      });

      it('draws others as one comes to them, in their places', function() {
        // rows that were never drawn are as high as the others are in the mean
        for (var scrolls = 0; scrolls < 5; scrolls++) {
          table[0].scrollIntoView({block: 'end'});
          frame();
        }
        expect(members().pop()).toBe('m499');
        expect(members().length).toBeLessThan(60);
        var last = table.find('.freezer-member').last();
        expect(last.attr('aria-rowindex')).toBe('501');
        expect(Math.abs(last[0].getBoundingClientRect().bottom -
          table[0].getBoundingClientRect().bottom)).toBeLessThan(3);
      });

      it('measures its columns again when some come', function() {
        var width = () => table.find('th').first()[0].style.width;
        table.find('.freezer-space')[0].scrollIntoView({block: 'end'});
        frame();
        expect([table[0].style.tableLayout, width() !== '']).toEqual(['fixed', true]);
        element.find('.freezer-session').controller().can.members = false;
        scope.$apply();
        expect([table[0].style.tableLayout, width()]).toEqual(['', '']);
      });

      it('finds one, and selects what it found', function() {
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

    it('has no search while there are few', function() {
      draw();
      expect(element.find('#freezer-members-search').length).toBe(0);
    });

    function session(ids, more) {
      return fx.session('s', angular.extend({members: ids.map(function(id) {
        return fx.member(id);
      })}, more));
    }

    function draw() {
      scope = $rootScope.$new();
      scope.context = {loadPromise: first};
      element = $compile('<div>' + $templateCache.get(
        '/static/dashboard/project/freezer/session-page/overview.html') + '</div>')(scope);
      angular.element(document.body).append(element);
      scope.$apply();
    }

    function members() {
      return element.find('.freezer-member').map(function() {
        return this.getAttribute('data-job');
      }).get();
    }

    function announced() {
      return element.find('.freezer-announcement').text();
    }

    it('shows facts, problems and members', function() {
      first = $q.when({data: session(['a'], {
        problems: [fx.problem('drift', 's', 'a', {words: 'job a has its own schedule.'})],
        verdict: {state: 'incomplete', words: 'Failed or incomplete', freezer_differs: true}
      })});
      draw();
      expect(element.find('.freezer-chip-words').first().text()).toBe('Failed or incomplete');
      expect(element.find('.freezer-verdict').text())
        .toContain('Freezer says: completed / success');
      expect(element.find('.freezer-problems').text()).toContain('own schedule');
      expect(members()).toEqual(['a']);
    });

    it('mends, reads again, and offers the way back', function() {
      var back = {verb: 'DELETE', session_id: 's', job_id: 'a', body: null};
      first = $q.when({data: session(['a'], {problems: [fx.problem('drift', 's', 'a')]})});
      spyOn(api, 'call').and.returnValue($q.when({undo: back}));
      draw();
      element.find('.freezer-mend').click();
      expect(element.find('.freezer-problem').length).toBe(0);
      expect(api.getSession).toHaveBeenCalled();
      expect(element.find('.freezer-undo-words').text()).toBe('Repaired: job a.');
      api.call.and.returnValue($q.when({undo: null}));
      element.find('.freezer-undo-do').click();
      expect(api.call).toHaveBeenCalledWith(back);
      expect(announced()).toBe('Undone.');
    });

    it('says what was mended where there is no way back', function() {
      broken = [fx.problem('dangling', 's', 'x')];
      spyOn(api, 'call').and.returnValue($q.when({undo: null}));
      draw();
      element.find('.freezer-mend').click();
      expect(toast.add).toHaveBeenCalledWith('success', 'Repaired: job x.');
      expect(element.find('.freezer-undo-do').length).toBe(0);
    });

    it('removes a member: pending until it was read back', function() {
      var answer = $q.defer();
      var back = {verb: 'PUT', session_id: 's', job_id: 'a', body: null};
      spyOn(api, 'removeJob').and.returnValue(answer.promise);
      draw();
      element.find('.freezer-remove').first().click();
      expect(api.removeJob).toHaveBeenCalledWith('s', 'a', {then: 'stop'});
      expect(element.find('.freezer-pending').length).toBe(1);
      api.getSession.and.returnValue($q.when(session(['b'])));
      answer.resolve({session: {}, job: fx.job('a'), undo: back});
      scope.$apply();
      expect(members()).toEqual(['b']);
      expect(announced()).toBe('Removed job a from session s. The job is stopped.');
      $timeout.flush(0);
      expect(document.activeElement).toBe(element.find('.freezer-remove')[0]);
      spyOn(api, 'call').and.callFake(function() { return $q.reject({error: 'Changed.'}); });
      element.find('.freezer-undo-do').click();
      expect(api.call).toHaveBeenCalledWith(back);
      expect(toast.add).toHaveBeenCalledWith('error', 'Unable to undo. Changed.');
    });

    it('lets a member run alone, on its own schedule or the session\'s', function() {
      first = $q.when({data: session([], {members: [
        fx.member('a', {own: {schedule: {}, words: 'every day'}}), fx.member('b'),
        fx.member('g', {ghost: true})]})});
      spyOn(api, 'removeJob').and.returnValue($q.when({job: fx.job('a')}));
      draw();
      expect(element.find('.freezer-remove-alone').map(function() {
        return this.textContent.replace(/.*: /, '');
      }).get()).toEqual(['every day', 'every 6 hours']);
      element.find('.freezer-remove-alone').first().click();
      expect(api.removeJob).toHaveBeenCalledWith('s', 'a', {then: 'run'});
      expect(announced()).toBe('Removed job a from session s. The job keeps running.');
    });

    it('offers no running alone without a schedule', function() {
      first = $q.when({data: session(['a'], {schedule: {}})});
      draw();
      expect(element.find('.freezer-remove-alone').length).toBe(0);
    });

    it('says why a member stays, and shows how it is now', function() {
      spyOn(api, 'removeJob').and.callFake(function() {
        return $q.reject({status: 409, error: 'It is running.'});
      });
      draw();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-remove').first().click();
      expect(members()).toEqual(['a', 'b']);
      expect(toast.add).toHaveBeenCalledWith(
        'error', 'Unable to remove job a from session s. It is running.');
      expect(announced()).toContain('It is running.');
      expect(api.getSession).toHaveBeenCalled();
      expect(api.getHealth.calls.count()).toBe(2);
      expect(api.getJobs.calls.count()).toBe(2);
    });

    it('removes several with progress, and adds them back with one undo', function() {
      spyOn(api, 'removeJob').and.callFake(function(sessionId, jobId) {
        return $q.when({job: fx.job(jobId), undo: {verb: 'PUT', job_id: jobId}});
      });
      draw();
      element.find('.freezer-pick').first().click();
      expect(element.find('.freezer-remove-picked').text()).toContain('Remove 1 job');
      element.find('.freezer-pick-all').click();
      api.getSession.and.returnValue($q.when(session([])));
      element.find('.freezer-remove-picked').click();
      expect(api.removeJob.calls.count()).toBe(2);
      expect(announced()).toBe('Removed 2 jobs from session s. The jobs are stopped.');
      expect(members()).toEqual([]);
      spyOn(api, 'call').and.returnValue($q.when({}));
      element.find('.freezer-undo-do').click();
      expect(api.call.calls.allArgs().map(function(args) { return args[0].job_id; }))
        .toEqual(['b', 'a']);
    });

    it('does not say that all is undone where a job could not be put back', function() {
      spyOn(api, 'removeJob').and.callFake(function(sessionId, jobId) {
        return $q.when({job: fx.job(jobId), undo: {verb: 'PUT', job_id: jobId}});
      });
      draw();
      element.find('.freezer-pick-all').click();
      element.find('.freezer-remove-picked').click();
      spyOn(api, 'call').and.callFake(function(call) {
        return call.job_id === 'a' ? $q.reject({error: 'Changed.'}) : $q.when({});
      });
      api.getHealth.calls.reset();
      element.find('.freezer-undo-do').click();
      expect(api.call).toHaveBeenCalledTimes(2);
      expect(announced()).toBe('');
      expect(api.getHealth).toHaveBeenCalled();
    });

    it('takes a selection of all back', function() {
      draw();
      element.find('.freezer-pick-all').click().click();
      expect(element.find('.freezer-remove-picked').length).toBe(0);
    });

    it('adds a job from the pool', function() {
      spyOn(api, 'addJob').and.returnValue($q.when(
        {job: fx.job('p', {session_id: 's'}), undo: {verb: 'DELETE'}}));
      draw();
      element.find('.freezer-toggle-add').click();
      expect(api.getJobs).toHaveBeenCalledWith({pool: 1, limit: 24});
      api.getSession.and.returnValue($q.when(session(['a', 'b', 'p'])));
      element.find('.freezer-choose').click();
      expect(api.addJob).toHaveBeenCalledWith('s', 'p', {from: null});
      expect(members()).toEqual(['a', 'b', 'p']);
      expect(element.find('.freezer-job').length).toBe(0);
      expect(element.find('.freezer-undo-words').text()).toBe('Added job p to session s.');
    });

    it('adds several, and looks for what a failure may have broken', function() {
      api.getJobs.and.returnValue($q.when({items: [fx.job('p'), fx.job('q')], next: null}));
      spyOn(api, 'addJob').and.callFake(function(sessionId, jobId) {
        return jobId === 'q' ? $q.reject({error: 'Busy.'})
                             : $q.when({job: fx.job('p', {session_id: 's'}), undo: null});
      });
      draw();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-choose-shown input').click();
      api.getJobs.and.returnValue($q.when({items: [fx.job('q')], next: null}));
      element.find('.freezer-choose-many').click();
      expect(announced()).toBe('Added 1 job to session s.');
      expect(element.find('.freezer-add .freezer-job').length).toBe(1);
      expect(api.getHealth.calls.count()).toBe(2);
    });

    it('never shows an older answer after a newer one', function() {
      var slow = $q.defer();
      draw();
      api.getSession.and.returnValue(slow.promise);
      element.find('.freezer-refresh').click();
      spyOn(api, 'removeJob').and.returnValue($q.when({job: null}));
      api.getSession.and.returnValue($q.when(session(['b'])));
      element.find('.freezer-remove').first().click();
      slow.resolve(session(['a', 'b']));
      scope.$apply();
      expect(members()).toEqual(['b']);
    });

    it('says why the pool is not shown, and tries again', function() {
      api.getJobs.and.callFake(function() { return $q.reject({error: 'Slow.'}); });
      draw();
      element.find('.freezer-toggle-add').click();
      expect(element.find('.freezer-add [role=alert]').text()).toContain('Slow.');
      api.getJobs.and.returnValue($q.when({items: [], next: null, checked: 2}));
      element.find('.freezer-pool-retry').click();
      expect(element.find('.freezer-add').text()).toContain('The pool is empty');
    });

    it('reads nothing more of the pool when it is closed, or its page is gone', function() {
      var answers = [];
      api.getJobs.and.callFake(function() {
        answers.push($q.defer());
        return answers[answers.length - 1].promise;
      });
      draw();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-toggle-add').click();
      element.find('.freezer-toggle-add').click();
      scope.$destroy();
      answers.forEach(function(each) { each.resolve({items: [], next: 'more', checked: 24}); });
      $rootScope.$apply();
      expect(api.getJobs).toHaveBeenCalledTimes(2);
    });

    it('reads nothing more after a write that ends when its page is gone', function() {
      var writing = $q.defer();
      spyOn(api, 'removeJob').and.returnValue(writing.promise);
      draw();
      element.find('.freezer-remove').first().click();
      scope.$destroy();
      writing.resolve({job: null});
      $rootScope.$apply();
      expect(api.removeJob).toHaveBeenCalledTimes(1);
      expect(api.getSession).not.toHaveBeenCalled();
    });

    it('does not draw another page again when its own is gone', function() {
      var reading = $q.defer();
      first = $q.when({data: {id: 's', name: '', failure: {status: 504, error: 'Slow.'}}});
      draw();
      api.getSession.and.returnValue(reading.promise);
      $timeout.flush(4000);
      scope.$destroy();
      reading.resolve(session([]));
      $rootScope.$apply();
      expect($route.reload).not.toHaveBeenCalled();
    });

    it('offers a reader nothing to write', function() {
      allowed = false;
      draw();
      expect(element.find('.freezer-remove, .freezer-toggle-add, .freezer-pick').length).toBe(0);
      expect(members()).toEqual(['a', 'b']);
    });

    it('tells a failing load and recovers by itself', function() {
      first = $q.when({data: {id: 's', name: '', failure: {status: 504, error: 'Slow.'}}});
      draw();
      expect(element.find('.freezer-feed-failure').text()).toContain('Slow.');
      expect(members()).toEqual([]);
      $timeout.flush(4000);
      expect($route.reload).toHaveBeenCalled();
      expect(members()).toEqual(['a', 'b']);
    });

    it('has its next runs folded, and asks for them once', function() {
      draw();
      expect(api.previewSchedule.calls.allArgs()).toEqual([[{session_id: 's'}]]);
      expect(element.find('.freezer-next-run, .freezer-hints-toggle').length).toBe(0);
      element.find('.freezer-runs-toggle').click();
      expect(element.find('.freezer-next-run').length).toBe(2);
      expect(element.find('.freezer-runs-toggle').attr('aria-expanded')).toBe('true');
      expect(api.previewSchedule.calls.count()).toBe(1);
      element.find('.freezer-runs-toggle').click();
      expect(element.find('.freezer-next-run').length).toBe(0);
    });

    it('asks again for runs that are over, and when something changed', function() {
      api.previewSchedule.and.callFake(function() {
        return $q.when(fx.preview({next_run: 5}));
      });
      draw();
      element.find('.freezer-runs-toggle').click();
      expect(api.previewSchedule.calls.count()).toBe(2);
      element.find('.freezer-refresh').click();
      expect(api.previewSchedule.calls.count()).toBe(2);
      api.getSession.and.returnValue($q.when(session(['a', 'b'], {hold_off: 5})));
      element.find('.freezer-refresh').click();
      expect(api.previewSchedule.calls.count()).toBe(3);
    });

    it('counts its hints in a line, and opens the workflow with one', inject(function($injector) {
      var workflow = $injector.get(
        'horizon.dashboard.project.freezer.session-wizard.workflow');
      hints = [fx.advice({level: 'info'})];
      draw();
      expect(element.find('.freezer-hints-toggle').text()).toContain('1 hint about the schedule');
      expect(element.find('.freezer-warn').length).toBe(0);
      element.find('.freezer-hints-toggle').click();
      spyOn(workflow, 'open').and.returnValue($q.when({}));
      api.getSession.and.returnValue($q.when(session(['a'])));
      element.find('.freezer-apply').click();
      expect(workflow.open.calls.argsFor(0)[1]).toEqual(hints[0].applies[0]);
      expect(members()).toEqual(['a']);
      expect($route.reload).not.toHaveBeenCalled();
      api.getSession.and.returnValue($q.when(session(['a'], {description: 'Other'})));
      element.find('.freezer-apply').click();
      expect($route.reload).toHaveBeenCalled();
      workflow.open.and.returnValue($q.reject('cancel'));
      element.find('.freezer-apply').click();
      expect(api.getSession.calls.count()).toBe(2);
    }));

    it('shows a reader the hints only', function() {
      allowed = false;
      hints = [fx.advice()];
      draw();
      element.find('.freezer-hints-toggle').click();
      expect(element.find('.freezer-advised').length).toBe(1);
      expect(element.find('.freezer-warn').length).toBe(1);
      expect(element.find('.freezer-apply').length).toBe(0);
    });

    it('says that the next runs could not be read', function() {
      api.previewSchedule.and.callFake(function() { return $q.reject({error: 'Slow.'}); });
      draw();
      expect(element.find('.freezer-outlook-failure').text()).toContain('Slow.');
      api.previewSchedule.and.returnValue($q.when(fx.preview()));
      element.find('.freezer-outlook-retry').click();
      expect(element.find('.freezer-outlook-failure').length).toBe(0);
    });

    it('keeps itself up to date', function() {
      draw();
      api.getSession.and.returnValue($q.when(session(['b'])));
      spyOn(api, 'getSessionRow').and.returnValue($q.when({version: undefined}));
      $timeout.flush(15000);
      expect(members()).toEqual(['a', 'b']);
      api.getSessionRow.and.returnValue($q.when({version: 'other'}));
      $timeout.flush(22500);
      expect(members()).toEqual(['b']);
      expect($route.reload).not.toHaveBeenCalled();
    });
  });
})();
