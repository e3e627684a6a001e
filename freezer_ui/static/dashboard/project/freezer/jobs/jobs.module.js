(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Jobs: all that there are, in sessions or not. */
  angular
    .module(FREEZER + '.jobs', [
      'ngRoute',
      'horizon.framework.conf',
      'horizon.app.core',
      FREEZER + '.core',
      FREEZER + '.lists'
    ])
    .constant(FREEZER + '.jobs.resourceType', 'OS::Freezer::Job')
    .config(config)
    .run(run);

  angular.module(FREEZER).requires.push(FREEZER + '.jobs');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_jobs', {templateUrl: basePath + 'jobs/panel.html'});
  }

  run.$inject = [
    FREEZER + '.basePath',
    FREEZER + '.jobs.actions',
    FREEZER + '.jobs.resourceType',
    FREEZER + '.jobs.service',
    FREEZER + '.core.labels',
    FREEZER + '.lists.table',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function run(basePath, actions, jobType, jobs, labels, table, registry) {
    var resourceType = registry.getResourceType(jobType);

    resourceType
      .setNames('Job', 'Jobs', ngettext('Job', 'Jobs', 1))
      .setDefaultIndexUrl('/project/freezer_jobs/')
      .setItemNameFunction(job => job.name)
      .setProperties({
        name: gettext('Name'),
        client_id: gettext('Client'),
        session_name: gettext('Session'),
        schedule_words: gettext('Schedule'),
        status_label: gettext('Status'),
        result_label: gettext('Last Result'),
        time_started: gettext('Last Started')
      })
      .setSummaryTemplateUrl(basePath + 'jobs/summary.html')
      .setListFunction(jobs.list);

    resourceType.tableColumns
      .append(table.column('name', 1, '<span ng-bind="item.name"></span>' +
        ' <span class="fa fa-exclamation-triangle freezer-warning" ng-if="item.warning"' +
        ' title="{$ item.warning $}"><span class="sr-only" ng-bind="item.warning"></span></span>',
        {sortDefault: true}))
      .append(table.column('client_id', 2))
      .append(table.column('session_name', 2, '<a ng-if="item.home" ng-href="{$ item.$path $}"' +
        ' ng-bind="item.session_name"></a>' +
        '<span class="text-muted" ng-if="!item.home" ng-bind="item.session_name"></span>'))
      .append(table.column('schedule_words', 3))
      .append(table.column('status_label', 3))
      .append(table.column('result_label', 1))
      .append(table.column('time_started', 3,
        '<freezer-time at="item.time_started"></freezer-time>'));

    resourceType.filterFacets
      .append(table.facet('name', gettext('Name')))
      .append(table.facet('client_id', gettext('Client')))
      .append(table.facet('session_name', gettext('Session')))
      .append(table.facet('runs_facet', gettext('What Makes It Run'), labels.runs))
      .append(table.facet('result_facet', gettext('Last Result'),
        angular.extend({}, labels.results, {none: gettext('None yet')})));

    resourceType.itemActions
      .append({
        id: 'takeOutFreezerJobAction',
        service: actions.takeOut,
        template: {text: gettext('Take Out of Session')}
      })
      .append({
        id: 'startFreezerJobAction',
        service: actions.start,
        template: {text: gettext('Start Job')}
      })
      .append({
        id: 'stopFreezerJobAction',
        service: actions.stop,
        template: {text: gettext('Stop Job')}
      })
      .append({
        id: 'deleteFreezerJobAction',
        service: actions.remove,
        template: {type: 'delete', text: gettext('Delete Job')}
      });

    resourceType.batchActions
      .append({
        id: 'batchDeleteFreezerJobAction',
        service: actions.remove,
        template: {type: 'delete-selected', text: gettext('Delete Jobs')}
      });
  }
})();
