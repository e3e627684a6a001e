(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .directive('freezerCalendar', freezerCalendar);

  freezerCalendar.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.schedule.calendarPresets',
    'horizon.dashboard.project.freezer.schedule.zones'
  ];

  /**
   * <freezer-calendar form="ctrl.form" model="ctrl.model" agents-zone="answer.agents_zone"
   *   on-change="…"></freezer-calendar>
   * A calendar schedule with pickers and its fields. Picking fills the fields, typing updates the
   * pickers. All times are by the clock of form.place.
   */
  function freezerCalendar(basePath, calendarPresets, zones) {
    const NAMES = ['hour', 'minute', 'day_of_week', 'day', 'week', 'month', 'second', 'year'];

    return {
      scope: {form: '<', model: '<', agentsZone: '<?', onChange: '&'},
      templateUrl: basePath + 'schedule/calendar.html',
      link
    };

    function link(scope) {
      Object.assign(scope, calendarPresets.choices());
      scope.fields = fields();
      scope.picks = calendarPresets.fromFields(scope.form);
      Object.assign(scope, {pick, toggle, hasTime, hasMinute, placeholder, fieldsLabel});

      if (scope.picks.kind === '') {
        // something to look at and to change, instead of eight empty fields
        scope.picks.kind = 'daily';
        pick();
      }
      scope.$watch(typed, readBack);
      scope.$watchGroup(['form.zone', 'agentsZone'], choosePlaces);

      /** The blank zone is the agents' own: stored times are by their clock. */
      function choosePlaces() {
        if (scope.form.place === scope.agentsZone) {
          scope.form.place = '';
        }
        scope.places = zones.choices(scope.form.zone, scope.agentsZone);
      }

      function fieldsLabel() {
        return scope.form.place
          ? interpolate(gettext('Fields, by the clock of %s'), [scope.form.place])
          : gettext('As agents read it');
      }

      function typed() {
        return NAMES.map(name => scope.form[name]).join('\n');
      }

      /** Keeps the picks if the fields mean the same. */
      function readBack() {
        if (!calendarPresets.same(scope.form, scope.picks)) {
          scope.picks = calendarPresets.fromFields(scope.form, scope.picks);
          scope.picks.kind = scope.picks.kind || 'custom';
        }
      }

      function pick() {
        const picked = calendarPresets.toFields(scope.picks);
        if (picked) {
          NAMES.forEach(name => {
            scope.form[name] = picked[name] || '';
          });
          scope.onChange();
        }
      }

      /** The last day cannot be removed: no day would mean every day. */
      function toggle(day) {
        const rest = scope.picks.days.filter(each => each !== day);
        if (rest.length === scope.picks.days.length) {
          rest.push(day);
        }
        if (rest.length) {
          scope.picks.days = rest;
          pick();
        }
      }

      function hasTime() {
        return ['daily', 'workdays', 'weekdays', 'monthday', 'weeks'].includes(scope.picks.kind);
      }

      /** Only how far past the hour. */
      function hasMinute() {
        return scope.picks.kind === 'hourly' ||
          scope.picks.kind === 'often' && /^hour/.test(scope.picks.step);
      }

      /** The value that agents use for an empty field. */
      function placeholder(name) {
        const full = calendarPresets.complete(scope.form);
        return full ? full[name] : '';
      }
    }

    function fields() {
      const labels = {
        hour: gettext('Hour'),
        minute: gettext('Minute'),
        day_of_week: gettext('Day of week'),
        day: gettext('Day of month'),
        week: gettext('Week of year'),
        month: gettext('Month'),
        second: gettext('Second'),
        year: gettext('Year')
      };
      return NAMES.map(name => ({name, label: labels[name]}));
    }
  }
})();
