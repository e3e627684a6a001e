(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .factory('horizon.dashboard.project.freezer.actions.form', formService);

  formService.$inject = [
    '$q',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** Horizon's actions that open the form of an action: create, edit, copy. */
  function formService($q, $uibModal, basePath, api, permissions, toast, resources, actionResult) {
    const TYPE = 'OS::Freezer::Action';

    return {
      create: {
        allowed: () => permissions.allowed(['actions:create']),
        perform: () => open({
          title: gettext('Create Action'),
          done: gettext('Created action %(name)s.'),
          read: () => $q.when({}),
          send: api.createAction
        })
      },
      edit: {
        allowed: () => permissions.allowed(['actions:update']),
        perform: action => open({
          title: interpolate(gettext('Edit Action %(name)s'), action, true),
          done: gettext('Saved action %(name)s.'),
          read: () => api.getActionForm(action.id),
          send: body => api.updateAction(action.id, body)
        })
      },
      copy: {
        allowed: () => permissions.allowed(['actions:create']),
        perform: action => open({
          title: interpolate(gettext('Copy Action %(name)s'), action, true),
          done: gettext('Created action %(name)s.'),
          read: () => api.getActionForm(action.id).then(found => Object.assign(found, {
            values: Object.assign({}, found.values, {backup_name: copyName(found.values)}),
            used_by: [],
            version: null
          })),
          send: body => api.createAction(
            {action: body.action, drop: body.drop, id: body.id, copy_of: action.id})
        })
      }
    };

    /** With the same name, both actions would write into one chain of backups. */
    function copyName(values) {
      return interpolate(gettext('%(backup_name)s copy'), values, true);
    }

    /** Resolves with the result of a Horizon action; rejects if the user cancels. */
    function open(spec) {
      return $uibModal.open({
        templateUrl: basePath + 'actions/form.html',
        controller: 'horizon.dashboard.project.freezer.actions.FormController as ctrl',
        // a click outside would lose the input
        backdrop: 'static',
        windowClass: 'freezer-action-form',
        ariaLabelledBy: 'freezer-action-title',
        resolve: {subject: () => Object.assign({readFields: () => api.getForm('action')}, spec)}
      }).result.then(action => {
        toast.success(spec.done, {name: action.name});
        resources.of(TYPE).refresh();
        return actionResult.getActionResult().updated(TYPE, action.id).result;
      });
    }
  }
})();
