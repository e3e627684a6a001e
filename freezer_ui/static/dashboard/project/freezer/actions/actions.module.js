(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Actions: what jobs do, each a document of its own that jobs may share. */
  angular
    .module(FREEZER + '.actions', [
      'ngRoute',
      'horizon.framework.conf',
      'horizon.app.core',
      FREEZER + '.core',
      FREEZER + '.lists'
    ])
    .constant(FREEZER + '.actions.resourceType', 'OS::Freezer::Action')
    .config(config)
    .run(run);

  angular.module(FREEZER).requires.push(FREEZER + '.actions');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_actions', {templateUrl: basePath + 'actions/panel.html'});
  }

  run.$inject = [
    FREEZER + '.basePath',
    FREEZER + '.actions.remove',
    FREEZER + '.actions.resourceType',
    FREEZER + '.actions.service',
    FREEZER + '.lists.table',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function run(basePath, remove, actionType, actions, table, registry) {
    var resourceType = registry.getResourceType(actionType);

    resourceType
      .setNames('Action', 'Actions', ngettext('Action', 'Actions', 1))
      .setDefaultIndexUrl('/project/freezer_actions/')
      .setItemNameFunction(action => action.name)
      .setProperties({
        name: gettext('Name'),
        action: gettext('Action'),
        mode: gettext('Mode'),
        path: gettext('Path'),
        place: gettext('Storage'),
        engine: gettext('Engine'),
        jobs: gettext('Jobs')
      })
      .setSummaryTemplateUrl(basePath + 'actions/summary.html')
      .setListFunction(actions.list);

    resourceType.tableColumns
      .append(table.column('name', 1, null, {sortDefault: true}))
      .append(table.column('action', 2))
      .append(table.column('mode', 3))
      .append(table.column('path', 2))
      .append(table.column('place', 3))
      .append(table.column('engine', 3))
      .append(table.column('jobs', 1, '<span ng-bind="item.jobs_words"></span>'));

    resourceType.filterFacets
      .append(table.facet('name', gettext('Name')))
      .append(table.facet('action', gettext('Action')))
      .append(table.facet('path', gettext('Path')))
      .append(table.facet('place', gettext('Storage')))
      .append(table.facet('used_facet', gettext('Use'), {
        used: gettext('Used by jobs'),
        free: gettext('Used by no job')
      }));

    resourceType.itemActions
      .append({
        id: 'deleteFreezerActionAction',
        service: remove,
        template: {type: 'delete', text: gettext('Delete Action')}
      });

    resourceType.batchActions
      .append({
        id: 'batchDeleteFreezerActionAction',
        service: remove,
        template: {type: 'delete-selected', text: gettext('Delete Actions')}
      });
  }
})();
