(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .directive('freezerField', freezerField);

  freezerField.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <div freezer-field="hold_off" label="…" help="…" terms="hold-off" model="ctrl.model">
   *   an input </div>
   * A labelled field with its help and the server's sentence below, tied to the input for
   * screen readers; behind a question mark, its `hint` and what the glossary says of its terms.
   */
  function freezerField(basePath) {
    return {
      scope: {
        name: '@freezerField',
        label: '@',
        help: '@?',
        hint: '@?',
        terms: '@?',
        needed: '<?',
        model: '<'
      },
      transclude: true,
      templateUrl: basePath + 'forms/field.html',
      link
    };

    function link(scope, element) {
      // an input or a list that is drawn later is connected then
      scope.$watchGroup([error, firstInput, refusals], describe);

      function error() {
        return scope.model.error(scope.name);
      }

      function firstInput() {
        return element[0].querySelector('input, select');
      }

      /** The list of the choices that cannot be made, with why. */
      function refusals() {
        return element[0].querySelector('.freezer-refused');
      }

      function describe([sentence, first, refused]) {
        const input = angular.element(first);
        const described = [];
        if (scope.help) {
          described.push('freezer-' + scope.name + '-help');
        }
        if (refused) {
          described.push('freezer-' + scope.name + '-refused');
        }
        if (sentence) {
          described.push('freezer-' + scope.name + '-error');
        }
        scope.sentence = sentence;
        input.attr('aria-invalid', sentence ? 'true' : 'false');
        input.attr('aria-describedby', described.join(' ') || null);
        // the field of a search may stay empty
        input.not('[type=search]').attr('aria-required', scope.needed ? 'true' : null);
      }
    }
  }
})();
