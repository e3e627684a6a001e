(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .directive('freezerItemPage', freezerItemPage);

  freezerItemPage.$inject = [
    '$location',
    '$routeParams',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.cancellable',
    'horizon.dashboard.project.freezer.core.reading',
    'horizon.dashboard.project.freezer.core.pageTitle',
    'horizon.dashboard.project.freezer.lists.itemDetails',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  /**
   * <freezer-item-page type="OS::Freezer::Job"></freezer-item-page>
   * The page of one row of a list, by the id in its address: its columns, its details, and what can
   * be done with it.
   */
  function freezerItemPage(
    $location, $routeParams, basePath, cancellable, readings, pageTitle, itemDetails, resources,
    registry
  ) {
    return {
      scope: {type: '@'},
      templateUrl: basePath + 'lists/item-page.html',
      link
    };

    function link(scope) {
      const list = resources.of(scope.type);
      const resourceType = registry.getResourceType(scope.type);

      Object.assign(scope, {
        item: null,
        page: readings.create(() => list.item($routeParams.id).then(list.adapt)),
        listUrl: list.url.replace(/^\//, ''),
        listName: resourceType.getName(2),
        fields: list.fields.filter(field => field.priority && field.id !== 'name'),
        actions: resourceType.itemActions, undo: list.undo, read, handle, readRecord
      });
      itemDetails.attach(scope, list.details);
      (list.details.link || angular.noop)(scope);
      pageTitle.follow(scope, () => scope.item && scope.item.name);
      resourceType.initActions();
      read();

      function read() {
        return scope.page.load().then(item => {
          scope.item = scope.page.failure ? null : scope.page.answer;
          return item && scope.load();
        });
      }

      function readRecord() {
        return list.record($routeParams.id);
      }

      /** Horizon's actions resolve with the outcome for the item. */
      function handle(promise) {
        return cancellable.result(promise).then(result => {
          if (result && result.deleted && result.deleted.length) {
            $location.path(list.url);
          } else if (cancellable.hasChanged(result)) {
            read();
          }
        });
      }
    }
  }
})();
