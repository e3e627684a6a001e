(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerRecord', freezerRecord);

  freezerRecord.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.reading'
  ];

  /**
   * <freezer-record read="readRecord()"></freezer-record>
   * The document as Freezer has it, without secrets, behind a button; `read` answers {record}.
   */
  function freezerRecord(basePath, readings) {
    return {
      scope: {read: '&'},
      templateUrl: basePath + 'core/record.html',
      link: scope => { scope.reading = readings.create(scope.read); }
    };
  }
})();
