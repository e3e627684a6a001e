(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.overview')
    .factory('horizon.dashboard.project.freezer.overview.messages', messages);

  messages.$inject = [
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock'
  ];

  /** Words and icons of the overview; its sentences come from the server. */
  function messages(clientName, clock) {
    // by the state of an age: its word, and the state of core.stateStyles that it looks like
    const AGES = {
      fresh: {words: gettext('In time'), look: 'complete'},
      late: {words: gettext('Late'), look: 'late'},
      overdue: {words: gettext('Overdue'), look: 'overdue'},
      never: {words: gettext('No backup'), look: 'missing'},
      waiting: {words: gettext('Has not run yet'), look: 'waiting'},
      failed: {words: gettext('Failed'), look: 'failed'},
      unconfirmed: {words: gettext('Not confirmed by Cinder'), look: 'checking'},
      open: {words: gettext('No further run'), look: 'waiting'},
      unprotected: {words: gettext('Not protected'), look: 'unprotected'}
    };
    // by the state of a night: the text of its cell next to the colour; nights with backups show
    // their number
    const SIGNS = {missed: '×', unusable: '!', coming: '…', none: '·'};

    return {
      age, state, machine, look, isBad, sign, cell, day, weekday, dayOfMonth, legend: legend(),
      count, more, estimate, old, when, utc: clock.utc
    };

    /** "26 hours": an age, rounded. */
    function age(at, now) {
      return at === null ? gettext('-') : clock.rough(Math.max(now - at, 0), 2);
    }

    function state(key) {
      return AGES[key] ? AGES[key].words : key;
    }

    /** The words for a machine, whose oldest job stands for it. */
    function machine(row) {
      return row.state === 'never' ? gettext('A job without a backup') : state(row.state);
    }

    function isBad(row) {
      return ['overdue', 'never', 'late'].includes(row.state);
    }

    function old(number) {
      return interpolate(ngettext(
        '%s machine has no backup as recent as required. See the nights.',
        '%s machines have no backup as recent as required. See the nights.', number), [number]);
    }

    /** "21:28" for today, "Fri 01:00" or "about Fri 01:00". */
    function when(run, now) {
      const zone = clock.zone();
      const time = clock.timeOfDay(run.at, zone, true);
      const isToday = clock.day(run.at, zone) === clock.day(now, zone);
      const words = isToday ? time : interpolate(
        gettext('%(day)s %(clock)s'), {day: clock.weekday(run.at, zone), clock: time}, true);
      return run.about ? interpolate(gettext('about %(time)s'), {time: words}, true) : words;
    }

    function look(key) {
      return AGES[key] ? AGES[key].look : 'unknown';
    }

    function sign(found) {
      return SIGNS[found.state] || found.backups;
    }

    /** "web-1, Fri 27 Nov: 2 backups" */
    function cell(row, night, found) {
      return interpolate(gettext('%(machine)s, %(day)s: %(words)s'), {
        machine: clientName(row.id), day: day(night), words: found.words
      }, true);
    }

    /** A night is named after its morning. */
    function day(night) {
      return clock.day(night.end, clock.zone());
    }

    function weekday(night) {
      return clock.weekday(night.end, clock.zone());
    }

    function dayOfMonth(night) {
      return clock.dayOfMonth(night.end, clock.zone());
    }

    function legend() {
      return [
        {state: 'made', sign: '1', words: gettext('backups made')},
        {state: 'partly', sign: '1', words: gettext('some jobs made none')},
        {state: 'missed', sign: SIGNS.missed, words: gettext('expected, none made')},
        {state: 'unusable', sign: SIGNS.unusable, words: gettext('cannot be restored')},
        {state: 'coming', sign: SIGNS.coming, words: gettext('still to come')},
        {state: 'none', sign: SIGNS.none, words: gettext('none expected')}
      ];
    }

    function estimate() {
      return interpolate(gettext(
        'A night lasts from noon to noon (%(zone)s). Expected ' +
        'backups are estimated from today\'s schedules, ' +
        'starting with each job\'s first backup.'), {zone: clock.zone()}, true);
    }

    /** A number, or "…" while it is unknown. */
    function count(number) {
      return angular.isNumber(number) ? String(number) : '…';
    }

    function more(part) {
      return interpolate(gettext('Show all %(total)s'), {total: part.total}, true);
    }
  }
})();
