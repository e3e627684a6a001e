(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-wizard')
    .controller('horizon.dashboard.project.freezer.session-wizard.ScheduleController',
                ScheduleController);

  ScheduleController.$inject = [
    '$scope',
    'horizon.dashboard.project.freezer.schedule.scheduleForm',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /** The schedule step. */
  function ScheduleController($scope, scheduleForm, clock, texts) {
    // names that are shown before the others are folded
    const FEW = 5;
    const ctrl = this;
    const sessionForm = $scope.form;

    ctrl.form = sessionForm.spec.schedule;
    ctrl.units = scheduleForm.units();
    ctrl.kinds = kinds();
    ctrl.said = '';
    ctrl.allFollowers = false;
    Object.assign(ctrl, {followWords, followNames, moreFollowers});

    $scope.$watch('ctrl.form.raw', () => {
      ctrl.kinds = kinds();
    });
    $scope.$watch('form.answer', say);

    /** A schedule that the form cannot show can be kept ("No change"). */
    function kinds() {
      return scheduleForm.kinds().concat(
        ctrl.form.raw ? [{kind: 'raw', label: gettext('No change')}] : []);
    }

    /** For screen readers: the schedule and the next run, not all ten. */
    function say(answer) {
      const count = answer ? answer.advice.length : 0;
      ctrl.said = answer ? texts.sentences([
        interpolate(gettext('Schedule: %(schedule)s.'), {schedule: answer.words}, true),
        answer.next_run === null ? answer.next_run_note
          : interpolate(gettext('Next run: %(moment)s.'),
                        {moment: clock.local(answer.next_run)}, true),
        count ? interpolate(ngettext('%s hint.', '%s hints.', count), [count]) : ''
      ]) : '';
    }

    function followWords() {
      const count = sessionForm.followers().length;
      const words = ctrl.form.kind === 'none'
        ? ngettext('%s job stops when you save:', '%s jobs stop when you save:', count)
        : ngettext('%s job gets the new schedule when you save:',
                   '%s jobs get the new schedule when you save:', count);
      return count ? interpolate(words, [count]) : '';
    }

    function followNames() {
      const names = sessionForm.followers().slice(0, ctrl.allFollowers ? undefined : FEW);
      return texts.items(names.map(texts.quoted));
    }

    /** "and 3 more", or "" if none are folded. */
    function moreFollowers() {
      const more = ctrl.allFollowers ? 0 : sessionForm.followers().length - FEW;
      return more > 0 ? interpolate(ngettext('and %s more', 'and %s more', more), [more]) : '';
    }
  }
})();
