(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerRefreshBar', freezerRefreshBar);

  freezerRefreshBar.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-refresh-bar refresher="ctrl.refresher"></freezer-refresh-bar>
   * When this was loaded last, and why it cannot be loaded now, with "Try again". What is inside
   * (a count) stands before the time.
   */
  function freezerRefreshBar(basePath) {
    return {
      scope: {refresher: '<'},
      transclude: true,
      templateUrl: basePath + 'core/refresh-bar.html',
      link: scope => {
        scope.pause = gettext('Pause live updates');
        scope.resume = gettext('Resume live updates');
      }
    };
  }
})();
