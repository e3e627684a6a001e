(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Actions: what jobs do, each a document of its own that jobs may share. */
  angular
    .module(FREEZER + '.actions', [
      'ngRoute',
      'horizon.framework.conf',
      'horizon.app.core',
      FREEZER + '.api',
      FREEZER + '.widgets'
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
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function run(basePath, remove, actionType, actions, registry) {
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
      .append(column('name', 1, {sortDefault: true}))
      .append(column('action', 1))
      .append(column('mode', 2))
      .append(column('path', 1))
      .append(column('place', 1))
      .append(column('engine', 2))
      .append(column('jobs', 1, {template: '<span ng-bind="item.jobs_words"></span>'}));

    resourceType.filterFacets
      .append(facet('name', gettext('Name')))
      .append(facet('action', gettext('Action')))
      .append(facet('path', gettext('Path')))
      .append(facet('place', gettext('Storage')))
      .append(facet('used_facet', gettext('Use'), [
        {key: actions.facet('used'), label: gettext('Used by jobs')},
        {key: actions.facet('free'), label: gettext('Used by no job')}
      ]));

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

    function column(id, priority, more) {
      return angular.extend({
        id,
        priority,
        classes: 'word-wrap',
        template: '<span ng-bind="item.' + id + '"></span>'
      }, more);
    }

    function facet(name, label, options) {
      return {name, label, singleton: true, options};
    }
  }
})();
