(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.files')
    .directive('freezerFileChoice', freezerFileChoice);

  /** <input type="file" freezer-file-choice="ctrl.take(file)">: called with the file chosen. */
  function freezerFileChoice() {
    return {restrict: 'A', scope: {choose: '&freezerFileChoice'}, link};

    function link(scope, element) {
      element.on('change', () => {
        const file = element[0].files[0];
        if (file) {
          scope.$apply(() => { scope.choose({file}); });
        }
      });
    }
  }
})();
