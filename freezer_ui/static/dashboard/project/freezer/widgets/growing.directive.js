(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .directive('freezerGrowing', freezerGrowing);

  freezerGrowing.$inject = ['$window'];

  /**
   * <tr freezer-growing="rows" of="all.length"><td></td></tr>
   * The last row of a long table, the space of those that are not drawn yet: as it comes near the
   * screen `rows.count` grows, until it is `of`.
   */
  function freezerGrowing($window) {
    // few enough for a frame
    var STEP = 10;
    // pixels of a row
    var HEIGHT = 47;
    var NEAR = '500px';

    return {
      scope: {rows: '<freezerGrowing', of: '<'},
      link
    };

    function link(scope, element) {
      var observer = new $window.IntersectionObserver(onSight, {rootMargin: NEAR});
      scope.$watchGroup(['of', 'rows.count'], draw);
      scope.$on('$destroy', () => { observer.disconnect(); });
      observer.observe(element[0]);

      function draw() {
        var left = Math.max(scope.of - scope.rows.count, 0);
        element.toggleClass('ng-hide', !left).children().css('height', left * HEIGHT + 'px');
      }

      function onSight(entries) {
        if (entries[entries.length - 1].isIntersecting) {
          scope.$apply(() => { scope.rows.count += STEP; });
          // or it would only tell when it was out of sight in between
          observer.unobserve(element[0]);
          observer.observe(element[0]);
        }
      }
    }
  }
})();
