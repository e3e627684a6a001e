(function() {
  'use strict';

  describe('freezer calculator of restore points', () => {
    let scope, element, answer;

    beforeEach(freezerFixtures.page);
    beforeEach(() => {
      answer = freezerFixtures.like('retention.items.0', {
        name: 'orders', words: ['There are <b>9</b>.', 'The oldest is of Monday.'],
        chains: [{words: 'Full backup, deleted', gone_at: 500, made: [100, 200, 300]},
          {words: 'Full backup', gone_at: null, made: [400]}]
      });
      spyOn(api, 'getJobRetention').and.callFake(() => $q.when({items: [answer]}));
      spyOn(api, 'forecastRetention').and.callFake(() => $q.when(answer));
    });

    function draw(html, values) {
      scope = Object.assign($rootScope.$new(), values);
      element = $compile(html)(scope);
      scope.$apply();
    }

    function toggle() {
      element.find('.freezer-retention-toggle').click();
    }

    function choose(css, label) {
      const select = element.find(css);
      const option = select.find('option').filter((index, each) => each.textContent === label);
      select.val(option.val()).trigger('change');
    }

    it('asks for a job once it is opened, and draws its chains', () => {
      draw('<freezer-retention job-id="id"></freezer-retention>', {id: 'j1'});
      expect(api.getJobRetention).not.toHaveBeenCalled();
      toggle();
      expect(api.getJobRetention).toHaveBeenCalledWith('j1', 30);
      expect(element.find('.freezer-retention-words').text()).toContain('There are <b>9</b>.');
      expect(element.find('.freezer-retention-chain').length).toBe(2);
      expect(element.find('.freezer-retention-gone .freezer-retention-point').length).toBe(3);
      expect(element.find('.freezer-retention-full').length).toBe(2);
      expect(element.find('.freezer-retention-schedule').length).toBe(0);
      choose('.freezer-retention-runs', '100');
      expect(api.getJobRetention).toHaveBeenCalledWith('j1', 100);
      toggle();
      expect(element.find('.freezer-retention-body').length).toBe(0);
    });

    it('follows an action that is being filled in, on the schedule that is chosen', () => {
      const values = {remove_older_than: 7};
      draw('<freezer-retention action="rule()"></freezer-retention>', {rule: () => values});
      toggle();
      expect(api.forecastRetention.calls.mostRecent().args[0])
        .toEqual({action: {remove_older_than: 7}, schedule: {schedule_hour: '3'}, runs: 30});
      values.remove_older_than = 8;
      scope.$apply();
      $timeout.flush();
      expect(api.forecastRetention.calls.mostRecent().args[0].action.remove_older_than).toBe(8);
      choose('.freezer-retention-schedule', 'every week');
      expect(api.forecastRetention.calls.mostRecent().args[0].schedule)
        .toEqual({schedule_day_of_week: 'sun', schedule_hour: '3'});
    });

    it('says why there is no answer, and drops one that comes too late', () => {
      const late = $q.defer();
      api.forecastRetention.and.returnValue(late.promise);
      draw('<freezer-retention action="{}"></freezer-retention>', {});
      toggle();
      expect(element.find('.fa-spinner').length).toBe(1);
      api.forecastRetention.and.returnValue($q.reject({error: 'Not <b>now</b>.'}));
      choose('.freezer-retention-runs', '10');
      late.resolve(answer);
      scope.$apply();
      expect(element.find('.freezer-retention-failure').text()).toBe('Not <b>now</b>.');
      expect(element.find('.freezer-retention-chain').length).toBe(0);
      api.forecastRetention.and.returnValue($q.defer().promise);
      choose('.freezer-retention-runs', '30');
      expect(element.find('.freezer-retention-failure').length).toBe(0);
    });
  });
})();
