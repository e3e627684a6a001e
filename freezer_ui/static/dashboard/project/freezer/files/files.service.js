(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.files')
    .factory('horizon.dashboard.project.freezer.files.service', filesService);

  filesService.$inject = [
    '$q',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.download',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.texts',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.framework.util.actions.action-result.service'
  ];

  /**
   * Horizon's actions "Export" and "Update from File" of a row, and "Create from File" of a list.
   */
  function filesService(
    $q, $uibModal, basePath, api, download, permissions, texts, toast, resources, actionResult
  ) {
    const INTRO = gettext(
      'Choose the exported file that you edited. Stored secrets do not change. ' +
      'You see all changes before anything is saved.');
    const PANELS = {
      jobs: {
        type: 'OS::Freezer::Job',
        rules: ['jobs:create'],
        updateRules: ['jobs:update', 'actions:create', 'actions:update'],
        creation: {
          title: gettext('Create Job from File'),
          intro: gettext('Choose a file with one job, from Export or for the command line. ' +
            'You see its contents before anything is created.'),
          save: gettext('Create Job')
        },
        update: {
          title: gettext('Update Job from File'), intro: INTRO, save: gettext('Save Job'),
          done: gettext('Saved job %(name)s. Its agent picks up the change at the next check-in.')
        }
      },
      actions: {
        type: 'OS::Freezer::Action',
        rules: ['actions:create'],
        updateRules: ['actions:update'],
        creation: {
          title: gettext('Create Action from File'),
          intro: gettext('Choose a file with one action, from Export or for the command line. ' +
            'You see its contents before anything is created.'),
          save: gettext('Create Action')
        },
        update: {
          title: gettext('Update Action from File'), intro: INTRO, save: gettext('Save Action'),
          done: gettext('Saved action %(name)s.')
        }
      },
      sessions: {
        type: 'OS::Freezer::Session',
        rules: ['sessions:create'],
        updateRules: ['sessions:update'],
        creation: {
          title: gettext('Create Session from File'),
          intro: gettext('Choose a file with one session, from Export or for the command line. ' +
            'You see its contents before anything is created.'),
          save: gettext('Create Session')
        },
        update: {
          title: gettext('Update Session from File'), intro: INTRO, save: gettext('Save Session')
        }
      }
    };

    return {exportOf, creation, update};

    function exportOf(panel) {
      return {
        allowed: () => $q.when(),
        perform: item => api.getFile(panel, item.id).then(file => {
          download.file(file);
          if (file.left_out.length) {
            toast.warning(gettext('Fields left out of %(file)s, because they may hold secrets: ' +
              '%(fields)s.'), {file: file.name, fields: texts.items(file.left_out)});
          }
          return actionResult.getActionResult().result;
        }, failure => {
          toast.failure(gettext('Unable to export %(name)s. %(error)s'),
                        {name: item.name}, failure);
          return actionResult.getActionResult().result;
        })
      };
    }

    function creation(panel) {
      const spec = PANELS[panel];
      return {
        allowed: () => permissions.allowed(spec.rules),
        perform: () => open({panel, id: null, words: spec.creation}).then(({row}) =>
          tell(spec, gettext('Created %(name)s.'), row).created(spec.type, row.id).result)
      };
    }

    /** `follow`, optional, is called with the row and the plan, and says what was done. */
    function update(panel, follow) {
      const spec = PANELS[panel];
      return {
        allowed: () => permissions.allowed(spec.updateRules),
        perform: item => open({panel, id: item.id, words: spec.update}).then(({row, plan}) =>
          $q.when(follow && follow(row, plan)).then(() =>
            tell(spec, spec.update.done, row).updated(spec.type, row.id).result))
      };
    }

    /** Resolves with the saved row and its plan; rejects if the user cancels. */
    function open(subject) {
      return $uibModal.open({
        templateUrl: basePath + 'files/file.html',
        controller: 'horizon.dashboard.project.freezer.files.FileController as ctrl',
        // a click outside would lose the input
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-file',
        ariaLabelledBy: 'freezer-file-title',
        resolve: {subject: () => subject}
      }).result;
    }

    /** Shows a toast and returns Horizon's result for a row that the list has to show. */
    function tell(spec, words, row) {
      const list = resources.of(spec.type);
      if (list) {
        list.refresh();
      }
      if (words) {
        toast.success(words, {name: row.name});
      }
      return actionResult.getActionResult();
    }
  }
})();
