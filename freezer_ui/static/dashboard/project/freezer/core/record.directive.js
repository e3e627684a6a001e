(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerRecord', freezerRecord);

  freezerRecord.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.latest'
  ];

  /**
   * <freezer-record read="readRecord()"></freezer-record>
   * The document as Freezer has it, without secrets, behind a button; `read` answers {record}, and
   * is asked each time that it is opened.
   */
  function freezerRecord($q, basePath, latest) {
    return {
      scope: {read: '&'},
      templateUrl: basePath + 'core/record.html',
      link
    };

    function link(scope) {
      var reads = latest.create();

      angular.extend(scope, {record: null, isOpen: false, failure: null, toggle});

      function toggle() {
        var isLatest = reads.begin();
        angular.extend(scope, {isOpen: !scope.isOpen, record: null, failure: null});
        return scope.isOpen ? scope.read().then(answer => {
          if (isLatest()) {
            scope.record = angular.toJson(answer.record, 2);
          }
        }, failure => {
          if (isLatest()) {
            scope.failure = failure;
          }
        }) : $q.when();
      }
    }
  }
})();
