(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .directive('freezerFeedLine', freezerFeedLine);

  freezerFeedLine.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-feed-line feed="ctrl.feed"></freezer-feed-line>
   * When this was loaded last, and why it cannot be loaded now, with "Try again". What is inside
   * (a count) stands before the time.
   */
  function freezerFeedLine(basePath) {
    return {
      scope: {feed: '<'},
      transclude: true,
      templateUrl: basePath + 'lists/refresh-bar.html'
    };
  }
})();
