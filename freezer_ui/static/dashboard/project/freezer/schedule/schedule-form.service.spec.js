(function() {
  'use strict';

  describe('freezer schedule form', () => {
    let form;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      form = freezer('schedule.scheduleForm');
    });

    [
      ['none', {}],
      ['interval', {schedule_interval: '6 hours'}],
      ['interval', {schedule_interval: '10 minutes', schedule_start_date: '2030-01-01T00:00:00Z',
        schedule_end_date: '2031-01-01T00:00:00Z'}],
      ['continuous', {schedule_interval: 'continuous'}],
      ['continuous', {schedule_interval: 'continuous', schedule_end_date: '2031-01-01T00:00:00Z'}],
      ['once', {schedule_date: '2030-01-01T00:00:00Z'}],
      ['calendar', {schedule_hour: '3', schedule_minute: '0', schedule_day_of_week: 'mon-fri'}],
      ['calendar', {schedule_hour: '3', schedule_start_date: '2030-01-01T00:00:00Z',
        schedule_end_date: '2031-01-01T00:00:00Z'}]
    ].forEach(example => {
      it('carries ' + angular.toJson(example[1]) + ' through as ' + example[0], () => {
        const result = form.fromSchedule(example[1]);
        expect(result.kind).toBe(example[0]);
        expect(form.toSchedule(result)).toEqual(zoned(example[1], 'UTC'));
      });
    });

    [
      {schedule_interval: 'now and then'},
      {schedule_interval: '5  minutes'},
      {schedule_interval: '6 hours', schedule_hour: '3'},
      {schedule_date: '2030-01-01T00:00:00Z', schedule_end_date: '2031-01-01T00:00:00Z'},
      {schedule_start_date: '2030-01-01T00:00:00'},
      {schedule_hour: '3', schedule_minute: ''},
      {schedule_hour: ' 3'}
    ].forEach(schedule => {
      it('keeps ' + angular.toJson(schedule) + ' as it is', () => {
        const result = form.fromSchedule(schedule);
        expect(result.kind).toBe('raw');
        expect(form.toSchedule(result)).toEqual(schedule);
        expect(form.isBlank(result)).toBe(false);
      });
    });

    function zoned(schedule, zone) {
      return Object.keys(schedule).reduce((result, name) => {
        result[name] = schedule[name] + (/date$/.test(name) ? '[' + zone + ']' : '');
        return result;
      }, {});
    }

    it('sends calendar times with the zone they are meant in, stored ones without', () => {
      const fresh = Object.assign(form.empty(), {kind: 'calendar', hour: '2'});
      expect(form.toSchedule(fresh)).toEqual({schedule_hour: '2', zone: 'UTC'});
      const stored = form.fromSchedule({schedule_hour: '2'});
      expect(form.toSchedule(stored)).toEqual({schedule_hour: '2'});
      stored.place = 'Asia/Tokyo';
      expect(form.toSchedule(stored)).toEqual({schedule_hour: '2', zone: 'Asia/Tokyo'});
      expect(form.fromSchedule({schedule_interval: '1 days'}).place).toBe('UTC');
    });

    it('shows dates in the user\'s zone, and sends them with it', () => {
      $cookies.put('django_timezone', '"Europe/Berlin"');
      const result = form.fromSchedule(
        {schedule_date: '2026-12-01T01:00:00Z'}, {schedule_date: '2026-12-01 02:00'});
      expect(result.date).toBe('2026-12-01 02:00');
      // another tab
      $cookies.put('django_timezone', 'Asia/Tokyo');
      expect(form.toSchedule(result)).toEqual({schedule_date: '2026-12-01 02:00[Europe/Berlin]'});
      result.date = ' 2026-12-01T02:00Z ';
      expect(form.toSchedule(result).schedule_date).toBe('2026-12-01T02:00Z[Europe/Berlin]');
      result.date = '2026-12-01 02:00[Asia/Tokyo]';
      expect(form.toSchedule(result).schedule_date).toBe('2026-12-01 02:00[Asia/Tokyo]');
      $cookies.remove('django_timezone');
    });

    it('sends what was typed, without judging it', () => {
      const typed = form.empty();
      typed.count = '-0.5';
      typed.start = ' tomorrow ';
      expect(form.toSchedule(typed)).toEqual(
        {schedule_interval: '-0.5 hours', schedule_start_date: 'tomorrow[UTC]'});
    });

    it('knows when nothing is filled in', () => {
      const typed = form.empty();
      expect(form.isBlank(typed)).toBe(true);
      typed.count = '1';
      expect(form.isBlank(typed)).toBe(false);
      expect(form.isBlank(form.fromSchedule({}))).toBe(false);
      typed.kind = 'calendar';
      typed.start = '2030-01-01 00:00';
      expect(form.isBlank(typed)).toBe(true);
    });

    it('names its kinds and units', () => {
      expect(form.kinds().length).toBe(5);
      expect(form.units().map(each => each.unit))
        .toEqual(['weeks', 'days', 'hours', 'minutes', 'seconds']);
    });
  });
})();
