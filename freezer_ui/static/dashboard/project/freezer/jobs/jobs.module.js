(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Jobs: all that there are, in sessions or not. */
  angular
    .module(FREEZER + '.jobs', [
      'ngRoute',
      'horizon.framework.conf',
      'horizon.app.core',
      FREEZER + '.api',
      FREEZER + '.lists',
      FREEZER + '.widgets'
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
    FREEZER + '.widgets.labels',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function run(basePath, actions, jobType, jobs, labels, registry) {
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
      .append(column('name', 1, '<span ng-bind="item.name"></span>' +
        ' <span class="fa fa-exclamation-triangle freezer-warning" ng-if="item.warning"' +
        ' title="{$ item.warning $}"><span class="sr-only" ng-bind="item.warning"></span></span>',
        {sortDefault: true}))
      .append(column('client_id', 1))
      .append(column('session_name', 1, '<a ng-if="item.home" ng-href="{$ item.$path $}"' +
        ' ng-bind="item.session_name"></a>' +
        '<span class="text-muted" ng-if="!item.home" ng-bind="item.session_name"></span>'))
      .append(column('schedule_words', 2))
      .append(column('status_label', 1))
      .append(column('result_label', 1))
      .append(column('time_started', 2,
        '<freezer-time at="item.time_started"></freezer-time>'));

    resourceType.filterFacets
      .append(facet('name', gettext('Name')))
      .append(facet('client_id', gettext('Client')))
      .append(facet('session_name', gettext('Session')))
      .append(facet('runs_facet', gettext('What Makes It Run'), labels.runs))
      .append(facet('result_facet', gettext('Last Result'),
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

    function column(id, priority, template, more) {
      return angular.extend({
        id,
        priority,
        classes: 'word-wrap',
        template: template || '<span ng-bind="item.' + id + '"></span>'
      }, more);
    }

    function facet(name, label, map) {
      var options = map &&
        Object.keys(map).map(key => ({key: jobs.facet(key), label: map[key]}));
      return {name, label, singleton: true, options};
    }
  }
})();
