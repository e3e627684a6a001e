(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .factory('horizon.dashboard.project.freezer.schedule.calendarPresets', calendarPresets);

  calendarPresets.$inject = ['horizon.dashboard.project.freezer.core.pageRules'];

  /**
   * Converts between picks ("working days at 03:00") and the calendar fields of APScheduler, which
   * the agents use: Monday is day 0; empty fields finer than the finest filled one have their least
   * value, coarser ones match every value.
   */
  function calendarPresets(pageRules) {
    // [name, value of an empty field that is finer than the filled ones], from coarse to fine
    const FIELDS = pageRules.calendarFields;
    const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    const MINUTES = ['5', '10', '15', '20', '30'];
    const HOURS = ['2', '3', '4', '6', '8', '12'];

    return {
      choices, empty, complete, fromFields, toFields, same
    };

    /** What there is to choose from. */
    function choices() {
      return {
        kinds: [
          {kind: 'daily', label: gettext('Every day')},
          {kind: 'workdays', label: gettext('Working days, Monday to Friday')},
          {kind: 'weekdays', label: gettext('Days of the week')},
          {kind: 'monthday', label: gettext('Day of the month')},
          {kind: 'weeks', label: gettext('Weeks of the year')},
          {kind: 'hourly', label: gettext('Every hour')},
          {kind: 'often', label: gettext('Every few minutes or hours')},
          {kind: 'custom', label: gettext('Custom fields')}
        ],
        days: [
          {day: 'mon', label: gettext('Mon'), name: gettext('Monday')},
          {day: 'tue', label: gettext('Tue'), name: gettext('Tuesday')},
          {day: 'wed', label: gettext('Wed'), name: gettext('Wednesday')},
          {day: 'thu', label: gettext('Thu'), name: gettext('Thursday')},
          {day: 'fri', label: gettext('Fri'), name: gettext('Friday')},
          {day: 'sat', label: gettext('Sat'), name: gettext('Saturday')},
          {day: 'sun', label: gettext('Sun'), name: gettext('Sunday')}
        ],
        monthDays: numbers(1, 31)
          .map(each => ({day: each.value, label: each.value}))
          .concat({day: 'last', label: gettext('the last day')}),
        weeks: [
          {weeks: '*/2', label: gettext('every second week: 1, 3, 5 …')},
          {weeks: '2-52/2', label: gettext('every second week: 2, 4, 6 …')},
          {weeks: '*/3', label: gettext('every third week: 1, 4, 7 …')},
          {weeks: '*/4', label: gettext('every fourth week: 1, 5, 9 …')}
        ],
        steps: MINUTES.map(count => step('minute ', gettext('every %s minutes'), count))
          .concat(HOURS.map(count => step('hour ', gettext('every %s hours'), count))),
        hours: numbers(0, 23),
        minutes: numbers(0, 59)
      };
    }

    function step(unit, words, count) {
      return {step: unit + count, label: interpolate(words, [count])};
    }

    function numbers(first, last) {
      const all = [];
      for (let value = first; value <= last; value++) {
        all.push({value: String(value), label: (value < 10 ? '0' : '') + value});
      }
      return all;
    }

    /** The picks at the beginning; 03:00 is skipped or repeated by clocks in few places. */
    function empty() {
      return {
        kind: '', hour: '3', minute: '0', days: ['mon'], monthDay: '1', weeks: '*/2',
        weekday: 'mon', step: 'hour 6'
      };
    }

    /** The fields for the picks; null for custom fields. */
    function toFields(picks) {
      const time = {hour: picks.hour, minute: picks.minute};
      switch (picks.kind) {
        case 'daily':
          return time;
        case 'workdays':
          return Object.assign({day_of_week: 'mon-fri'}, time);
        case 'weekdays':
          return Object.assign({day_of_week: inOrder(picks.days).join(',')}, time);
        case 'monthday':
          return Object.assign({day: picks.monthDay}, time);
        case 'weeks':
          return Object.assign({week: picks.weeks, day_of_week: picks.weekday}, time);
        case 'hourly':
          return {minute: picks.minute};
        case 'often':
          return often(picks);
        default:
          return null;
      }
    }

    function often(picks) {
      const parts = picks.step.split(' ');
      return parts[0] === 'minute'
        ? {minute: '*/' + parts[1]}
        : {hour: '*/' + parts[1], minute: picks.minute};
    }

    function inOrder(chosen) {
      return DAYS.filter(day => chosen.includes(day));
    }

    /**
     * The picks for the fields: of kind "custom" if there are none, of kind "" for empty fields.
     * Picks that the fields do not determine stay as `before`.
     */
    function fromFields(fields, before) {
      const full = complete(fields);
      const picks = Object.assign({}, before || empty(), {kind: ''}, full && single(full));
      if (full) {
        picks.kind = choices().kinds.map(each => each.kind).find(
          kind => same(fields, Object.assign({}, picks, {kind}))) || 'custom';
      }
      return picks;
    }

    /** The picks that each field determines by itself. */
    function single(full) {
      const all = choices();
      const days = full.day_of_week.split(',').filter(day => DAYS.includes(day));
      return Object.assign({}, days.length && {days}, ...[
        ['hour', full.hour, all.hours, 'value'],
        ['minute', full.minute, all.minutes, 'value'],
        ['monthDay', full.day, all.monthDays, 'day'],
        ['weeks', full.week, all.weeks, 'weeks'],
        ['weekday', full.day_of_week, all.days, 'day'],
        ['step', full.hour.replace(/^\*\//, 'hour '), all.steps, 'step'],
        ['step', full.minute.replace(/^\*\//, 'minute '), all.steps, 'step']
      ].filter(([, value, offered, key]) => offered.some(each => each[key] === value))
        .map(([name, value]) => ({[name]: value})));
    }

    /** Names or numbers, lists and ranges of them; null for any other pattern. */
    function weekdays(pattern) {
      let found = [];
      const isClear = pattern.split(',').every(part => {
        const ends = part === '*' ? ['mon', 'sun'] : part.split('-');
        const first = dayNumber(ends[0]);
        const last = dayNumber(ends[ends.length - 1]);
        found = found.concat(DAYS.slice(first, last + 1));
        return ends.length < 3 && first > -1 && last >= first;
      });
      return isClear ? inOrder(found) : null;
    }

    function dayNumber(text) {
      return /^[0-6]$/.test(text) ? Number(text) : DAYS.indexOf(text);
    }

    /** All fields with the agents' values for empty ones; null while all are empty. */
    function complete(fields) {
      const tidied = {};
      let finest = -1;
      FIELDS.forEach(([name], index) => {
        tidied[name] = tidy(name, fields[name]);
        if (tidied[name] !== '') {
          finest = index;
        }
      });
      FIELDS.forEach(([name, least], index) => {
        if (tidied[name] === '') {
          tidied[name] = index < finest ? '*' : least;
        }
      });
      return finest < 0 ? null : tidied;
    }

    /** In one way of those that mean the same: "3" for "03", "mon,tue" for "0-1". */
    function tidy(name, pattern) {
      const text = String(pattern || '').trim().toLowerCase().replace(/\s*([-,/*])\s*/g, '$1');
      const days = name === 'day_of_week' && weekdays(text);
      if (days) {
        return days.length === DAYS.length ? '*' : days.join(',');
      }
      return /^\d+$/.test(text) ? String(Number(text)) : text;
    }

    /** Whether fields and picks mean the same. */
    function same(fields, picks) {
      const picked = toFields(picks);
      return picked !== null && angular.equals(complete(fields), complete(picked));
    }
  }
})();
