(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.files')
    .factory('horizon.dashboard.project.freezer.files.service', filesService);

  filesService.$inject = [
    '$q',
    '$uibModal',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.download',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.texts',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** Horizon's actions "Export" of a row, and "Create from File" of a list. */
  function filesService(
    $q, $uibModal, basePath, api, download, permissions, texts, toast, resources, actionResult
  ) {
    var TYPES = {jobs: 'OS::Freezer::Job', sessions: 'OS::Freezer::Session'};
    var RULES = {jobs: ['jobs:create'], sessions: ['sessions:create']};

    return {exportOf, creation};

    ////////////

    function exportOf(panel) {
      return {
        allowed: () => $q.when(),
        perform: item => api.getFile(panel, item.id).then(file => {
          download.file(file);
          if (file.left_out.length) {
            toast.warning(gettext('The file %(file)s does not have: %(fields)s. They may hold ' +
              'secrets.'), {file: file.name, fields: texts.items(file.left_out)});
          }
          return actionResult.getActionResult().result;
        }, failure => {
          toast.failure(gettext('Unable to export %(name)s. %(error)s'),
                        {name: item.name}, failure);
          return actionResult.getActionResult().result;
        })
      };
    }

    function creation(panel) {
      return {allowed: () => permissions.allowed(RULES[panel]), perform: () => create(panel)};
    }

    /** Resolves with the result that Horizon's actions answer; rejects when the user cancels. */
    function create(panel) {
      return $uibModal.open({
        templateUrl: basePath + 'files/create.html',
        controller: 'horizon.dashboard.project.freezer.files.CreateController as ctrl',
        // a click beside it would lose what was chosen
        backdrop: 'static',
        size: 'lg',
        windowClass: 'freezer-file',
        ariaLabelledBy: 'freezer-file-title',
        resolve: {panel: () => panel}
      }).result.then(row => {
        var list = resources.of(TYPES[panel]);
        if (list) {
          list.refresh();
        }
        toast.success(gettext('Created %(name)s.'), {name: row.name});
        return actionResult.getActionResult().created(TYPES[panel], row.id).result;
      });
    }
  }
})();
