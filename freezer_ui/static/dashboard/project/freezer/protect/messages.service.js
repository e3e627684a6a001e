(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .factory('horizon.dashboard.project.freezer.protect.messages', messagesFactory);

  messagesFactory.$inject = ['horizon.dashboard.project.freezer.core.clock'];

  /** Texts of the dialog "Protect Machines": counts, buttons, plan and outcome. */
  function messagesFactory(clock) {
    return {create};

    /** `dialog` is its controller. */
    function create(dialog) {
      return {
        countWords, nextWords, startWords, workWords, planWords, runWords, madeWords,
        nextStepWords, storageWords
      };

      function countWords() {
        const count = (dialog.ofVolumes() ? dialog.chosenVolumes() : dialog.chosen()).length;
        const words = dialog.ofVolumes()
          ? ngettext('%s volume selected', '%s volumes selected', count)
          : ngettext('%s client selected', '%s clients selected', count);
        return count ? interpolate(words, [count]) : gettext('Nothing selected.');
      }

      function nextWords() {
        return dialog.working ? gettext('Checking…') : gettext('Next');
      }

      function startWords() {
        const count = dialog.plan.jobs.length;
        const words = dialog.place.kind === 'new'
          ? ngettext('Create session and %s job', 'Create session and %s jobs', count)
          : ngettext('Create %s job', 'Create %s jobs', count);
        return interpolate(words, [count]);
      }

      function workWords() {
        return dialog.work.isUndoing ? gettext('Deleting…') : gettext('Creating…');
      }

      function planWords() {
        const count = dialog.plan.jobs.length;
        const session = dialog.plan.session && dialog.plan.session.description;
        const words = {
          new: ngettext('%(count)s job and session %(session)s will be created.',
                        '%(count)s jobs and session %(session)s will be created.', count),
          existing: ngettext('%(count)s job will be created in session %(session)s.',
                             '%(count)s jobs will be created in session %(session)s.', count),
          none: ngettext('%(count)s job will be created.', '%(count)s jobs will be created.', count)
        };
        return interpolate(words[dialog.place.kind] || words.none, {count, session}, true);
      }

      /** When the planned or created jobs run; "" for jobs in no session. */
      function runWords() {
        const planned = dialog.plan && (dialog.plan.session || dialog.plan.schedule);
        if (!planned) {
          return '';
        }
        return planned.next_run === null
          ? interpolate(gettext('Schedule: %(words)s. %(next_run_note)s'), planned, true)
          : interpolate(gettext('Schedule: %(words)s. First run: %(time)s.'),
                        {words: planned.words, time: clock.local(planned.next_run)}, true);
      }

      function madeWords() {
        const made = dialog.work.made.length;
        const total = dialog.plan.jobs.length;
        if (dialog.work.isUndone) {
          return gettext('Everything that was created is deleted again.');
        }
        return made === total
          ? interpolate(ngettext('%s job was created.', '%s jobs were created.', made), [made])
          : interpolate(ngettext('%(made)s of %(total)s job was created.',
                                 '%(made)s of %(total)s jobs were created.', total),
                        {made, total}, true);
      }

      function nextStepWords() {
        if (dialog.work.isUndone || !dialog.work.made.length) {
          return '';
        }
        return dialog.place.kind === 'none' ? ngettext(
          'The job does not run until you add it to a session or start it.',
          'The jobs do not run until you add them to a session or start them.',
          dialog.work.made.length) : runWords();
      }

      function storageWords(value) {
        const field = dialog.form.action.find(each => each.name === 'storage');
        const choice = field && field.choices.find(each => each.value === value);
        return dialog.ofVolumes() ? gettext('Cinder') : choice ? choice.label : value;
      }
    }
  }
})();
