(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .directive('freezerBatch', freezerBatch);

  freezerBatch.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-batch batch="ctrl.batch" words="{$ 'Moving jobs' | translate $}"></freezer-batch>
   * How far a batch is, and its Stop button; nothing while it does not run.
   */
  function freezerBatch(basePath) {
    return {
      scope: {batch: '<', words: '@'},
      templateUrl: basePath + 'writes/task-progress.html',
      link
    };

    function link(scope) {
      angular.extend(scope, {percent, countWords});

      function percent() {
        return scope.batch.total ? Math.round(100 * scope.batch.done / scope.batch.total) : 0;
      }

      function countWords() {
        return interpolate(gettext('%(done)s of %(total)s'), scope.batch, true);
      }
    }
  }
})();
