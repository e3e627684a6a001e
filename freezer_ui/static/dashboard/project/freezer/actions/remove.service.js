(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .factory('horizon.dashboard.project.freezer.actions.remove', removeAction);

  removeAction.$inject = [
    'horizon.dashboard.project.freezer.actions.resourceType',
    'horizon.dashboard.project.freezer.actions.service',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.lists.deleteAction'
  ];

  /** Deletes actions that no job uses. */
  function removeAction(actionType, actions, api, permissions, deleteAction) {
    return {
      allowed: () => permissions.allowed('actionDelete'),
      perform: items => deleteAction.remove(items, {
        type: actionType,
        words,
        remove: action => api.deleteAction(action.id),
        onDeleted: action => actions.drop(action.id)
      })
    };

    ////////////

    function words(count) {
      return {
        title: ngettext('Confirm Delete Action', 'Confirm Delete Actions', count),
        body: ngettext(
          'This action will be deleted, unless a job uses it. A deleted action cannot be brought ' +
          'back.',
          'These actions will be deleted, but for those that a job uses. Deleted actions cannot ' +
          'be brought back.', count),
        submit: ngettext('Delete Action', 'Delete Actions', count),
        working: ngettext('Deleting the action…', 'Deleting the actions…', count),
        done: ngettext('Deleted action %(name)s.', 'Deleted %(count)s actions.', count)
      };
    }
  }
})();
