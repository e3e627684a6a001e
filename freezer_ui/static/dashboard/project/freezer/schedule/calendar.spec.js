(function() {
  'use strict';

  describe('freezer calendar picks', () => {
    let picks;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      picks = freezer('schedule.calendarPresets');
    });

    function picked(more) {
      return Object.assign(picks.empty(), more);
    }

    [
      [{kind: 'daily'}, {hour: '3', minute: '0'}],
      [{kind: 'workdays', hour: '22', minute: '30'},
        {day_of_week: 'mon-fri', hour: '22', minute: '30'}],
      [{kind: 'weekdays', days: ['sun', 'mon']},
        {day_of_week: 'mon,sun', hour: '3', minute: '0'}],
      [{kind: 'monthday', monthDay: '15'}, {day: '15', hour: '3', minute: '0'}],
      [{kind: 'monthday', monthDay: 'last'}, {day: 'last', hour: '3', minute: '0'}],
      [{kind: 'weeks', weeks: '2-52/2', weekday: 'sat'},
        {week: '2-52/2', day_of_week: 'sat', hour: '3', minute: '0'}],
      [{kind: 'hourly', minute: '20'}, {minute: '20'}],
      [{kind: 'often', step: 'minute 15'}, {minute: '*/15'}],
      [{kind: 'often', step: 'hour 6', minute: '5'}, {hour: '*/6', minute: '5'}]
    ].forEach(example => {
      it('write ' + angular.toJson(example[1]) + ', and read it back', () => {
        const fields = picks.toFields(picked(example[0]));
        expect(fields).toEqual(example[1]);
        const back = picks.fromFields(fields);
        expect(back.kind).toBe(example[0].kind);
        expect(picks.toFields(back)).toEqual(fields);
        expect(picks.same(fields, picked(example[0]))).toBe(true);
      });
    });

    it('offer only what can be read back', () => {
      picks.choices().monthDays.forEach(each => {
        expect(picks.fromFields({day: each.day}).monthDay).toBe(each.day);
      });
      picks.choices().weeks.forEach(each => {
        expect(picks.fromFields({week: each.weeks, day_of_week: '0'}).weeks).toBe(each.weeks);
      });
      picks.choices().steps.forEach(each => {
        const often = picked({kind: 'often', step: each.step});
        expect(picks.fromFields(picks.toFields(often)).step).toBe(each.step);
      });
      picks.choices().hours.forEach(each => {
        expect(picks.fromFields({hour: each.value}).hour).toBe(each.value);
      });
      expect(picks.choices().minutes.length).toBe(60);
      expect(picks.choices().minutes[7]).toEqual({value: '7', label: '07'});
    });

    [
      // finer fields count as their least value, coarser ones as every
      [{hour: '3'}, 'daily', {hour: '3', minute: '0'}],
      [{day_of_week: '0'}, 'weekdays', {days: ['mon'], hour: '0'}],
      [{month: '*', day: '*', hour: '03', minute: '00', second: '0'}, 'daily', {hour: '3'}],
      [{day_of_week: ' MON - FRI ', hour: '1'}, 'workdays', {}],
      [{day_of_week: '0,1,2,3,4'}, 'workdays', {}],
      [{day_of_week: '0-2,sun'}, 'weekdays', {days: ['mon', 'tue', 'wed', 'sun']}],
      [{day_of_week: 'mon-sun', hour: '1'}, 'daily', {}],
      [{day: '1'}, 'monthday', {monthDay: '1'}]
    ].forEach(example => {
      it('read ' + angular.toJson(example[0]) + ' as agents do', () => {
        expect(picks.fromFields(example[0]))
          .toEqual(jasmine.objectContaining(Object.assign({kind: example[1]}, example[2])));
      });
    });

    [
      {second: '0'}, {second: '30', minute: '0', hour: '3'}, {month: '1'}, {year: '2027'},
      {hour: '3,15'}, {hour: '25'}, {hour: '*/5'}, {minute: '*/7'}, {minute: '*'},
      {day: '32'}, {day: '1,15'}, {day: '1st mon'}, {day: '1', day_of_week: 'mon'},
      {day: '1', week: '*/2'}, {week: '*/2'}, {week: '*/5', day_of_week: 'mon'},
      {week: '*/2', day_of_week: 'mon,tue'}, {day_of_week: 'fri-mon'}, {day_of_week: '7'},
      {day_of_week: 'mon-'}, {day_of_week: 'mon', hour: '*'}, {day: 'last', minute: '5'}
    ].forEach(fields => {
      it('leave ' + angular.toJson(fields) + ' to the fields', () => {
        const back = picks.fromFields(fields);
        expect(back.kind).toBe('custom');
        expect(picks.toFields(back)).toBe(null);
        expect(picks.same(fields, back)).toBe(false);
      });
    });

    it('are none while nothing is filled in', () => {
      expect(picks.fromFields({hour: ' '}).kind).toBe('');
      expect(picks.fromFields({hour: '22', minute: '5', second: '5'}).hour).toBe('22');
      expect(picks.complete({})).toBe(null);
      expect(picks.complete({hour: '3'})).toEqual({year: '*', month: '*', day: '*', week: '*',
        day_of_week: '*', hour: '3', minute: '0', second: '0'});
    });
  });

  describe('freezer calendar', () => {
    let scope, element, form;

    beforeEach(freezerFixtures.page);

    function draw(fields) {
      const forms = freezer('schedule.scheduleForm');
      scope = $injector.get('$rootScope').$new();
      form = scope.form = Object.assign(forms.empty(), {kind: 'calendar'}, fields);
      scope.model = {error(name) {
        return name === 'schedule_hour' && form.hour === '25' ? 'Not <b>25</b>.' : null;
      }};
      scope.changed = jasmine.createSpy('changed');
      element = $injector.get('$compile')('<freezer-calendar form="form" model="model"' +
          ' agents-zone="\'Europe/Paris\'" on-change="changed()"></freezer-calendar>')(scope);
      scope.$apply();
    }

    function choose(id, label) {
      const select = element.find('#' + id);
      const option = select.find('option').filter(function() {
        return this.textContent === label;
      });
      select.val(option.val()).trigger('change');
    }

    function type(name, text) {
      element.find('#freezer-schedule_' + name).val(text).trigger('input');
    }

    function kind() {
      return element.find('#freezer-pick-kind option:selected').text();
    }

    function written() {
      return ['hour', 'minute', 'day_of_week', 'day', 'week', 'month', 'second', 'year']
        .reduce((all, name) => {
          if (form[name] !== '') {
            all[name] = form[name];
          }
          return all;
        }, {});
    }

    it('begins with something, and writes what is picked', () => {
      draw({});
      expect(kind()).toBe('Every day');
      expect(written()).toEqual({hour: '3', minute: '0'});
      choose('freezer-pick-hour', '22');
      expect(written()).toEqual({hour: '22', minute: '0'});
      choose('freezer-pick-kind', 'Day of the month');
      choose('freezer-pick-month-day', 'the last day');
      expect(written()).toEqual({day: 'last', hour: '22', minute: '0'});
      choose('freezer-pick-month-day', '31');
      expect(element.text()).toContain('Months without this day');
      choose('freezer-pick-kind', 'Weeks of the year');
      choose('freezer-pick-weekday', 'Saturday');
      expect(written()).toEqual({week: '*/2', day_of_week: 'sat', hour: '22', minute: '0'});
      choose('freezer-pick-kind', 'Every few minutes or hours');
      choose('freezer-pick-step', 'every 15 minutes');
      expect(element.find('#freezer-pick-past').length).toBe(0);
      expect(written()).toEqual({minute: '*/15'});
      choose('freezer-pick-kind', 'Every hour');
      choose('freezer-pick-past', '05');
      expect(written()).toEqual({minute: '5'});
      expect(scope.changed.calls.count()).toBe(11);
      expect(element.find('#freezer-schedule_minute').val()).toBe('5');
    });

    it('has seven buttons for the days, of which one stays', () => {
      draw({hour: '3'});
      choose('freezer-pick-kind', 'Days of the week');
      expect(written().day_of_week).toBe('mon');
      const days = element.find('.freezer-days button');
      expect(days.get().map(node => node.getAttribute('aria-pressed')).join())
        .toBe('true,false,false,false,false,false,false');
      days.eq(0).click();
      expect(written().day_of_week).toBe('mon');
      days.eq(3).click();
      expect(written().day_of_week).toBe('mon,thu');
      days.eq(0).click();
      expect(written().day_of_week).toBe('thu');
      expect(days.eq(3).attr('aria-pressed')).toBe('true');
      expect(days.eq(3).attr('aria-label')).toBe('Thursday');
    });

    it('stays with the days while they happen to be the working days', () => {
      draw({day_of_week: 'mon-thu', hour: '3'});
      element.find('.freezer-days button').eq(4).click();
      expect(written().day_of_week).toBe('mon,tue,wed,thu,fri');
      expect(kind()).toBe('Days of the week');
      choose('freezer-pick-kind', 'Working days, Monday to Friday');
      expect(written().day_of_week).toBe('mon-fri');
    });

    it('reads what is typed back into the picks', () => {
      draw({hour: '3', minute: '0'});
      type('day_of_week', 'mon-fri');
      expect(kind()).toBe('Working days, Monday to Friday');
      type('second', '30');
      expect(kind()).toBe('Custom fields');
      expect(element.text()).toContain('The fields below apply');
      type('second', '');
      type('hour', '4');
      expect(kind()).toBe('Working days, Monday to Friday');
      expect(element.find('#freezer-pick-hour option:selected').text()).toBe('04');
      expect(scope.changed.calls.count()).toBe(4);
    });

    it('leaves fields alone that no pick can show, and "custom" that the user chose', () => {
      draw({hour: '3,15', month: 'jan'});
      expect(kind()).toBe('Custom fields');
      expect(written()).toEqual({hour: '3,15', month: 'jan'});
      expect(scope.changed).not.toHaveBeenCalled();
      type('hour', '');
      type('month', '');
      expect(written()).toEqual({});
      type('hour', '7');
      type('second', '30');
      choose('freezer-pick-kind', 'Every day');
      expect(written()).toEqual({hour: '7', minute: '0'});
      draw({hour: '3'});
      choose('freezer-pick-kind', 'Custom fields');
      expect(written()).toEqual({hour: '3'});
      expect(kind()).toBe('Custom fields');
    });

    it('is by the clock of the zone that is chosen, the user\'s own first', () => {
      draw({hour: '3'});
      const zones = element.find('#freezer-zone option').toArray().map(each => each.textContent);
      expect(zones.slice(0, 2)).toEqual(['UTC, your time zone', 'Europe/Paris, the agents\' time']);
      expect(zones).toContain('Asia/Tokyo');
      expect(zones.filter(name => /Paris/.test(name)).length).toBe(1);
      expect(element.find('legend').text()).toBe('Fields, by the clock of UTC');
      choose('freezer-zone', 'Asia/Tokyo');
      expect(form.place).toBe('Asia/Tokyo');
      expect(scope.changed).toHaveBeenCalled();
      choose('freezer-zone', 'Europe/Paris, the agents\' time');
      expect(form.place).toBe('');
      expect(element.find('legend').text()).toBe('As agents read it');
    });

    it('has one choice where the user\'s zone is the agents\'', () => {
      $cookies.put('django_timezone', '"Europe/Paris"');
      draw({hour: '3'});
      expect(form.place).toBe('');
      expect(element.find('#freezer-zone option').eq(0).text())
        .toBe('Europe/Paris, your time zone and the agents\'');
      $cookies.remove('django_timezone');
    });

    it('shows what agents take for an empty field, and each field\'s own sentence', () => {
      draw({hour: '3'});
      expect(element.find('#freezer-schedule_day').attr('placeholder')).toBe('*');
      expect(element.find('#freezer-schedule_second').attr('placeholder')).toBe('0');
      type('hour', '25');
      expect(element.find('#freezer-schedule_hour-error').text()).toContain('Not <b>25</b>.');
      expect(element.find('#freezer-schedule_minute-error').length).toBe(0);
    });
  });
})();
