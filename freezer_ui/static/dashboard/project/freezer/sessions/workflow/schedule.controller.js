(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.workflow')
    .controller('horizon.dashboard.project.freezer.sessions.workflow.ScheduleController',
                ScheduleController);

  ScheduleController.$inject = [
    'horizon.dashboard.project.freezer.sessions.workflow.model',
    'horizon.dashboard.project.freezer.sessions.workflow.scheduleForm'
  ];

  /** The schedule step. */
  function ScheduleController(model, scheduleForm) {
    var ctrl = this;
    ctrl.model = model;
    ctrl.form = model.spec.schedule;
    ctrl.kinds = scheduleForm.kinds();
    ctrl.units = scheduleForm.units();
    ctrl.calendar = calendar();

    if (ctrl.form.kind === 'raw') {
      ctrl.kinds.push({kind: 'raw', label: gettext('Keep as it is')});
      ctrl.raw = Object.keys(ctrl.form.raw).map(function pair(name) {
        return {name: name, value: ctrl.form.raw[name]};
      });
    }
    if (model.spec.id) {
      model.preview();
    }

    ////////////

    function calendar() {
      return [
        {name: 'hour', label: gettext('Hour'), sample: '3'},
        {name: 'minute', label: gettext('Minute'), sample: '0'},
        {name: 'second', label: gettext('Second'), sample: '0'},
        {name: 'day_of_week', label: gettext('Day of week'), sample: 'mon-fri'},
        {name: 'day', label: gettext('Day of month'), sample: '1,15'},
        {name: 'week', label: gettext('Week of year'), sample: '*/2'},
        {name: 'month', label: gettext('Month'), sample: '*'},
        {name: 'year', label: gettext('Year'), sample: '*'}
      ];
    }
  }
})();
