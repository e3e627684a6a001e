(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Clients: the machines on which freezer-scheduler runs, and what protects them. */
  angular
    .module(FREEZER + '.clients', [
      'ngRoute',
      'horizon.framework.conf',
      'horizon.app.core',
      FREEZER + '.core',
      FREEZER + '.lists'
    ])
    .constant(FREEZER + '.clients.resourceType', 'OS::Freezer::Client')
    .config(config)
    .run(run);

  angular.module(FREEZER).requires.push(FREEZER + '.clients');

  config.$inject = ['$routeProvider', FREEZER + '.basePath'];

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_clients', {templateUrl: basePath + 'clients/panel.html'});
  }

  run.$inject = [
    FREEZER + '.basePath',
    FREEZER + '.clients.remove',
    FREEZER + '.clients.resourceType',
    FREEZER + '.clients.service',
    FREEZER + '.core.labels',
    FREEZER + '.lists.table',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function run(basePath, remove, clientType, clients, labels, table, registry) {
    var resourceType = registry.getResourceType(clientType);

    resourceType
      .setNames('Client', 'Clients', ngettext('Client', 'Clients', 1))
      .setDefaultIndexUrl('/project/freezer_clients/')
      .setItemNameFunction(client => client.name)
      .setProperties({
        name: gettext('Name'),
        hostname: gettext('Host'),
        description: gettext('Description'),
        protection_words: gettext('Protection'),
        time_ended: gettext('Last Ended'),
        result_label: gettext('Last Result')
      })
      .setSummaryTemplateUrl(basePath + 'clients/summary.html')
      .setListFunction(clients.list);

    resourceType.tableColumns
      .append(table.column('name', 1, null, {sortDefault: true}))
      .append(table.column('hostname', 3))
      .append(table.column('description', 3))
      .append(table.column('protection_words', 1, '<freezer-chip state="item.protection_state"' +
        ' words="item.protection_words"></freezer-chip>'))
      .append(table.column('time_ended', 2, '<freezer-time at="item.time_ended"></freezer-time>'))
      .append(table.column('result_label', 2));

    resourceType.filterFacets
      .append(table.facet('name', gettext('Name')))
      .append(table.facet('hostname', gettext('Host')))
      .append(table.facet('description', gettext('Description')))
      .append(table.facet('protection_facet', gettext('Protection'), {
        protected: gettext('Backups active'),
        unprotected: gettext('Not backed up')
      }))
      .append(table.facet('result_facet', gettext('Last Result'),
        angular.extend({}, labels.results, {none: gettext('None yet')})));

    resourceType.itemActions
      .append({
        id: 'deleteFreezerClientAction',
        service: remove,
        template: {type: 'delete', text: gettext('Delete Client')}
      });

    resourceType.batchActions
      .append({
        id: 'batchDeleteFreezerClientAction',
        service: remove,
        template: {type: 'delete-selected', text: gettext('Delete Clients')}
      });
  }
})();
