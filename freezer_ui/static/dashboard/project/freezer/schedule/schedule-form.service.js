(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .factory('horizon.dashboard.project.freezer.schedule.scheduleForm', scheduleForm);

  scheduleForm.$inject = ['horizon.dashboard.project.freezer.core.clock'];

  /**
   * Converts between Freezer's schedule_* fields and the fields of the form. The server validates
   * them and puts them into words. Dates in the form are in the user's zone and sent with it;
   * calendar fields are by the clock of `place`, a zone, or of the agents where it is blank, as
   * stored.
   */
  function scheduleForm(clock) {
    const PREFIX = 'schedule_';
    const CALENDAR = ['year', 'month', 'week', 'day', 'day_of_week', 'hour', 'minute', 'second'];
    const DATES = ['date', 'start_date', 'end_date'];
    const COUNTED = /^(\d+) (weeks|days|hours|minutes|seconds)$/;

    return {
      kinds, units, empty, fromSchedule, toSchedule, isBlank
    };

    function kinds() {
      return [
        {kind: 'interval', label: gettext('At an interval')},
        {kind: 'calendar', label: gettext('At calendar times')},
        {kind: 'once', label: gettext('Once')},
        {kind: 'continuous', label: gettext('Continuously')},
        {kind: 'none', label: gettext('No schedule')}
      ];
    }

    function units() {
      return [
        {unit: 'weeks', label: gettext('weeks')},
        {unit: 'days', label: gettext('days')},
        {unit: 'hours', label: gettext('hours')},
        {unit: 'minutes', label: gettext('minutes')},
        {unit: 'seconds', label: gettext('seconds')}
      ];
    }

    /** `zone` is kept: the user may change the zone in a different tab meanwhile. */
    function empty() {
      const form = {
        kind: 'interval', count: '', unit: 'hours', start: '', end: '', date: '', raw: null,
        zone: clock.zone(), place: clock.zone()
      };
      CALENDAR.forEach(name => {
        form[name] = '';
      });
      return form;
    }

    /**
     * The form for a stored schedule; `local` is the same with dates in the user's zone. A schedule
     * that the form cannot reproduce is kept as `raw`.
     */
    function fromSchedule(schedule, local) {
      let form = fill(local || schedule);
      if (!angular.equals(toSchedule(form), sent(local || schedule, form.zone))) {
        form = empty();
        form.kind = 'raw';
        form.raw = angular.copy(schedule);
      }
      return form;
    }

    function fill(schedule) {
      const form = empty();
      const counted = COUNTED.exec(schedule.schedule_interval || '');
      form.date = text(schedule.schedule_date);
      form.start = text(schedule.schedule_start_date);
      form.end = text(schedule.schedule_end_date);
      CALENDAR.forEach(name => {
        form[name] = text(schedule[PREFIX + name]);
      });
      form.count = counted ? counted[1] : '';
      form.unit = counted ? counted[2] : form.unit;
      form.kind = kindOf(schedule, counted);
      form.place = form.kind === 'calendar' ? '' : form.place;
      return form;
    }

    function kindOf(schedule, counted) {
      if (Object.keys(schedule).length === 0) {
        return 'none';
      }
      if (schedule.schedule_date) {
        return 'once';
      }
      if (schedule.schedule_interval) {
        return counted ? 'interval' : 'continuous';
      }
      return 'calendar';
    }

    /** The schedule that toSchedule has to return for it. */
    function sent(schedule, zone) {
      const result = angular.copy(schedule);
      DATES.forEach(name => {
        if (result[PREFIX + name]) {
          result[PREFIX + name] = zoned(result[PREFIX + name], zone);
        }
      });
      return result;
    }

    function toSchedule(form) {
      switch (form.kind) {
        case 'raw':
          return form.raw;
        case 'interval':
          return pack({interval: form.count === '' ? '' : form.count + ' ' + form.unit}, form);
        case 'continuous':
          return pack({interval: 'continuous'}, form);
        case 'once':
          return pack({date: zoned(form.date, form.zone)}, {});
        case 'calendar':
          return hasCalendar(form) ? placed(pack(form, form, CALENDAR), form.place) : {};
        default:
          return {};
      }
    }

    function hasCalendar(form) {
      return CALENDAR.some(name => text(form[name]).trim() !== '');
    }

    /** Whether nothing is filled in that the server could preview. */
    function isBlank(form) {
      return form.kind !== 'none' && Object.keys(toSchedule(form)).length === 0;
    }

    function pack(values, bounds, names) {
      const all = Object.assign({}, values, {
        start_date: zoned(bounds.start, bounds.zone),
        end_date: zoned(bounds.end, bounds.zone)
      });
      return (names || Object.keys(values)).concat(['start_date', 'end_date']).reduce(add, {});

      function add(schedule, name) {
        const value = text(all[name]).trim();
        if (value !== '') {
          schedule[PREFIX + name] = value;
        }
        return schedule;
      }
    }

    function placed(schedule, place) {
      return place ? Object.assign(schedule, {zone: place}) : schedule;
    }

    /** As RFC 9557 writes it: 2026-12-01 02:00[Europe/Berlin]. */
    function zoned(typed, zone) {
      const date = text(typed).trim();
      return date === '' || /\]$/.test(date) ? date : date + '[' + zone + ']';
    }

    function text(value) {
      return value === undefined || value === null ? '' : String(value);
    }
  }
})();
