(function() {
  'use strict';

  describe('freezer pool', () => {
    const fx = freezerFixtures;
    let pool, requests;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      requests = [];
      spyOn(api, 'getJobs').and.callFake(params => {
        const deferred = $q.defer();
        requests.push(Object.assign(deferred, {params}));
        return deferred.promise;
      });
      pool = freezer('pool.service').create({limit: 3});
    });

    function job(id) {
      return fx.job(id);
    }

    function answer(index, list, next, checked) {
      requests[index].resolve({items: list.map(job), next: next || null, checked: checked || 10});
      $rootScope.$apply();
    }

    function ids() {
      return pool.items.map(each => each.id).join('');
    }

    function refreshed(list, next) {
      pool.refresh();
      answer(requests.length - 1, list, next);
    }

    it('reads a stretch, and the next one', () => {
      pool.refresh();
      expect(pool.loading).toBe(true);
      expect(requests[0].params).toEqual({pool: 1, limit: 3});
      answer(0, ['c', 'a', 'b'], '7');
      expect(ids()).toBe('abc');
      expect([pool.loading, pool.exhausted, pool.paused, pool.checked])
        .toEqual([false, false, false, 10]);
      pool.more();
      pool.more();
      expect(requests.length).toBe(2);
      expect(requests[1].params).toEqual({pool: 1, limit: 3, cursor: '7', max_age: 60});
      answer(1, ['e', 'd'], null);
      expect(ids()).toBe('abcde');
      expect([pool.exhausted, pool.checked]).toEqual([true, 20]);
    });

    it('asks nothing more once it is stopped, whatever is still answered', () => {
      pool.search('web');
      pool.stop();
      expect(pool.loading).toBe(false);
      answer(0, [], '10');
      pool.more();
      pool.refresh();
      pool.search('db');
      expect([requests.length, pool.loading]).toEqual([1, false]);
    });

    it('goes on while there are fewer than asked, and shows them meanwhile', () => {
      pool.search('web');
      answer(0, [], '10');
      expect([pool.loading, pool.checked, ids()]).toEqual([true, 10, '']);
      expect(requests[1].params)
        .toEqual({pool: 1, limit: 3, q: 'web', cursor: '10', max_age: 60});
      answer(1, ['b'], '20');
      expect([pool.loading, ids()]).toEqual([true, 'b']);
      expect(requests[2].params.limit).toBe(2);
      answer(2, ['a', 'c'], '30');
      expect([pool.loading, pool.checked, ids()]).toEqual([false, 30, 'bac']);
    });

    it('does not go on for ever, but when the user wants to', () => {
      pool.search('rare');
      for (let i = 0; i < 20; i++) {
        answer(i, [], String(i + 1));
      }
      expect([requests.length, pool.loading, pool.paused, pool.exhausted])
        .toEqual([20, false, true, false]);
      pool.more();
      expect(requests[20].params.cursor).toBe('20');
      answer(20, ['a'], null);
      expect([pool.paused, pool.exhausted, ids(), pool.checked]).toEqual([false, true, 'a', 210]);
    });

    it('keeps what it showed until there is an answer, and takes only the newest', () => {
      refreshed(['a', 'b', 'xy'], '3');
      pool.search('x');
      pool.search('xy');
      expect(ids()).toBe('xy');
      answer(2, ['xyz'], null);
      answer(1, ['x'], 'more');
      expect([ids(), pool.exhausted, pool.loading]).toEqual(['xyxyz', true, false]);
      requests[1].reject({error: 'old'});
      $rootScope.$apply();
      expect(pool.failure).toBe(null);
    });

    it('searches at once in what it has, then in the rest, and goes back to all of it', () => {
      refreshed(['xy', 'xyc', 'a'], '3');
      pool.keep(job('kept xy'));
      pool.drop('xyc');
      pool.search('XY');
      expect([ids(), pool.loading, pool.checked]).toEqual(['kept xyxy', true, 10]);
      expect(requests[1].params).toEqual(
        {pool: 1, limit: 3, q: 'XY', cursor: '3', max_age: 60});
      answer(1, ['xyz'], null);
      expect([ids(), pool.exhausted, pool.checked]).toEqual(['kept xyxyxyz', true, 20]);
      pool.search('');
      expect([ids(), pool.exhausted, pool.checked, pool.loading])
        .toEqual(['kept xyaxy', false, 10, false]);
      expect(requests.length).toBe(2);
      pool.more();
      expect(requests[2].params.cursor).toBe('3');
    });

    it('needs no server for a search in what was read to its end', () => {
      refreshed(['a', 'xy'], null);
      pool.search('xy');
      expect([ids(), pool.exhausted, requests.length]).toEqual(['xy', true, 1]);
      pool.search('none');
      expect([ids(), pool.exhausted, pool.loading]).toEqual(['', true, false]);
    });

    it('refreshes the beginning of a long one, and all of it from time to time', () => {
      const many = Array.from({length: 300}, (none, index) => 'j' + (1000 + index));
      let now = Date.now();
      spyOn(Date, 'now').and.callFake(() => now);
      refreshed(['a'], '3');
      pool.more();
      answer(1, many, '400');
      expect(pool.items.length).toBe(301);
      pool.refresh();
      expect(requests[2].params.limit).toBe(240);
      answer(2, ['a', 'new'].concat(many.slice(1, 250)), '260');
      expect(pool.items.length).toBe(301);
      expect(ids()).not.toContain('j1000');
      expect(ids()).toContain('j1299');
      expect(pool.items[300].id).toBe('j1299');
      pool.more();
      expect(requests[3].params.cursor).toBe('400');
      answer(3, ['z'], null);
      now += 300001;
      pool.refresh();
      expect(requests[4].params.limit).toBe(302);
    });

    it('refreshes the whole stretch at once, in its order', () => {
      refreshed(['a', 'b', 'c'], '3');
      pool.more();
      answer(1, ['0', '1'], '9');
      answer(2, ['2'], '12');
      expect(ids()).toBe('abc012');
      pool.refresh();
      expect(requests[3].params).toEqual({pool: 1, limit: 6});
      answer(3, ['c', '0', 'a'], '4');
      expect(ids()).toBe('abc012');
      answer(4, ['new', '2', '1'], '12');
      expect(ids()).toBe('ac012new');
      pool.more();
      expect(requests[5].params.cursor).toBe('12');
    });

    it('tells a failure, keeps what it has, and goes on from there', () => {
      refreshed(['a', 'b', 'c'], '3');
      pool.more();
      requests[1].reject({error: 'Down.'});
      $rootScope.$apply();
      expect([pool.failure.error, pool.loading, ids()]).toEqual(['Down.', false, 'abc']);
      pool.more();
      expect([pool.failure, requests[2].params.cursor]).toEqual([null, '3']);
    });

    it('keeps what the page put there, also beyond the stretch, until it is elsewhere', () => {
      refreshed(['a', 'b', 'c'], '3');
      pool.keep(job('z'));
      pool.keep(fx.job('b', {description: 'new name'}));
      expect(ids()).toBe('zabc');
      expect(pool.items[2].description).toBe('new name');
      pool.refresh();
      answer(1, ['a', 'b', 'c', 'd'], '3');
      expect(requests[2].params).toEqual({ids: 'z', homes: 1});
      answer(2, ['z']);
      expect(ids()).toBe('zabcd');
      pool.refresh();
      answer(3, ['a', 'b', 'c', 'd', 'e'], '3');
      requests[4].resolve({items: [fx.job('z', {session_id: 's'})], next: null, checked: 1});
      $rootScope.$apply();
      expect(ids()).toBe('abcde');
    });

    it('keeps what is put there while it reads', () => {
      refreshed(['a', 'b', 'c'], '3');
      pool.more();
      pool.keep(job('z'));
      answer(1, ['d'], null);
      expect(ids()).toBe('zabcd');
    });

    it('drops what the page took out, also from an answer that is older', () => {
      refreshed(['a', 'b', 'c'], '3');
      pool.refresh();
      pool.drop('b');
      expect(ids()).toBe('ac');
      answer(1, ['a', 'b', 'c'], '3');
      expect(ids()).toBe('ac');
      refreshed(['a', 'b', 'c'], '3');
      expect(ids()).toBe('acb');
    });

    it('asks after the newest of many only', () => {
      refreshed(['a'], null);
      for (let i = 0; i < 60; i++) {
        pool.keep(job('k' + i));
      }
      pool.refresh();
      answer(1, ['a'], null);
      expect(requests[2].params.ids.split(',').length).toBe(50);
    });
  });
})();
