(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.itemDetails', itemDetails);

  itemDetails.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /** What the details of one item show: below its row, or on its page. */
  function itemDetails($q, basePath, latest) {
    // few enough to be drawn at once
    var STEP = 50;

    return {attach};

    /**
     * Gives a scope with `item` what the template of its list (resources.declare) shows: url,
     * reading, details (what was loaded), loading, failure, load(), and for long parts `shown` and
     * more(). onLoaded(details) is optional.
     */
    function attach(scope, spec, onLoaded) {
      var loads = latest.create();
      angular.extend(scope, {
        url: basePath + spec.url, reading: spec.reading, shown: STEP, loading: false,
        failure: null, load, more
      });

      function load() {
        var isLatest = loads.begin();
        angular.extend(scope, {loading: Boolean(spec.load), failure: null});
        return $q.when(spec.load && spec.load(scope.item)).then(details => {
          if (isLatest()) {
            angular.extend(scope, {details, loading: false});
            (onLoaded || angular.noop)(details);
          }
        }, failure => {
          if (isLatest()) {
            angular.extend(scope, {failure, loading: false});
          }
        });
      }

      function more() {
        scope.shown += STEP;
      }
    }
  }
})();
