(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow')
    .factory('horizon.dashboard.project.freezer.sessions.workflow.scheduleForm', scheduleForm);

  scheduleForm.$inject = [];

  /**
   * Between Freezer's schedule_* fields and the fields of the form. It only carries values over:
   * what is valid, and what it means in words, the server says.
   */
  function scheduleForm() {
    var PREFIX = 'schedule_';
    var CALENDAR = ['year', 'month', 'week', 'day', 'day_of_week', 'hour', 'minute', 'second'];
    var COUNTED = /^(\d+) (weeks|days|hours|minutes|seconds)$/;

    return {
      kinds: kinds,
      units: units,
      empty: empty,
      fromSchedule: fromSchedule,
      toSchedule: toSchedule,
      isBlank: isBlank
    };

    ////////////

    function kinds() {
      return [
        {kind: 'interval', label: gettext('Every so often')},
        {kind: 'calendar', label: gettext('By the calendar')},
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

    function empty() {
      var form = {kind: 'interval', count: '', unit: 'hours', start: '', end: '', date: ''};
      CALENDAR.forEach(function blank(name) {
        form[name] = '';
      });
      return form;
    }

    /** The form for a schedule; one that does not fit into the fields is kept as `raw`. */
    function fromSchedule(schedule) {
      var form = empty();
      var fields = Object.keys(schedule).map(function short(name) {
        return name.replace(PREFIX, '');
      });
      var counted = COUNTED.exec(schedule.schedule_interval || '');

      if (fields.length === 0) {
        form.kind = 'none';
      } else if (only(fields, ['date'])) {
        form.kind = 'once';
        form.date = schedule.schedule_date;
      } else if (counted && only(fields, ['interval', 'start_date', 'end_date'])) {
        form.count = counted[1];
        form.unit = counted[2];
        dates();
      } else if (schedule.schedule_interval === 'continuous' &&
                 only(fields, ['interval', 'start_date', 'end_date'])) {
        form.kind = 'continuous';
        dates();
      } else if (only(fields, CALENDAR)) {
        form.kind = 'calendar';
        fields.forEach(function take(name) {
          form[name] = String(schedule[PREFIX + name]);
        });
      } else {
        form.kind = 'raw';
        form.raw = angular.copy(schedule);
      }
      return form;

      function dates() {
        form.start = schedule.schedule_start_date || '';
        form.end = schedule.schedule_end_date || '';
      }
    }

    function toSchedule(form) {
      switch (form.kind) {
        case 'raw':
          return form.raw;
        case 'interval':
          return pack({
            interval: form.count === '' ? '' : form.count + ' ' + form.unit,
            start_date: form.start,
            end_date: form.end
          });
        case 'continuous':
          return pack({interval: 'continuous', start_date: form.start, end_date: form.end});
        case 'once':
          return pack({date: form.date});
        case 'calendar':
          return pack(form, CALENDAR);
        default:
          return {};
      }
    }

    /** Nothing filled in yet: there is nothing to ask the server about. */
    function isBlank(form) {
      return form.kind !== 'none' && Object.keys(toSchedule(form)).length === 0;
    }

    function pack(values, names) {
      return (names || Object.keys(values)).reduce(function add(schedule, name) {
        var value = String(values[name] || '').trim();
        if (value !== '') {
          schedule[PREFIX + name] = value;
        }
        return schedule;
      }, {});
    }

    function only(fields, allowed) {
      return fields.every(function isAllowed(name) {
        return allowed.indexOf(name) > -1;
      });
    }
  }
})();
