(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('freezerRowDetails', freezerRowDetails);

  freezerRowDetails.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.lists.drawer',
    'horizon.dashboard.project.freezer.lists.resources'
  ];

  /**
   * <freezer-row-details item="item" handle="resultHandler"></freezer-row-details>
   * What an opened row of a list shows. What is to be loaded for it is loaded, and drawn, when the
   * row is opened: Horizon's table draws a drawer for every row. The template has `item`, `details`
   * (what was loaded), `shown` and more() for long parts, and handle(promise) for the result of an
   * action.
   */
  function freezerRowDetails($q, basePath, latest, drawer, resources) {
    // few enough to be drawn at once
    var STEP = 50;

    return {
      scope: {item: '<', handle: '<'},
      templateUrl: basePath + 'lists/row-details.html',
      link
    };

    function link(scope, element) {
      var list = resources.of(scope.item.$type);
      var spec = list.details;
      var id = scope.item.id;
      var loads = latest.create();

      angular.extend(scope, {
        url: basePath + spec.url, reading: spec.reading, shown: STEP,
        // what needs no loading is there when the row slides open
        opened: !spec.load,
        loading: false, failure: null, load, more
      });
      drawer.attach(scope, element, label(), onToggle);

      function label() {
        return spec.label ? spec.label(scope.item)
          : interpolate(gettext('Details of %s'), [scope.item.name]);
      }

      function onToggle(isOpen) {
        if (!isOpen) {
          delete list.opened[id];
          return;
        }
        // of a row that the table draws again, the last answer stays until there is a new one
        scope.details = list.opened[id];
        list.opened[id] = scope.details || null;
        if (!scope.opened) {
          (spec.link || angular.noop)(scope);
        }
        scope.opened = true;
        load();
      }

      function load() {
        var isLatest = loads.begin();
        angular.extend(scope, {loading: Boolean(spec.load), failure: null});
        return $q.when(spec.load && spec.load(scope.item)).then(details => {
          if (isLatest()) {
            angular.extend(scope, {details, loading: false});
            list.opened[id] = details;
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
