(function() {
  'use strict';

  /** What a list shows is in its address, and what an address says is shown. */
  describe('freezer address of a list', () => {
    let address, element, list, rows, scope;

    beforeEach(freezerFixtures.allowed);
    beforeEach(() => {
      address = freezer('lists.address');
      rows = [];
      for (let i = 0; i < 45; i++) {
        rows.push({id: 't' + i, label: 'Tape ' + (10 + i), rank: i % 3,
          state: ['full', 'worn', 'empty'][i % 3]});
      }
      list = freezer('lists.resources').declare({
        type: 'OS::Freezer::Tape',
        names: ['Tape', 'Tapes', 'Tape'],
        resource: 'tapes',
        reader: adapt => freezer('lists.wholeList').create({
          get: () => $q.when(rows), adapt
        }),
        fields: [
          {id: '$rank', label: 'State', priority: 1, sort: true,
            value: tape => freezer('lists.resources').ordered(tape, tape.label),
            choice: {name: 'state_facet', key: tape => tape.state, chips: ['full', 'worn', 'lost'],
              options: {full: 'Full', worn: 'Worn', empty: 'Empty', lost: 'Lost'}}},
          {id: 'name', label: 'Name', priority: 1, facet: true, value: tape => tape.label},
          {id: 'hidden', label: 'Hidden'}
        ],
        details: {url: 'tapes/details.html'},
        remove: {permission: ['x'], call: angular.noop, words: () => ({submit: 'Delete'})},
        messages: {intro: '', loading: '', count: () => '%s', empty: {icon: '', title: ''}}
      });
      $injector.get('$templateCache').put(freezer('basePath') + 'tapes/details.html',
        '<i></i>');
      scope = $rootScope.$new();
      $location.path('/project/freezer_tapes/');
    });
    afterEach(() => {
      scope.$destroy();
      $location.search({});
    });

    describe('as parameters', () => {
      function roundTrip(params) {
        const asked = address.parse(list, params);
        const told = address.format(list, asked.search, asked.sort, asked.page);
        Object.keys(told).filter(name => told[name] === null).forEach(name => delete told[name]);
        return told;
      }

      it('says again what it was told', () => {
        [{}, {state: 'worn'}, {q: 'a & b = c'}, {name: 'x', sort: '-name', page: '2'},
          {sort: '-rank'}].forEach(params => { expect(roundTrip(params)).toEqual(params); });
      });

      it('leaves out what the list does not know', () => {
        [{state: 'gone'}, {state: 'constructor'}, {state: ['worn', 'full']},
          {sort: 'hidden'}, {sort: '-'}, {sort: true},
          {page: '0'}, {page: '-1'}, {page: '1e9'}, {page: 'x'}, {q: true}, {q: ''},
          {machine: 'web-1'}, {sort: 'rank'}, {page: '1'}
        ].forEach(params => { expect(roundTrip(params)).toEqual({}); });
      });
    });

    /** Horizon asks for "filter first" with a native promise. */
    function draw(search, check, done) {
      $location.search(search || {});
      element = freezerFixtures.draw(
        '<freezer-list-panel type="OS::Freezer::Tape"></freezer-list-panel>', scope);
      setTimeout(() => {
        settle();
        check();
        done();
      }, 50);
    }

    function settle() {
      scope.$apply();
      for (let i = 0; i < 3; i++) {
        $timeout.flush(1);
      }
    }

    function shown() {
      return element.find('tbody tr[ng-repeat-start]').map((i, each) =>
        angular.element(each).find('hz-cell').eq(1).text().trim()).get();
    }

    function chip(key) {
      return element.find('[data-chip=' + key + ']');
    }

    it('begins with what needs somebody, and has nothing to say of that', done => {
      draw({}, () => {
        expect(shown().length).toBe(20);
        expect(shown().slice(0, 2)).toEqual(['Tape 10', 'Tape 13']);
        expect(shown()[15]).toBe('Tape 11');
        expect($location.search()).toEqual({});
      }, done);
    });

    it('counts all rows, and filters by a click', done => {
      draw({machine: 'web-1'}, () => {
        expect(element.find('.freezer-list-chip').map((i, each) =>
          each.textContent.trim()).get()).toEqual(['15 Full', '15 Worn']);
        chip('worn').click();
        settle();
        expect(shown().length).toBe(15);
        expect(shown()[0]).toBe('Tape 11');
        expect(chip('worn').attr('aria-pressed')).toBe('true');
        expect(element.find('.magic-search-result-string').text()).toBe('Worn');
        expect($location.search()).toEqual({machine: 'web-1', state: 'worn'});
        chip('worn').click();
        settle();
        expect(shown().length).toBe(20);
        expect(chip('worn').attr('aria-pressed')).toBe('false');
        expect(element.find('.magic-search-result-string').length).toBe(0);
        expect($location.search()).toEqual({machine: 'web-1'});
      }, done);
    });

    it('shows what the address says, and the page once there are rows for it', done => {
      draw({sort: '-name', page: '3', state: 'gone', strange: '1'}, () => {
        expect(shown()).toEqual(['Tape 14', 'Tape 13', 'Tape 12', 'Tape 11', 'Tape 10']);
        expect($location.search()).toEqual({sort: '-name', page: '3', strange: '1'});
      }, done);
    });

    it('keeps the page when it is read again', done => {
      draw({page: '2'}, () => {
        expect(shown()[0]).toBe('Tape 26');
        rows = rows.slice();
        list.refresh();
        settle();
        expect(shown()[0]).toBe('Tape 26');
        expect($location.search()).toEqual({page: '2'});
      }, done);
    });

    it('finds a text that has signs of an address in it', done => {
      rows.push({id: 'x', label: 'a=b&c d', rank: 0, state: 'full'});
      draw({q: 'a=b&c d'}, () => {
        expect(shown()).toEqual(['a=b&c d']);
        expect(element.find('.magic-search-result-string').text()).toBe('a=b&c d');
      }, done);
    });

    it('goes back', done => {
      draw({}, () => {
        chip('worn').click();
        settle();
        $location.search({});
        settle();
        expect(shown()[0]).toBe('Tape 10');
        expect(chip('worn').attr('aria-pressed')).toBe('false');
        $location.search({state: 'full', page: '2'});
        settle();
        expect(shown()[0]).toBe('Tape 10');
        expect(chip('full').attr('aria-pressed')).toBe('true');
      }, done);
    });

    it('sorts by a column, and after the third click as at first', done => {
      draw({}, () => {
        const name = element.find('th[st-sort=name]');
        name.click();
        settle();
        expect($location.search()).toEqual({sort: 'name'});
        name.click();
        settle();
        expect([shown()[0], $location.search()]).toEqual(['Tape 54', {sort: '-name'}]);
        name.click();
        settle();
        expect([shown()[1], $location.search()]).toEqual(['Tape 13', {}]);
      }, done);
    });
  });
})();
