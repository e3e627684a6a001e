(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .directive('freezerTaskProgress', freezerTaskProgress);

  freezerTaskProgress.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-task-progress batch="ctrl.batch" words="{$ 'Moving jobs' | translate $}">
   * How far a task queue is, and its Stop button; nothing while it does not run.
   */
  function freezerTaskProgress(basePath) {
    return {
      scope: {batch: '<', words: '@'},
      templateUrl: basePath + 'writes/task-progress.html',
      link
    };

    function link(scope) {
      Object.assign(scope, {percent, countWords});

      function percent() {
        return scope.batch.total ? Math.round(100 * scope.batch.done / scope.batch.total) : 0;
      }

      function countWords() {
        return interpolate(gettext('%(done)s of %(total)s'), scope.batch, true);
      }
    }
  }
})();
