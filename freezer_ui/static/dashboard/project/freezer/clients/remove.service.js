(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.clients')
    .factory('horizon.dashboard.project.freezer.clients.remove', removeClient);

  removeClient.$inject = [
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.clients.resourceType',
    'horizon.dashboard.project.freezer.clients.service',
    'horizon.dashboard.project.freezer.widgets.permissions',
    'horizon.dashboard.project.freezer.widgets.removal'
  ];

  /** Deletes clients that no job names. */
  function removeClient(api, clientType, clients, permissions, removal) {
    return {
      allowed: () => permissions.allowed('clientDelete'),
      perform: items => removal.remove(items, {
        type: clientType,
        words,
        remove: client => api.deleteClient(client.id),
        onDeleted: client => clients.drop(client.id),
        done: gettext('Deleted client %(name)s.'),
        failed: gettext('Unable to delete client %(name)s. %(error)s')
      })
    };

    ////////////

    function words(names, count) {
      return {
        title: ngettext('Confirm Delete Client', 'Confirm Delete Clients', count),
        body: interpolate(ngettext(
          'You have selected "%s". Freezer forgets the machine, its backups stay. One that has ' +
          'jobs is not deleted. Its freezer-scheduler goes on: stop it first, or the machine ' +
          'comes back when that is started again.',
          'You have selected "%s". Freezer forgets the machines, their backups stay. Those that ' +
          'have jobs are not deleted. Their freezer-schedulers go on: stop them first, or the ' +
          'machines come back when those are started again.', count), [names]),
        submit: ngettext('Delete Client', 'Delete Clients', count)
      };
    }
  }
})();
