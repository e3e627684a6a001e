(function() {
  'use strict';

  const STEPS = [
    {title: 'Install', commands: 'pip install freezer\n'},
    {title: 'Connect', commands: 'cat > file <<END\n<b>x</b>\nEND\n'}
  ];

  describe('freezer add machine', () => {
    let protect, clients, list, answer, closed;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      protect = freezer('protect.service');
      list = freezer('lists.resources').of('OS::Freezer::Client');
      clients = ['db-1'];
      closed = null;
      answer = $q.when({user: 'demo', steps: STEPS});
      spyOn(list, 'refresh');
      spyOn(api, 'getInstallation').and.callFake(() => answer);
      spyOn(api, 'getClients').and.callFake(() => clients.failure ? $q.reject(clients.failure)
        : $q.when({items: clients.map(id => ({id})), next: null}));
    });

    function part(name) {
      return angular.element('.freezer-machine-' + name);
    }

    function open() {
      protect.addMachine.perform().then(() => { closed = true; });
      $rootScope.$apply();
    }

    it('shows the commands as text, and whose password is asked for', () => {
      open();
      expect(part('commands').eq(1).text()).toBe(STEPS[1].commands);
      expect(part('commands').find('b').length).toBe(0);
      expect(part('login').text()).toContain('asks for the password of demo');
      part('close').click();
      $rootScope.$apply();
      expect([closed, list.refresh.calls.count()]).toEqual([true, 0]);
    });

    it('looks until the machine has registered, and no longer than it is open', () => {
      open();
      expect(part('state').text()).toContain('Waiting for the machine');
      clients = ['db-1', '0123456789abcdef0123456789abcdef_web-4'];
      $timeout.flush(5000);
      expect(part('state').text()).toContain('web-4 has registered.');
      part('close').click();
      $rootScope.$apply();
      expect([closed, list.refresh.calls.count()]).toEqual([true, 1]);
      api.getClients.calls.reset();
      $timeout.verifyNoPendingTasks('$timeout');
      expect(api.getClients).not.toHaveBeenCalled();
    });

    it('goes on with the machines that came: they are chosen in the plan', () => {
      spyOn(permissions, 'allowed').and.returnValue($q.when());
      spyOn(api, 'getActionChoices').and.returnValue($q.when([]));
      spyOn(api, 'getForm').and.returnValue($q.when({job: [], action: []}));
      spyOn(api, 'lookAtSessions').and.returnValue($q.when([]));
      spyOn(api, 'getVolumes').and.returnValue($q.when({items: [], offered: false, clients: []}));
      open();
      clients = ['db-1', 'web-4'];
      $timeout.flush(5000);
      part('protect').click();
      $rootScope.$apply();
      expect(angular.element('.freezer-protect-client input').map((_, box) => box.checked).get())
        .toEqual([false, true]);
      angular.element('.freezer-protect-close').click();
      $rootScope.$apply();
      expect(closed).toBe(true);
    });

    it('copies the commands, and says so', () => {
      const copied = [];
      spyOn(navigator.clipboard, 'writeText').and.callFake(text => $q.when(copied.push(text)));
      open();
      part('copy').first().click();
      $rootScope.$apply();
      expect(copied).toEqual([STEPS[0].commands]);
      expect(part('copy').first().text()).toContain('Copied');
      part('close').click();
      $rootScope.$apply();
    });

    it('goes on looking after a failure, and says it', () => {
      open();
      clients.failure = {status: 502, error: 'Freezer failed.'};
      $timeout.flush(5000);
      expect(part('failure').text()).toContain('Freezer failed.');
      clients = ['db-1', 'web-4'];
      $timeout.flush(5000);
      expect([part('failure').length, part('added').length]).toEqual([0, 0]);
      expect(part('state').text()).toContain('web-4 has registered.');
      part('close').click();
      $rootScope.$apply();
    });

    it('is asked for again where the commands could not be had', () => {
      answer = $q.reject({status: 504, error: 'No answer.'});
      open();
      expect(part('commands').length).toBe(0);
      answer = $q.when({user: 'demo', steps: STEPS});
      part('again').click();
      $rootScope.$apply();
      expect([part('commands').length, part('failure').length]).toEqual([2, 0]);
      part('close').click();
      $rootScope.$apply();
    });
  });
})();
