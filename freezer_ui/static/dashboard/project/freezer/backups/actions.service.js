(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .factory('horizon.dashboard.project.freezer.backups.actions', backupActions);

  backupActions.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.backups.resourceType',
    'horizon.dashboard.project.freezer.backups.service',
    'horizon.dashboard.project.freezer.restore.service',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.lists.deleteAction',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** What can be done with backups from their list. */
  function backupActions(
    $q, api, backupType, backups, restore, permissions, deleteAction, actionResult
  ) {
    return {
      restore: {
        allowed: backup => backup.refused ? $q.reject() : permissions.allowed('backupRestore'),
        perform: backup => restore.openBackup(backup.id).then(() =>
          actionResult.getActionResult().result)
      },
      remove: {
        allowed: () => permissions.allowed('backupDelete'),
        perform: items => deleteAction.remove(items, {
          type: backupType,
          words,
          remove: backup => api.deleteBackup(backup.id),
          onDeleted: backup => backups.drop(backup.id)
        })
      }
    };

    ////////////

    function words(count) {
      return {
        title: ngettext('Confirm Delete Backup', 'Confirm Delete Backups', count),
        body: ngettext(
          'The record of this backup will be deleted, and only that: the data stays in the ' +
          'storage and takes space there, but cannot be restored from this page any more. A ' +
          'deleted record cannot be brought back.',
          'The records of these backups will be deleted, and only those: the data stays in the ' +
          'storage and takes space there, but cannot be restored from this page any more. ' +
          'Deleted records cannot be brought back.', count),
        submit: ngettext('Delete Backup', 'Delete Backups', count),
        working: ngettext('Deleting the record…', 'Deleting the records…', count),
        done: ngettext('Deleted backup %(name)s. Its data stays in the storage.',
                       'Deleted %(count)s backups. Their data stays in the storage.', count)
      };
    }
  }
})();
