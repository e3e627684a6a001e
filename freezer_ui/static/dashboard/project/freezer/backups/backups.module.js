(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Backups: the records of all that there are, the newest first. */
  angular
    .module(FREEZER + '.backups', [
      'ngRoute',
      'ui.bootstrap',
      'horizon.framework.conf',
      'horizon.app.core',
      FREEZER + '.core',
      FREEZER + '.lists',
      FREEZER + '.restore'
    ])
    .constant(FREEZER + '.backups.resourceType', 'OS::Freezer::Backup')
    .config(config)
    .run(run);

  angular.module(FREEZER).requires.push(FREEZER + '.backups');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_backups', {templateUrl: basePath + 'backups/panel.html'});
  }

  run.$inject = [
    FREEZER + '.basePath',
    FREEZER + '.backups.actions',
    FREEZER + '.backups.resourceType',
    FREEZER + '.backups.service',
    FREEZER + '.lists.table',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function run(basePath, actions, backupType, backups, table, registry) {
    var resourceType = registry.getResourceType(backupType);

    resourceType
      .setNames('Backup', 'Backups', ngettext('Backup', 'Backups', 1))
      .setDefaultIndexUrl('/project/freezer_backups/')
      .setItemNameFunction(backup => backup.name)
      .setProperties({
        name: gettext('Name'),
        made_at: gettext('Made At'),
        hostname: gettext('Machine'),
        job_label: gettext('Job'),
        session_label: gettext('Session'),
        place: gettext('Storage'),
        level_label: gettext('Level')
      })
      .setSummaryTemplateUrl(basePath + 'backups/summary.html')
      .setListFunction(backups.list);

    resourceType.tableColumns
      .append(table.column('name', 1, '<span ng-bind="item.name"></span>' +
        ' <span class="fa fa-exclamation-triangle freezer-warning" ng-if="item.refused"' +
        ' title="{$ item.refused $}"><span class="sr-only" ng-bind="item.refused"></span></span>'))
      .append(table.column('made_at', 1, '<freezer-time at="item.at"></freezer-time>',
        {sortDefault: 'reverse'}))
      .append(table.column('hostname', 2))
      .append(table.column('job_label', 2, '<span ng-bind="item.job_label"' +
        ' ng-class="{\'text-muted\': !item.job_name}"></span>'))
      .append(table.column('session_label', 2, '<a ng-if="item.$path" ng-href="{$ item.$path $}"' +
        ' ng-bind="item.session_label"></a>' +
        '<span class="text-muted" ng-if="!item.$path" ng-bind="item.session_label"></span>'))
      .append(table.column('place', 3))
      .append(table.column('level_label', 3));

    resourceType.filterFacets
      .append(table.facet('name', gettext('Name')))
      .append(table.facet('hostname', gettext('Machine')))
      .append(table.facet('job_label', gettext('Job')))
      .append(table.facet('session_label', gettext('Session')))
      .append(table.facet('place', gettext('Storage')));

    resourceType.itemActions
      .append({
        id: 'restoreFreezerBackupAction',
        service: actions.restore,
        template: {text: gettext('Restore Backup')}
      })
      .append({
        id: 'deleteFreezerBackupAction',
        service: actions.remove,
        template: {type: 'delete', text: gettext('Delete Backup')}
      });

    resourceType.batchActions
      .append({
        id: 'batchDeleteFreezerBackupAction',
        service: actions.remove,
        template: {type: 'delete-selected', text: gettext('Delete Backups')}
      });
  }
})();
