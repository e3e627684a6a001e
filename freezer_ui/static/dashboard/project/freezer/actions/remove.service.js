(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .factory('horizon.dashboard.project.freezer.actions.remove', removeAction);

  removeAction.$inject = [
    'horizon.dashboard.project.freezer.actions.resourceType',
    'horizon.dashboard.project.freezer.actions.service',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.widgets.permissions',
    'horizon.dashboard.project.freezer.widgets.removal'
  ];

  /** Deletes actions that no job uses. */
  function removeAction(actionType, actions, api, permissions, removal) {
    return {
      allowed: () => permissions.allowed('actionDelete'),
      perform: items => removal.remove(items, {
        type: actionType,
        words,
        remove: action => api.deleteAction(action.id),
        onDeleted: action => actions.drop(action.id),
        done: gettext('Deleted action %(name)s.'),
        failed: gettext('Unable to delete action %(name)s. %(error)s')
      })
    };

    ////////////

    function words(names, count) {
      return {
        title: ngettext('Confirm Delete Action', 'Confirm Delete Actions', count),
        body: interpolate(ngettext(
          'You have selected "%s". One that a job uses is not deleted. A deleted action cannot ' +
          'be brought back.',
          'You have selected "%s". Those that a job uses are not deleted. Deleted actions cannot ' +
          'be brought back.', count), [names]),
        submit: ngettext('Delete Action', 'Delete Actions', count)
      };
    }
  }
})();
