(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.itemDetails', itemDetails);

  itemDetails.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.reading'
  ];

  /** The details of an item, shown below its row or on its page. */
  function itemDetails($q, basePath, readings) {
    // few enough to be drawn immediately
    const STEP = 50;

    return {attach};

    /**
     * Gives a scope with `item` what the template of its list (resources.declare) shows: url,
     * details (what was loaded), reading (core.reading) and its words, load(), and for long parts
     * `shown` and more(). onLoaded(details) is optional.
     */
    function attach(scope, spec, onLoaded) {
      const reading = readings.create(() => $q.when(spec.load && spec.load(scope.item)));
      Object.assign(scope, {
        url: basePath + spec.url, reading, words: spec.reading, shown: STEP, load, more
      });

      function load() {
        return reading.load().then(details => {
          if (details) {
            scope.details = details;
            (onLoaded || angular.noop)(details);
          }
        });
      }

      function more() {
        scope.shown += STEP;
      }
    }
  }
})();
