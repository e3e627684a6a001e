(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** The Clients panel: machines that run freezer-scheduler, and their protection. */
  angular
    .module(FREEZER + '.clients', [
      'ngRoute', FREEZER + '.core', FREEZER + '.lists', FREEZER + '.protect'
    ])
    .factory(FREEZER + '.clients.service', clientsService)
    .config(['$routeProvider', FREEZER + '.lists.routes', ($routeProvider, addRoutes) => {
      addRoutes($routeProvider, 'clients', 'OS::Freezer::Client');
    }])
    .run([FREEZER + '.clients.service', angular.noop]);

  angular.module(FREEZER).requires.push(FREEZER + '.clients');

  clientsService.$inject = [
    FREEZER + '.core.api',
    FREEZER + '.core.labels',
    FREEZER + '.core.paths',
    FREEZER + '.lists.resources',
    FREEZER + '.lists.wholeList',
    FREEZER + '.protect.service',
    FREEZER + '.core.texts'
  ];

  /** All clients of the project; a second step adds their workloads. */
  function clientsService(api, labels, paths, resources, wholeLists, protect, texts) {
    // seconds: the list has just read every job
    const SHARED = 60;

    return resources.declare({
      type: 'OS::Freezer::Client',
      names: ['Client', 'Clients', ngettext('Client', 'Clients', 1)],
      resource: 'clients',
      reader: adapt => wholeLists.create({
        get: params => api.getAllClients(params), hasJobs: true, adapt
      }),
      item: id => api.getClient(id, {max_age: SHARED}),
      page: client => paths.client(client.id),
      trackBy: 'id',
      fields: [
        {id: '$rank', label: gettext('Protection'), priority: 1, sort: true,
          classes: 'freezer-cut freezer-col-protection',
          value: client => resources.ordered(client, client.id),
          template: '<freezer-chip state="item.need" words="item.protection_words"></freezer-chip>',
          choice: {name: 'protection_facet', key: protection, options: {
            failed: gettext('Last run failed'),
            unprotected: gettext('Not backed up'),
            never: gettext('Not backed up yet'),
            protected: gettext('Backups active')
          }, chips: ['failed', 'unprotected', 'never', 'protected']}},
        {id: 'protection_words', label: gettext('Protection'), value: words},
        {id: 'name', label: gettext('Name'), priority: 1, facet: true,
          classes: 'freezer-cut freezer-col-name',
          value: client => client.id,
          template: '<a class="freezer-item-link" ng-href="{$ item.$page $}"' +
            ' freezer-client="item.name"></a>'},
        {id: 'hostname', label: gettext('Host'), facet: true},
        {id: 'description', label: gettext('Description'), priority: 3, facet: true,
          classes: 'freezer-cut freezer-col-session',
          template: '<span title="{$ item.description $}" ng-bind="item.description"></span>'},
        {id: 'time_ended', label: gettext('Last Ended'), priority: 2, classes: 'text-nowrap',
          template: '<freezer-time at="item.time_ended"></freezer-time>'},
        {id: 'result_label', label: gettext('Last Result'),
          value: client => labels.result(client.result),
          choice: {name: 'result_facet', key: client => client.result || 'none',
            options: labels.resultChoices}}
      ],
      tracks: ['need'],
      details: {
        url: 'clients/details.html',
        reading: gettext('Loading the jobs…'),
        load: client => api.getClient(client.id, {max_age: SHARED}).then(answer =>
          Object.assign({capabilities: capabilities(answer.supports)}, answer)),
        link: scope => Object.assign(scope, {paths, labels})
      },
      begin: {label: gettext('Add Machine'), service: protect.addMachine},
      globals: [
        ['protectFreezerClientsAction', protect, gettext('Protect Machines')],
        ['addFreezerMachineAction', protect.addMachine, gettext('Add Machine')]
      ],
      actions: [
        ['protectFreezerClientAction', protect, gettext('Protect')]
      ],
      remove: {
        permission: ['clients:delete'],
        call: client => api.deleteClient(client.id),
        words: removeWords
      },
      messages: {
        terms: 'client agent check-in',
        intro: gettext('A client is a machine that runs freezer-scheduler, the agent that ' +
                       'picks up jobs and runs them.'),
        loading: gettext('Loading the clients…'),
        progress: gettext('Loading the jobs…'),
        count: count => ngettext('%s client', '%s clients', count),
        empty: {
          icon: 'fa-server',
          title: gettext('No clients yet'),
          words: gettext('A machine appears here as soon as Freezer\'s agent runs on it.')
        }
      }
    });

    /** Values for the filter; a client can be both failed and not backed up. */
    function protection(client) {
      return client.need === 'failed' && !client.protected ? 'failed_unprotected' : client.need;
    }

    function words(client) {
      return client.need === 'failed' && client.protected
        ? interpolate(gettext('Last run failed · %(words)s'), {words: client.words}, true)
        : client.words || gettext('Not known yet');
    }

    function capabilities(supports) {
      return [
        {label: gettext('Actions'), words: texts.items(supports.actions)},
        {label: gettext('Modes'), words: texts.items(supports.modes)},
        {label: gettext('Storages'), words: texts.items(supports.storages)},
        {label: gettext('Engines'), words: texts.items(supports.engines)}
      ].filter(each => each.words);
    }

    function removeWords(count) {
      return {
        title: ngettext('Confirm Delete Client', 'Confirm Delete Clients', count),
        body: ngettext(
          'This client will be deleted, unless it has jobs; its backups stay. Stop ' +
          'freezer-scheduler on the machine first, or it registers the client again.',
          'These clients will be deleted, except those that have jobs; their backups stay. Stop ' +
          'freezer-scheduler on the machines first, or it registers the clients again.', count),
        submit: ngettext('Delete Client', 'Delete Clients', count),
        working: ngettext('Deleting the client…', 'Deleting the clients…', count),
        done: count === 1 ? gettext('Deleted client %(name)s.')
          : ngettext('Deleted %(count)s client.', 'Deleted %(count)s clients.', count)
      };
    }
  }
})();
