(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .directive('freezerDifferences', freezerDifferences);

  freezerDifferences.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-differences items="ctrl.differences" on-take="ctrl.takeTheirs()">
   * What somebody else saved while a form was open, beside what it has: [{name, label, mine,
   * theirs}]. Nothing is shown without items.
   */
  function freezerDifferences(basePath) {
    return {
      scope: {items: '<', onTake: '&'},
      templateUrl: basePath + 'forms/differences.html'
    };
  }
})();
