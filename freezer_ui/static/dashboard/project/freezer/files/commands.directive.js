(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.files')
    .directive('freezerCommands', freezerCommands);

  freezerCommands.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.reading',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * <freezer-commands panel="jobs" of="item.id"></freezer-commands>
   * Commands that create a copy of a job, action or session; loaded when they are opened.
   */
  function freezerCommands(basePath, api, readings, texts) {
    return {
      scope: {panel: '@', of: '<'},
      templateUrl: basePath + 'files/commands.html',
      link
    };

    function link(scope) {
      scope.reading = readings.create(() => api.getFile(scope.panel, scope.of));
      scope.leftOutWords = leftOutWords;

      function leftOutWords() {
        return interpolate(gettext('Fields left out of the commands, because they may hold ' +
          'secrets: %(fields)s.'), {fields: texts.items(scope.reading.answer.left_out)}, true);
      }
    }
  }
})();
