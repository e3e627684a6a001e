(function() {
  'use strict';

  describe('freezer pool', () => {
    let scope;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      scope = $rootScope.$new();
    });

    function draw(html) {
      return freezerFixtures.draw(html, scope);
    }

    describe('job list', () => {
      let element;

      beforeEach(() => {
        scope.jobs = [];
        for (let i = 0; i < 30; i++) {
          scope.jobs.push(freezerFixtures.job(String(i)));
        }
        scope.take = jasmine.createSpy('take').and.callFake(job => {
          scope.jobs = scope.jobs.filter(each => each !== job);
        });
        element = draw('<freezer-job-list heading="Pool" jobs="jobs" verb="Add" icon="fa-plus"' +
          ' none="none" on-choose="take(job)"></freezer-job-list>');
        angular.element(document.body).append(element);
      });

      it('searches by name and client', () => {
        element.find('.freezer-search').val('CLIENT-29').trigger('input');
        expect(element.find('.freezer-job').length).toBe(1);
        element.find('.freezer-search').val('nothing').trigger('input');
        expect(element.text()).toContain('No job matches');
      });

      it('hands on the chosen one, and the focus to the next', () => {
        const first = scope.jobs[0];
        element.find('.freezer-choose').first().click();
        expect(scope.take).toHaveBeenCalledWith(first);
        $timeout.flush();
        expect(document.activeElement).toBe(element.find('.freezer-choose')[0]);
      });

      it('says when there are none', () => {
        scope.jobs = [];
        scope.$apply();
        expect(element.text()).toContain('none');
        expect(element.find('.freezer-search').length).toBe(0);
      });
    });

    describe('job list of 2,000 jobs', () => {
      let element, frame, list;

      beforeEach(() => {
        const frames = [];
        spyOn($window, 'requestAnimationFrame').and.callFake(drawing => frames.push(drawing));
        frame = () => {
          document.dispatchEvent(new Event('scroll'));
          while (frames.length) {
            frames.splice(0).forEach(drawing => drawing());
          }
        };
        scope.jobs = Array.from({length: 2000}, (none, at) => freezerFixtures.job('n' + at));
        scope.take = job => {
          scope.jobs.splice(scope.jobs.indexOf(job), 1);
        };
        element = draw('<freezer-job-list heading="Pool" jobs="jobs" verb="Add" icon="fa-plus"' +
          ' none="none" on-choose="take(job)" on-choose-many="all(jobs)"></freezer-job-list>');
        list = element.find('.freezer-scrolls').css({height: '360px', overflowY: 'auto'})[0];
        angular.element(document.body).append(element);
        frame();
      });

      function shown() {
        return element.find('.freezer-job').get().map(node => node.getAttribute('data-job'));
      }

      it('draws those near the screen, with few watchers', () => {
        expect(shown()[0]).toBe('n0');
        expect(shown().length).toBeLessThan(60);
        expect(element.find('ul').scope().$$watchersCount).toBeLessThan(1000);
        expect(element.find('.badge').text()).toBe('2000');
        expect(element.find('.freezer-job').first().attr('aria-setsize')).toBe('2000');
      });

      it('comes to the last, and draws no more for it', () => {
        list.scrollTop = list.scrollHeight;
        frame();
        list.scrollTop = list.scrollHeight;
        frame();
        expect(shown().pop()).toBe('n1999');
        expect(shown().length).toBeLessThan(60);
      });

      it('looks through them when they change, not at each digest', () => {
        let looks = 0;
        Object.defineProperty(scope.jobs[1999], 'description', {get: () => {
          looks++;
          return 'the last';
        }});
        for (let digests = 0; digests < 10; digests++) {
          scope.$apply();
        }
        expect(looks).toBe(0);
        element.find('.freezer-search').val('THE LAST').trigger('input');
        expect(shown()).toEqual(['n1999']);
        // once for the search, then where it is drawn
        expect(looks).toBeLessThan(10);
      });

      it('chooses all of them at once, also those that are not drawn', () => {
        scope.all = jasmine.createSpy('all').and.returnValue($q.when());
        element.find('.freezer-choose-shown input').click();
        element.find('.freezer-choose-many').click();
        expect(scope.all.calls.argsFor(0)[0].length).toBe(2000);
      });

      it('is drawn when its step of the workflow comes into sight', done => {
        element.hide();
        frame();
        const observer = new ResizeObserver(() => {
          if (list.offsetHeight) {
            observer.disconnect();
            setTimeout(() => {
              frame();
              expect(shown().length).toBeGreaterThan(5);
              expect(shown().length).toBeLessThan(60);
              done();
            });
          }
        });
        observer.observe(list);
        element.show();
      });
    });

    describe('job list of the pool', () => {
      let element, answers;

      beforeEach(() => {
        answers = [];
        spyOn(api, 'getJobs').and.callFake(() => {
          const deferred = $q.defer();
          answers.push(deferred);
          return deferred.promise;
        });
        scope.pool = freezer('pool.service').create();
        scope.pool.search('');
        scope.taken = {};
        scope.addMany = jasmine.createSpy('addMany').and.returnValue($q.when());
        element = draw('<freezer-job-list heading="Pool" pool="pool" taken="taken" verb="Add"' +
          ' icon="fa-plus" none="none" on-choose-many="addMany(jobs)"></freezer-job-list>');
        angular.element(document.body).append(element);
      });

      function answer(ids, next) {
        answers[answers.length - 1].resolve({
          items: ids.map(id => freezerFixtures.job(
            id, {warning: id === 'b' ? 'Cannot <b>do</b> it.' : null})),
          next: next || null, checked: 1000
        });
        scope.$apply();
      }

      function shown() {
        return element.find('.freezer-job').get().map(node => node.getAttribute('data-job'));
      }

      it('says that it is empty, and why', () => {
        answer([]);
        expect(element.find('.freezer-none-found').text())
          .toBe('The pool is empty: every job is in a session.');
      });

      it('says that there are no jobs at all', () => {
        answers[0].resolve({items: [], next: null, checked: 0});
        scope.$apply();
        expect(element.find('.freezer-none-found').text())
          .toContain('This project has no jobs yet. Choose "Protect Machines" on the Jobs page');
      });

      it('says how far it is, and shows what it has', () => {
        expect(element.text()).toContain('Loading the jobs');
        answer(['a'], 'more');
        expect(element.text()).toContain('1000 jobs loaded so far');
        expect(shown()).toEqual(['a']);
        expect(element.find('.badge').text()).toBe('1+');
        answer(['b']);
        expect(shown()).toEqual(['a', 'b']);
        expect(element.find('.badge').text()).toBe('2');
        expect(element.find('.freezer-warning').text()).toContain('Cannot <b>do</b> it.');
      });

      it('lets the server search, not at every letter', () => {
        answer(Array.from({length: 24}, (none, index) => 'j' + index), 'more');
        element.find('.freezer-search').val('o').trigger('input');
        element.find('.freezer-search').val('orders').trigger('input');
        expect(api.getJobs.calls.count()).toBe(1);
        $timeout.flush(300);
        expect(api.getJobs.calls.mostRecent().args[0].q).toBe('orders');
        answer([]);
        expect(element.text()).toContain('No job matches the search.');
      });

      it('goes on when asked, and tries again', () => {
        answer(Array.from({length: 24}, (none, index) => 'j' + index), 'more');
        element.find('.freezer-more').click();
        answers[1].reject({error: 'Slow.'});
        scope.$apply();
        expect(element.find('[role=alert]').text()).toContain('Slow.');
        element.find('.freezer-pool-retry').click();
        answer(['a']);
        expect(shown()).toEqual(['a']);
      });

      it('adds several at once, also ones that a search hides', () => {
        answer(['a', 'b', 'x']);
        expect(element.find('.freezer-choose-many').prop('disabled')).toBe(true);
        element.find('.freezer-pick').first().click();
        element.find('.freezer-search').val('x').trigger('input');
        $timeout.flush(300);
        expect(shown()).toEqual(['x']);
        element.find('.freezer-choose-shown input').click();
        expect(element.find('.freezer-choose-many').text()).toContain('Add 2 jobs');
        element.find('.freezer-choose-many').click();
        expect(scope.addMany.calls.argsFor(0)[0].map(job => job.id))
          .toEqual(['a', 'x']);
        expect(element.find('.freezer-choose-many').text()).toContain('Add selected jobs');
        element.find('.freezer-pick').click();
        element.find('.freezer-pick').click();
        element.find('.freezer-choose-shown input').click().click();
        expect(element.find('.freezer-choose-many').prop('disabled')).toBe(true);
      });

      it('reads on when all that it has is taken', () => {
        answer(Array.from({length: 24}, (none, index) => 'j' + index), 'more');
        scope.pool.items.forEach(job => { scope.taken[job.id] = true; });
        scope.$apply();
        expect(api.getJobs.calls.mostRecent().args[0].cursor).toBe('more');
        answer(['a']);
        expect(shown()).toEqual(['a']);
      });

      it('shows none that are taken', () => {
        answer(['a', 'b']);
        scope.taken.a = true;
        scope.$apply();
        expect(shown()).toEqual(['b']);
      });
    });
  });
})();
