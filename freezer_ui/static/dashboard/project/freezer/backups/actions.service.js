(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .factory('horizon.dashboard.project.freezer.backups.actions', backupActions);

  backupActions.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.backups.resourceType',
    'horizon.dashboard.project.freezer.backups.restore',
    'horizon.dashboard.project.freezer.backups.service',
    'horizon.dashboard.project.freezer.widgets.permissions',
    'horizon.dashboard.project.freezer.widgets.tell',
    'horizon.framework.util.actions.action-result.service',
    'horizon.framework.widgets.modal.simple-modal.service'
  ];

  /** What can be done with backups from their list. */
  function backupActions(
    $q, api, backupType, restore, backups, permissions, tell, actionResult, simpleModal
  ) {
    return {
      restore: {
        allowed: backup => backup.refused ? $q.reject() : permissions.allowed('backupRestore'),
        perform: backup => restore.open(backup.id).then(() =>
          actionResult.getActionResult().result)
      },
      remove: {allowed: () => permissions.allowed('backupDelete'), perform: remove}
    };

    ////////////

    function remove(items) {
      var chosen = angular.isArray(items) ? items : [items];
      return simpleModal.modal(words(chosen)).result
        .then(() => chosen.reduce((before, backup) => before.then(result =>
          removeOne(backup, result)), $q.when(actionResult.getActionResult())))
        .then(result => result.result);
    }

    function removeOne(backup, result) {
      return api.deleteBackup(backup.id).then(() => {
        backups.drop(backup.id);
        tell.success(gettext('Deleted backup %(name)s. Its data stays in the storage.'), backup);
        return result.deleted(backupType, backup.id);
      }, failure => {
        tell.failure(gettext('Unable to delete backup %(name)s. %(error)s'),
                     {name: backup.name}, failure);
        return result.failed(backupType, backup.id);
      });
    }

    function words(chosen) {
      var names = chosen.map(backup => backup.name).join('", "');
      return {
        title: ngettext('Confirm Delete Backup', 'Confirm Delete Backups', chosen.length),
        body: interpolate(ngettext(
          'You have selected "%s". Freezer deletes its record only: the data stays in the ' +
          'storage and takes space there, but cannot be restored from this page any more. A ' +
          'deleted record cannot be brought back.',
          'You have selected "%s". Freezer deletes their records only: the data stays in the ' +
          'storage and takes space there, but cannot be restored from this page any more. ' +
          'Deleted records cannot be brought back.', chosen.length), [names]),
        submit: ngettext('Delete Backup', 'Delete Backups', chosen.length)
      };
    }
  }
})();
