(function() {
  'use strict';

  describe('freezer restore', () => {
    let restore, material, refusal, sent, answers;
    let looks;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      restore = freezer('restore.service');
      sent = [];
      looks = [];
      refusal = null;
      answers = null;
      material = freezerFixtures.like('restore', {
        name: 'Tag 42',
        confirm: 'Shop nightly',
        root: '/srv/restored/Shop',
        overwrite_words: 'What is not in the backup is deleted.',
        gaps: [],
        clients: [client('client-a'), client('other')],
        rows: [
          {id: 'a', name: 'Orders <b>', client_id: 'client-a', gap: null, older: [],
            backups: [backup('b1', '/srv/a')]},
          {id: 'b', name: 'b', client_id: null, gap: null, older: [],
            backups: [backup('b2', null)]}
        ]
      });
      spyOn(api, 'getRestore').and.callFake(getMaterial);
      spyOn(api, 'getBackupRestore').and.callFake(getMaterial);
      spyOn(api, 'restoreSnapshot').and.callFake((id, key, body) => send(body));
      spyOn(api, 'restoreBackup').and.callFake((id, body) => send(body));
      spyOn(api, 'getRestores').and.callFake(() =>
        looks.length ? looks.shift()() : $q.defer().promise);
    });

    function client(id) {
      return {id, hostname: 'h', name: 'name of ' + id};
    }

    function backup(id, path) {
      return {id, backup_name: 'orders', at: 1700000000, path, below: path || '/orders',
        outcome: null, refused: null, folder_refused: path ? null : 'Freezer does not know.',
        words: 'orders, then'};
    }

    function getMaterial() {
      return material ? $q.when(material) : $q.reject({status: 502, error: 'No answer.'});
    }

    function send(body) {
      sent.push(body);
      if (answers) {
        return answers.promise;
      }
      return refusal ? $q.reject(refusal) : $q.when(body.check
        ? {words: ['"orders" is restored.'], warnings: ['It lies elsewhere.'],
          overwrite: body.into === 'original' ? 'All else is deleted.' : null}
        : {session: {id: 'new', name: 'Restore of Shop tag 42'}, words: [], at: 5,
          jobs: [{id: 'j1', name: 'Restore of orders', client_id: 'client-a'},
            {id: 'j2', name: 'Restore of search', client_id: 'client-a'}]});
    }

    function look(states) {
      looks.push(() => $q.when({items: states.map((state, index) => ({
        id: 'j' + (index + 1), name: 'Restore of ' + index, state,
        ended: ['succeeded', 'failed'].includes(state), words: 'It is ' + state + '.',
        reasons: state === 'failed' ? ['/srv/a was not empty.', 'Its key is unknown.'] : [],
        log_words: state === 'failed' ? 'Look into the log.' : ''
      }))}));
    }

    function open() {
      restore.open('s', 't42').catch(angular.noop);
      $rootScope.$apply();
      $timeout.flush(0);
    }

    function openAndStart() {
      open();
      part('next').click();
      part('start').click();
    }

    function part(name) {
      return angular.element('.freezer-restore-' + name);
    }

    function type(box, words) {
      box.val(words).trigger('input').trigger('change');
    }

    function chooseOriginal() {
      part('original').click();
    }

    it('restores all beside the originals unless told otherwise', () => {
      open();
      expect(api.getRestore).toHaveBeenCalledWith('s', 't42');
      expect(angular.element('#freezer-restore-title').text()).toBe('Restore Tag 42');
      expect(part('line').eq(0).text()).toContain('Orders <b>');
      expect(part('root').val()).toBe('/srv/restored/Shop');
      expect($document[0].activeElement).toBe(part('root')[0]);
      expect(part('path').eq(0).val()).toBe('/srv/restored/Shop/srv/a');
      expect(part('path').eq(1).val()).toBe('/srv/restored/Shop/orders');
      expect(part('client').eq(0).text()).toContain('name of client-a');
      expect(part('client').eq(0).attr('aria-label')).toBe('Client to restore Orders <b> on');
      expect(part('path').eq(1).attr('aria-label')).toBe('Folder to restore b into');
      expect(part('count').text()).toBe('2 backups selected');
      part('next').click();
      expect(sent[0]).toEqual({check: true, into: 'beside', choices: [
        {backup_id: 'b1', client_id: 'client-a', path: '/srv/restored/Shop/srv/a'},
        {backup_id: 'b2', client_id: null, path: '/srv/restored/Shop/orders'}
      ]});
    });

    it('restores one backup by the same steps', () => {
      material.rows = [material.rows[0]];
      material.name = 'Orders <b>';
      restore.openBackup('b1').catch(angular.noop);
      $rootScope.$apply();
      $timeout.flush(0);
      expect(api.getBackupRestore).toHaveBeenCalledWith('b1');
      expect(angular.element('#freezer-restore-title').text()).toBe('Restore Orders <b>');
      part('next').click();
      part('start').click();
      expect(api.restoreBackup.calls.mostRecent().args).toEqual(['b1', sent[1]]);
      expect(api.restoreSnapshot).not.toHaveBeenCalled();
    });

    it('says what will be done, starts it, and leads to its session', () => {
      openAndStart();
      expect(sent[1]).toEqual(
        Object.assign({}, sent[0], {check: false, id: jasmine.stringMatching(/^[0-9a-f]{32}$/)}));
      expect(part('follow').attr('href')).toContain('freezer_sessions/new');
      expect(part('job').length).toBe(2);
    });

    it('shows what may go wrong before it starts', () => {
      open();
      part('next').click();
      expect(part('summary').text()).toContain('"orders" is restored.');
      expect(part('warnings').text()).toContain('It lies elsewhere.');
      expect(part('confirm').length).toBe(0);
      part('back').click();
      expect(part('path').length).toBe(2);
      expect(sent.length).toBe(1);
    });

    it('restores below another root', () => {
      open();
      type(part('root'), '/back/');
      expect(part('path').eq(0).val()).toBe('/back/srv/a');
      type(part('path').eq(0), '/mine');
      part('next').click();
      expect(sent[0].choices[0].path).toBe('/mine');
    });

    it('restores into the original folders only when the name is typed', () => {
      open();
      expect(part('body').text()).toContain('What is not in the backup is deleted.');
      chooseOriginal();
      expect(part('path').length).toBe(0);
      expect(part('root').length).toBe(0);
      expect(part('from').text()).toBe('/srv/a');
      expect(part('refusal').text()).toContain('Freezer does not know.');
      part('choose').eq(1).find('input').click();
      part('next').click();
      $timeout.flush(0);
      expect(sent[0]).toEqual({check: true, into: 'original', choices: [
        {backup_id: 'b1', client_id: 'client-a'}]});
      expect(part('overwrite').text()).toContain('All else is deleted.');
      expect(part('phrase').text()).toBe('Shop nightly');
      expect($document[0].activeElement).toBe(part('confirm')[0]);
      expect(part('start').prop('disabled')).toBe(true);
      type(part('confirm'), 'Shop');
      refusal = {status: 400, error: 'No', detail: {confirm: 'Type Shop nightly to confirm.'}};
      part('start').click();
      $timeout.flush(0);
      expect(sent[1].confirm).toBe('Shop');
      expect(angular.element('#freezer-restore-confirm-error').text()).toContain('to confirm');
      expect(part('confirm').attr('aria-invalid')).toBe('true');
      refusal = null;
      type(part('confirm'), 'Shop nightly');
      part('start').click();
      expect(sent[2]).toEqual({id: jasmine.stringMatching(/^[0-9a-f]{32}$/), check: false,
        into: 'original', confirm: 'Shop nightly',
        choices: [{backup_id: 'b1', client_id: 'client-a'}]});
      expect(part('job').length).toBe(2);
    });

    it('asks for the name again after going back', () => {
      open();
      chooseOriginal();
      part('next').click();
      type(part('confirm'), 'Shop nightly');
      part('back').click();
      part('next').click();
      expect(part('confirm').val()).toBe('');
    });

    it('does not offer what cannot be restored, and says what becomes of a volume', () => {
      Object.assign(material.rows[0].backups[0], {refused: 'Agents never finish it.'});
      Object.assign(material.rows[1].backups[0], {outcome: 'A new volume is made.', below: null});
      open();
      expect(part('refusal').text()).toContain('Agents never finish it.');
      expect(part('choose').eq(0).find('input').prop('disabled')).toBe(true);
      expect(part('line').eq(1).text()).toContain('A new volume is made.');
      part('next').click();
      expect(sent[0].choices).toEqual([{backup_id: 'b2', client_id: null}]);
    });

    it('puts what is wrong at its field', () => {
      open();
      part('choose').eq(0).find('input').click();
      expect(part('count').text()).toBe('1 backup selected');
      refusal = {status: 400, error: 'Wrong', field: 'choices.0.path', detail: {
        'choices.0.path': 'Write a whole path.', 'choices.0.client_id': 'Choose one.',
        'body': 'And this.'
      }};
      part('next').click();
      expect(part('line').eq(1).text()).toContain('Write a whole path.');
      expect(part('line').eq(1).text()).toContain('Choose one.');
      expect(part('line').eq(0).text()).not.toContain('Write');
      expect(part('refused').text()).toContain('And this.');
      refusal = null;
      part('next').click();
      expect(part('summary').length).toBe(1);
    });

    it('ties what is wrong to its field, and goes to the first', () => {
      open();
      refusal = {status: 400, error: 'Wrong', field: 'choices.0.backup_id', detail: {
        'choices.0.backup_id': 'This backup is not there any more.',
        'choices.1.path': 'Write a whole path.'
      }};
      part('next').click();
      $timeout.flush(0);
      expect($document[0].activeElement).toBe(part('choose').eq(0).find('input')[0]);
      expect(part('path').eq(0).attr('aria-invalid')).toBeUndefined();
      expect(part('path').eq(1).attr('aria-invalid')).toBe('true');
      expect(angular.element('#' + part('path').eq(1).attr('aria-describedby')).text())
        .toBe('Write a whole path.');
    });

    it('lists gaps first, and fills them with older backups only if asked to', () => {
      material.gaps = ['b has no backup in Tag 42.'];
      material.rows[1].backups = [];
      material.rows[1].gap = material.gaps[0];
      material.rows[1].older = [
        Object.assign(backup('old', '/b'), {label: 'orders, then (1 day older)'})
      ];
      open();
      expect(part('gaps').text()).toContain('b has no backup');
      expect(part('count').text()).toBe('1 backup selected');
      expect(part('older').text()).toContain('1 day older');
      part('older').val('old').trigger('change');
      expect(part('count').text()).toBe('2 backups selected');
      part('next').click();
      expect(sent[0].choices[1].backup_id).toBe('old');
      expect(sent[0].choices[1].path).toBe('/srv/restored/Shop/b');
    });

    it('takes the folder of the older backup, unless another was typed', () => {
      material.rows[1].backups = [];
      material.rows[1].gap = 'Gap.';
      material.rows[1].older = ['o1', 'o2'].map(
        id => Object.assign(backup(id, '/' + id), {label: 'orders, then (1 day older)'}));
      open();
      type(part('root'), '/srv');
      part('older').val('o2').trigger('change');
      expect(part('path').eq(1).val()).toBe('/srv/o2');
      part('older').val('o1').trigger('change');
      expect(part('path').eq(1).val()).toBe('/srv/o1');
      type(part('path').eq(1), '/mine');
      part('older').val('o2').trigger('change');
      expect(part('path').eq(1).val()).toBe('/mine');
      type(part('root'), '/x');
      expect(part('path').eq(1).val()).toBe('/x/o2');
    });

    it('says that there is nothing', () => {
      material.rows = [{id: 'a', name: 'a', client_id: 'c', gap: 'Gap.', older: [],
        backups: []}];
      open();
      expect(part('line').text()).toContain('No older backup');
      expect(part('count').text()).toBe('Nothing selected.');
      expect(part('next').prop('disabled')).toBe(true);
    });

    it('says why it cannot begin, and tries again', () => {
      const good = material;
      material = null;
      open();
      expect(part('failure').text()).toContain('No answer.');
      expect(angular.element('#freezer-restore-title').text()).toBe('Restore');
      material = good;
      part('again').click();
      expect(part('line').length).toBe(2);
      refusal = {status: 409, error: 'It has changed.', detail: null};
      part('next').click();
      expect(part('failure').text()).toContain('It has changed.');
      part('close').click();
      $rootScope.$apply();
      expect(sent.length).toBe(1);
    });

    it('starts once, says so, and stays open until the answer', () => {
      open();
      part('next').click();
      answers = $q.defer();
      part('start').click();
      part('body').scope().ctrl.start();
      expect(sent.length).toBe(2);
      expect(part('start').text()).toContain('Starting');
      expect(part('start').prop('disabled')).toBe(true);
      escape();
      expect($uibModalStack.getTop()).toBeTruthy();
      answers.reject({status: 502, error: 'Two of three jobs were made.', detail: null});
      $rootScope.$apply();
      expect(part('failure').text()).toContain('Two of three');
      expect(part('start').text()).toContain('Try again');
      part('back').click();
      expect(part('path').eq(0).val()).toBe('/srv/restored/Shop/srv/a');
      escape();
      expect($uibModalStack.getTop()).toBeFalsy();
    });

    it('is left by Escape while it only checks', () => {
      open();
      answers = $q.defer();
      part('next').click();
      expect(part('next').text()).toContain('Checking');
      escape();
      expect($uibModalStack.getTop()).toBeFalsy();
    });

    it('follows each job until it has ended, and asks only for those that have not', () => {
      look(['succeeded', 'running']);
      openAndStart();
      expect(api.getRestores.calls.allArgs()).toEqual([[['j1', 'j2']]]);
      expect(part('progress').text()).toContain('1 of 2 jobs ended');
      expect(part('job').eq(1).text()).toContain('It is running.');
      looks.push(() => $q.reject({status: 504, error: 'No answer.'}));
      $timeout.flush(3000);
      expect(part('unread').text()).toContain('No answer.');
      looks.push(() => $q.when({items: [{id: 'j2', name: 'x', state: 'failed',
        ended: true, words: 'It failed.', reasons: ['/srv/a was not empty.'],
        log_words: 'Look into the log.'}]}));
      $timeout.flush(3000);
      expect(api.getRestores.calls.mostRecent().args).toEqual([['j2']]);
      expect(part('unread').length).toBe(0);
      expect(part('progress').text()).toContain('Restored 1 of 2 backups');
      expect(part('reasons').find('li').eq(0).text()).toBe('/srv/a was not empty.');
      expect(part('log').text()).toBe('Look into the log.');
      $timeout.verifyNoPendingTasks('timeout');
      expect(api.getRestores.calls.count()).toBe(3);
    });

    it('says when all is restored', () => {
      look(['succeeded', 'succeeded']);
      openAndStart();
      expect(part('progress').text()).toBe('Restored all 2 backups.');
    });

    it('looks no more once it is closed, also when an answer comes late', () => {
      const late = $q.defer();
      look(['running', 'running']);
      openAndStart();
      looks.push(() => late.promise);
      $timeout.flush(3000);
      part('close').click();
      $rootScope.$apply();
      late.resolve({items: []});
      $rootScope.$apply();
      $timeout.flush(10000);
      expect(api.getRestores.calls.count()).toBe(2);
    });

    it('looks at fifty jobs at once, in turn', () => {
      const follow = freezer('restore.progress');
      const jobs = Array.from({length: 120}, (_, index) => ({id: 'j' + index}));
      looks = [1, 2, 3, 4].map(() => () => $q.when({items: []}));
      const following = follow.follow(jobs);
      [1, 2, 3].forEach(() => $timeout.flush(3000));
      following.stop();
      expect(api.getRestores.calls.allArgs().map(args => [args[0][0], args[0].length]))
        .toEqual([['j0', 50], ['j50', 50], ['j100', 20], ['j0', 50]]);
    });

    it('does not look while its page is hidden', () => {
      const follow = freezer('restore.progress');
      let hidden = true;
      Object.defineProperty($document[0], 'hidden', {configurable: true, get: () => hidden});
      const following = follow.follow([{id: 'j1'}]);
      $timeout.flush(3000);
      expect(api.getRestores).not.toHaveBeenCalled();
      hidden = false;
      $timeout.flush(3000);
      delete $document[0].hidden;
      expect(api.getRestores.calls.count()).toBe(1);
      following.stop();
    });

    it('draws a snapshot of 200 members', () => {
      const row = material.rows[0];
      material.rows = Array.from({length: 200}, (_, index) => Object.assign(
        {}, row, {id: 'm' + index, backups: [backup('b' + index, '/srv')]}));
      open();
      expect(part('line').length).toBe(200);
      expect(part('count').text()).toBe('200 backups selected');
    });

    function escape() {
      $uibModalStack.dismiss($uibModalStack.getTop().key, 'escape key press');
      $rootScope.$apply();
    }
  });
})();
