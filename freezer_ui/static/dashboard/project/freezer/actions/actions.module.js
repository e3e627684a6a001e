(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** The Actions panel. Actions are documents that say what jobs do; jobs may share them. */
  angular
    .module(FREEZER + '.actions', [
      'ngRoute', 'ui.bootstrap', FREEZER + '.core', FREEZER + '.files', FREEZER + '.forms',
      FREEZER + '.lists', FREEZER + '.retention'
    ])
    .factory(FREEZER + '.actions.service', actionsService)
    .config(['$routeProvider', FREEZER + '.lists.routes', ($routeProvider, addRoutes) => {
      addRoutes($routeProvider, 'actions', 'OS::Freezer::Action');
    }])
    .run([FREEZER + '.actions.service', angular.noop]);

  angular.module(FREEZER).requires.push(FREEZER + '.actions');

  actionsService.$inject = [
    FREEZER + '.actions.form',
    FREEZER + '.core.api',
    FREEZER + '.core.paths',
    FREEZER + '.files.service',
    FREEZER + '.lists.resources',
    FREEZER + '.lists.wholeList'
  ];

  /** All actions of the project; a second step counts the jobs that use each. */
  function actionsService(forms, api, paths, files, resources, wholeLists) {
    // seconds: the list has just read every job
    const SHARED = 60;

    return resources.declare({
      type: 'OS::Freezer::Action',
      names: ['Action', 'Actions', ngettext('Action', 'Actions', 1)],
      resource: 'actions',
      reader: adapt => wholeLists.create({
        get: params => api.getAllActions(params), hasJobs: true, adapt
      }),
      item: id => api.getAction(id, {max_age: SHARED}),
      page: action => paths.action(action.id),
      trackBy: 'id',
      fields: [
        {id: 'name', label: gettext('Name'), priority: 1, sort: true, facet: true,
          classes: 'freezer-cut freezer-col-name',
          template: '<a class="freezer-item-link" ng-href="{$ item.$page $}"' +
            ' title="{$ item.name $}" ng-bind="item.name"></a>'},
        {id: 'action', label: gettext('Action'), priority: 2, facet: true},
        {id: 'mode', label: gettext('Mode'), priority: 3},
        {id: 'path', label: gettext('Path'), priority: 2, facet: true,
          classes: 'freezer-cut freezer-col-session',
          template: '<span title="{$ item.path $}" ng-bind="item.path"></span>'},
        {id: 'place', label: gettext('Storage'), priority: 3, facet: true,
          classes: 'freezer-cut freezer-col-session', value: action => action.place || '-',
          template: '<span title="{$ item.place $}" ng-bind="item.place"></span>'},
        {id: 'engine', label: gettext('Engine'), priority: 3},
        {id: 'jobs', label: gettext('Jobs'), priority: 1,
          template: '<span ng-bind="item.jobs_words"></span>',
          choice: {name: 'used_facet', label: gettext('Use'), key: use, options: {
            used: gettext('Used by jobs'),
            free: gettext('Used by no job')
          }, chips: ['free', 'used']}},
        {id: 'jobs_words', label: gettext('Jobs'),
          value: action => action.jobs === null ? '…' : action.jobs}
      ],
      details: {
        url: 'actions/details.html',
        reading: gettext('Loading the action…'),
        load: action => api.getAction(action.id, {max_age: SHARED}),
        link: scope => { scope.jobPage = paths.job; }
      },
      begin: {label: gettext('Create Action'), service: forms.create},
      globals: [
        ['createFreezerActionAction', forms.create, gettext('Create Action')],
        ['createFromFileFreezerActionAction', files.creation('actions'),
          gettext('Create from File')]
      ],
      actions: [
        ['editFreezerActionAction', forms.edit, gettext('Edit Action')],
        ['copyFreezerActionAction', forms.copy, gettext('Copy Action')],
        ['exportFreezerActionAction', files.exportOf('actions'), gettext('Export')],
        ['updateFromFileFreezerActionAction', files.update('actions'), gettext('Update from File')]
      ],
      remove: {
        permission: ['actions:delete'],
        call: action => api.deleteAction(action.id),
        words: removeWords
      },
      messages: {
        terms: 'action',
        intro: gettext('An action says what a job does: what it backs up, how, and where to. ' +
          'Several jobs can share an action.'),
        loading: gettext('Loading the actions…'),
        progress: gettext('Loading the jobs that use these actions…'),
        count: count => ngettext('%s action', '%s actions', count),
        empty: {
          icon: 'fa-tasks',
          title: gettext('No actions yet'),
          words: gettext('A new job comes with its own actions. Create an action here to share ' +
            'it between several jobs.')
        }
      }
    });

    function use(action) {
      return action.jobs === null ? null : action.jobs ? 'used' : 'free';
    }

    function removeWords(count) {
      return {
        title: ngettext('Confirm Delete Action', 'Confirm Delete Actions', count),
        body: ngettext(
          'This action will be deleted, unless a job uses it. This cannot be undone.',
          'These actions will be deleted, except those that a job uses. This cannot be undone.',
          count),
        submit: ngettext('Delete Action', 'Delete Actions', count),
        working: ngettext('Deleting the action…', 'Deleting the actions…', count),
        done: count === 1 ? gettext('Deleted action %(name)s.')
          : ngettext('Deleted %(count)s action.', 'Deleted %(count)s actions.', count)
      };
    }
  }
})();
