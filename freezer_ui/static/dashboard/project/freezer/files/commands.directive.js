(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.files')
    .directive('freezerCommands', freezerCommands);

  freezerCommands.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * <freezer-commands panel="jobs" of="item.id"></freezer-commands>
   * The commands that do the same as a job, action or session; read when they are opened.
   */
  function freezerCommands(basePath, api, latest, texts) {
    return {
      scope: {panel: '@', of: '<'},
      templateUrl: basePath + 'files/commands.html',
      link
    };

    function link(scope) {
      var reads = latest.create();

      angular.extend(scope, {isOpen: false, file: null, failure: null, toggle, leftOutWords});

      ////////////

      /** Read each time that it is opened. */
      function toggle() {
        var isLatest = reads.begin();
        angular.extend(scope, {isOpen: !scope.isOpen, file: null, failure: null});
        if (scope.isOpen) {
          api.getFile(scope.panel, scope.of).then(file => {
            if (isLatest()) {
              scope.file = file;
            }
          }, failure => {
            if (isLatest()) {
              scope.failure = failure;
            }
          });
        }
      }

      function leftOutWords() {
        return interpolate(gettext('Fields left out of the commands, because they may hold ' +
          'secrets: %(fields)s.'), {fields: texts.items(scope.file.left_out)}, true);
      }
    }
  }
})();
