(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('freezerListPanel', freezerListPanel);

  freezerListPanel.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.lists.panel',
    'horizon.dashboard.project.freezer.lists.resources'
  ];

  /**
   * <freezer-list-panel type="OS::Freezer::Job"></freezer-list-panel>
   * The panel of a list that was declared. Two slots take what a list has of its own:
   * <list-notice> between the refresh bar and the table, <list-empty> in the place of the words
   * for an empty list.
   */
  function freezerListPanel(basePath, panels, resources) {
    return {
      scope: {type: '@'},
      transclude: {notice: '?listNotice', empty: '?listEmpty'},
      templateUrl: basePath + 'lists/list-panel.html',
      controller: ['$scope', function($scope) {
        panels.attach(this, $scope, resources.of($scope.type));
      }],
      controllerAs: 'ctrl'
    };
  }
})();
