(function() {
  'use strict';

  describe('freezer board', function() {
    var api, toast, createService, $compile, $q, $rootScope, $templateCache, $timeout, $uibModal;
    var scope, element, ctrl, allowed, answers, fx = freezerFixtures;

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
      $templateCache = $injector.get('$templateCache');
      $timeout = $injector.get('$timeout');
      $uibModal = $injector.get('$uibModal');
      api = $injector.get('horizon.dashboard.project.freezer.api.service');
      createService = $injector.get(
        'horizon.dashboard.project.freezer.sessions.actions.create.service');
      toast = $injector.get('horizon.framework.widgets.toast.service');
      spyOn(toast, 'add');
      answers = [];
      spyOn(api, 'addJob').and.callFake(answer);
      spyOn(api, 'removeJob').and.callFake(answer);
      spyOn(api, 'getAllSessions').and.returnValue($q.when([
        session('s', ['a']), session('t', [])]));
      spyOn(api, 'getAllJobs').and.returnValue($q.when([
        fx.job('a', {session_id: 's'}), fx.job('p'), fx.job('q')]));
      allowed = true;
    }));
    afterEach(function() {
      scope.$destroy();
      element.remove();
    });

    function answer() {
      var deferred = $q.defer();
      answers.push(deferred);
      return deferred.promise;
    }

    function session(id, ids) {
      return fx.session(id, {members: ids.map(function(each) {
        return {id: each, client_id: 'c', state: 'succeeded'};
      })});
    }

    function draw() {
      scope = $rootScope.$new();
      element = $compile('<div>' + $templateCache.get(
        '/static/dashboard/project/freezer/board/panel.html') + '</div>')(scope);
      angular.element(document.body).append(element);
      scope.$apply();
      ctrl = element.find('.freezer-board').controller();
    }

    function cards(zone) {
      return element.find('[data-zone=' + zone + '] .freezer-card').map(function() {
        return this.getAttribute('data-job');
      }).get();
    }

    function card(id) {
      return element.find('.freezer-card[data-job=' + id + ']');
    }

    function press(id, key) {
      var event = new KeyboardEvent('keydown', {key: key, bubbles: true, cancelable: true});
      card(id)[0].dispatchEvent(event);
      return event;
    }

    function said() {
      return element.find('.freezer-announcement').text();
    }

    function drag(id, zone) {
      var transfer = new DataTransfer();
      send(card(id)[0], 'dragstart', transfer);
      $timeout.flush(0);
      send(element.find('[data-zone=' + zone + ']')[0], 'drop', transfer);
      send((card(id)[0] || document.body), 'dragend', transfer);
    }

    function send(node, name, transfer) {
      node.dispatchEvent(new DragEvent(name, {
        bubbles: true, cancelable: true, dataTransfer: transfer}));
    }

    it('shows pool and sessions', function() {
      draw();
      expect(cards('pool')).toEqual(['p', 'q']);
      expect(cards('s')).toEqual(['a']);
      expect(element.find('[data-zone=t]').text()).toContain('Drop jobs here.');
      expect(element.find('.freezer-count').text()).toBe('Showing 2 of 2 sessions');
    });

    it('moves a dragged card, pending until the answer', function() {
      draw();
      drag('p', 't');
      expect(api.addJob).toHaveBeenCalledWith('t', 'p', null);
      expect(cards('t')).toEqual(['p']);
      expect(card('p').hasClass('freezer-pending')).toBe(true);
      expect(card('p')[0].draggable).toBe(false);
      expect(said()).toBe('Moving job p to session t.');
      answers[0].resolve({session: session('t', ['p']), job: fx.job('p', {session_id: 't'})});
      scope.$apply();
      expect(card('p').hasClass('freezer-pending')).toBe(false);
      expect(said()).toBe('job p is now in session t.');
    });

    it('brings it back on failure, says why, and loads afresh', function() {
      draw();
      drag('p', 't');
      answers[0].reject({status: 409, error: 'It is in another session now.'});
      scope.$apply();
      expect(cards('pool')).toEqual(['p', 'q']);
      expect(toast.add).toHaveBeenCalledWith(
        'error', 'Could not move job p to session t. It is in another session now.');
      expect(api.getAllSessions.calls.count()).toBe(2);
    });

    it('ignores a drop of something that was not picked up here', function() {
      draw();
      var transfer = new DataTransfer();
      transfer.setData('application/x-freezer-job', 'p');
      send(element.find('[data-zone=t]')[0], 'drop', transfer);
      expect(api.addJob).not.toHaveBeenCalled();
    });

    it('moves a card by keys, and says so', function() {
      draw();
      expect(press('p', ' ').defaultPrevented).toBe(true);
      expect(said()).toContain('Picked up job p from the pool.');
      press('p', 'ArrowRight');
      expect(said()).toBe('Over session s, 2 of 3.');
      press('p', 'ArrowDown');
      press('p', 'ArrowDown');
      expect(said()).toBe('Over session t, 3 of 3.');
      expect(element.find('[data-zone=t]').hasClass('freezer-drop-over')).toBe(true);
      press('p', 'Enter');
      expect(api.addJob).toHaveBeenCalledWith('t', 'p', null);
      $timeout.flush(0);
      expect(document.activeElement).toBe(card('p')[0]);
    });

    it('takes a card out by keys', function() {
      draw();
      press('a', 'Enter');
      press('a', 'ArrowLeft');
      press('a', 'ArrowUp');
      expect(said()).toBe('Over the pool, 1 of 3.');
      press('a', 'Enter');
      expect(api.removeJob).toHaveBeenCalledWith('s', 'a');
    });

    it('cancels by Escape, and by leaving the card', function() {
      draw();
      press('p', ' ');
      press('p', 'ArrowRight');
      press('p', 'Escape');
      expect(said()).toBe('Cancelled: job p stays in the pool.');
      expect(ctrl.carried).toBe(null);
      press('p', ' ');
      card('p')[0].dispatchEvent(new FocusEvent('blur'));
      expect(ctrl.carried).toBe(null);
      expect(api.addJob).not.toHaveBeenCalled();
    });

    it('puts down in place', function() {
      draw();
      press('p', ' ');
      press('p', ' ');
      expect(said()).toBe('job p stays in the pool.');
      expect(api.addJob).not.toHaveBeenCalled();
    });

    it('leaves other keys and the card\'s own buttons alone', function() {
      draw();
      expect(press('p', 'a').defaultPrevented).toBe(false);
      expect(press('p', 'ArrowRight').defaultPrevented).toBe(false);
      var event = new KeyboardEvent('keydown', {key: ' ', bubbles: true, cancelable: true});
      card('p').find('.freezer-move')[0].dispatchEvent(event);
      expect(ctrl.carried).toBe(null);
    });

    it('moves a card by a list', function() {
      draw();
      var options;
      spyOn($uibModal, 'open').and.callFake(function(given) {
        options = given;
        return {result: $q.when('pool')};
      });
      card('a').find('.freezer-move').click();
      expect(options.resolve.card().id).toBe('a');
      expect(options.resolve.zones().map(function(zone) { return zone.id; }))
        .toEqual(['pool', 't']);
      expect(api.removeJob).toHaveBeenCalledWith('s', 'a');
    });

    it('offers a reader nothing to write', function() {
      allowed = false;
      draw();
      expect(cards('pool')).toEqual(['p', 'q']);
      expect(card('p')[0].draggable).toBe(false);
      expect(element.find('.freezer-move, .btn-primary, .freezer-toolbar .btn').length).toBe(0);
      press('p', ' ');
      expect(ctrl.carried).toBe(null);
    });

    it('searches, and shows more in steps', function() {
      var many = [];
      for (var i = 0; i < 30; i++) {
        many.push(session('n' + i, []));
      }
      api.getAllSessions.and.returnValue($q.when(many));
      draw();
      expect(element.find('.freezer-grid .freezer-zone').length).toBe(24);
      ctrl.more('sessions');
      scope.$apply();
      expect(element.find('.freezer-grid .freezer-zone').length).toBe(30);
      ctrl.search.sessions = 'N29';
      ctrl.reset('sessions');
      ctrl.search.pool = 'client-p';
      scope.$apply();
      expect(element.find('.freezer-grid .freezer-zone').length).toBe(1);
      expect(element.find('.freezer-count').text()).toBe('Showing 1 of 1 that match, 30 in all');
      expect(cards('pool')).toEqual(['p']);
      ctrl.search.sessions = ctrl.search.pool = 'nothing';
      scope.$apply();
      expect(element.text()).toContain('No session matches the search.');
      expect(element.text()).toContain('No job matches the search.');
    });

    it('says what to do when there are no sessions', function() {
      api.getAllSessions.and.returnValue($q.when([]));
      spyOn(createService, 'perform').and.returnValue($q.when({}));
      draw();
      expect(element.text()).toContain('No sessions yet');
      element.find('.freezer-empty .btn-primary').click();
      expect(createService.perform).toHaveBeenCalled();
      expect(api.getAllSessions.calls.count()).toBe(2);
    });

    it('says that it cannot load, and recovers by itself', function() {
      api.getAllSessions.and.returnValue($q.reject({error: 'Freezer did not answer.'}));
      draw();
      expect(element.find('.freezer-columns').length).toBe(0);
      expect(element.find('.freezer-feed-failure').text()).toContain('Freezer did not answer.');
      api.getAllSessions.and.returnValue($q.when([]));
      $timeout.flush(4000);
      expect(element.find('.freezer-feed-failure').length).toBe(0);
      expect(cards('pool')).toEqual(['a', 'p', 'q']);
    });

    it('shows the sessions while the jobs are being read, and says so', function() {
      api.getAllJobs.and.returnValue($q.reject({error: 'Freezer did not answer.'}));
      draw();
      expect(element.find('.freezer-feed-failure').text()).toContain('Freezer did not answer.');
      expect(element.find('.freezer-reading').text()).toContain('0 so far');
      expect(cards('s')).toEqual(['a']);
      api.getAllJobs.and.returnValue($q.when([fx.job('p')]));
      $timeout.flush(4000);
      expect(cards('pool')).toEqual(['p']);
    });
  });

  describe('freezer move-to list', function() {
    var ctrl, modal;

    beforeEach(module('horizon.framework', 'horizon.app.core'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($controller) {
      modal = jasmine.createSpyObj('modal', ['close', 'dismiss']);
      ctrl = $controller('horizon.dashboard.project.freezer.board.MoveToController', {
        $uibModalInstance: modal,
        card: {id: 'a', name: 'A'},
        zones: [{id: 'pool', session: null}, {id: 's', session: {description: 'Web'}},
          {id: 't', session: {description: ''}}]
      });
    }));

    it('names and finds its zones', function() {
      expect(ctrl.zones.map(ctrl.name)).toEqual(['Pool', 'Web', 't']);
      ctrl.search = 'we';
      expect(ctrl.zones.filter(ctrl.matches).length).toBe(1);
      ctrl.more();
      expect(ctrl.limit).toBe(48);
    });

    it('answers with the zone, or not at all', function() {
      ctrl.choose(ctrl.zones[1]);
      expect(modal.close).toHaveBeenCalledWith('s');
      ctrl.cancel();
      expect(modal.dismiss).toHaveBeenCalled();
    });
  });
})();
