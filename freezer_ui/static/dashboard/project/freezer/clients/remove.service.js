(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.clients')
    .factory('horizon.dashboard.project.freezer.clients.remove', removeClient);

  removeClient.$inject = [
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.clients.resourceType',
    'horizon.dashboard.project.freezer.clients.service',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.lists.deleteAction'
  ];

  /** Deletes clients that no job names. */
  function removeClient(api, clientType, clients, permissions, deleteAction) {
    return {
      allowed: () => permissions.allowed('clientDelete'),
      perform: items => deleteAction.remove(items, {
        type: clientType,
        words,
        remove: client => api.deleteClient(client.id),
        onDeleted: client => clients.drop(client.id)
      })
    };

    ////////////

    function words(count) {
      return {
        title: ngettext('Confirm Delete Client', 'Confirm Delete Clients', count),
        body: ngettext(
          'This client will be deleted, unless it has jobs. Freezer forgets the machine, its ' +
          'backups stay. Its freezer-scheduler goes on: stop it first, or the machine comes back ' +
          'when that is started again.',
          'These clients will be deleted, but for those that have jobs. Freezer forgets the ' +
          'machines, their backups stay. Their freezer-schedulers go on: stop them first, or the ' +
          'machines come back when those are started again.', count),
        submit: ngettext('Delete Client', 'Delete Clients', count),
        working: ngettext('Deleting the client…', 'Deleting the clients…', count),
        done: ngettext('Deleted client %(name)s.', 'Deleted %(count)s clients.', count)
      };
    }
  }
})();
