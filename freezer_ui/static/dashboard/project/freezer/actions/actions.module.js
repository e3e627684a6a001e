(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Actions: what jobs do, each a document of its own that jobs may share. */
  angular
    .module(FREEZER + '.actions', [
      'ngRoute', 'ui.bootstrap', FREEZER + '.core', FREEZER + '.files', FREEZER + '.forms',
      FREEZER + '.lists', FREEZER + '.retention'
    ])
    .factory(FREEZER + '.actions.service', actionsService)
    .config(['$routeProvider', FREEZER + '.basePath', config])
    .run([FREEZER + '.actions.service', angular.noop]);

  angular.module(FREEZER).requires.push(FREEZER + '.actions');

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_actions', {
      // a list writes into its own address
      reloadOnSearch: false,
      templateUrl: basePath + 'actions/panel.html'
    });
    $routeProvider.when('/project/freezer_actions/:id', {
      template: '<freezer-item-page type="OS::Freezer::Action"></freezer-item-page>'
    });
  }

  actionsService.$inject = [
    FREEZER + '.actions.form',
    FREEZER + '.core.api',
    FREEZER + '.core.paths',
    FREEZER + '.files.service',
    FREEZER + '.lists.resources',
    FREEZER + '.lists.stagedList'
  ];

  /** All actions of the project; the second step says how many jobs use each. */
  function actionsService(forms, api, paths, files, resources, stagedLists) {
    // seconds: the list has just read every job
    var SHARED = 60;

    return resources.declare({
      type: 'OS::Freezer::Action',
      names: ['Action', 'Actions', ngettext('Action', 'Actions', 1)],
      url: '/project/freezer_actions/',
      classes: 'freezer-actions',
      reader: adapt => stagedLists.create({get: params => api.getActions(params), adapt}),
      item: id => api.getAction(id, {max_age: SHARED}),
      record: id => api.getRecord('actions', id),
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
        load: action => api.getAction(action.id, {max_age: SHARED}).then(asDetails)
      },
      globals: [{id: 'createFreezerActionAction', service: forms.create,
        template: {type: 'create', text: gettext('Create Action')}},
      {id: 'createFromFileFreezerActionAction', service: files.creation('actions'),
        template: {text: gettext('Create from File')}}],
      actions: [
        {id: 'editFreezerActionAction', service: forms.edit,
          template: {text: gettext('Edit Action')}},
        {id: 'copyFreezerActionAction', service: forms.copy,
          template: {text: gettext('Copy Action')}},
        {id: 'exportFreezerActionAction', service: files.exportOf('actions'),
          template: {text: gettext('Export')}},
        {id: 'updateFromFileFreezerActionAction', service: files.update('actions'),
          template: {text: gettext('Update from File')}}
      ],
      remove: {
        permission: ['actions:delete'],
        call: action => api.deleteAction(action.id),
        words: removeWords
      },
      messages: {
        terms: 'action',
        intro: gettext('An action says what a job does: what is backed up, how, and to where. ' +
          'Several jobs may use one.'),
        loading: gettext('Loading the actions…'),
        progress: gettext('Loading the jobs that use these actions…'),
        count: count => ngettext('%s action', '%s actions', count),
        empty: {icon: 'fa-tasks', title: gettext('No actions yet')}
      }
    });

    ////////////

    function asDetails(action) {
      return angular.extend({}, action, {
        used_by: action.used_by.map(job => angular.extend({page: paths.job(job.id)}, job))
      });
    }

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
