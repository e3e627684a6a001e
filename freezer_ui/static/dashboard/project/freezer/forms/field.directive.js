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
      scope.$watch(error, describe);

      function error() {
        return scope.model.error(scope.name);
      }

      function describe(sentence) {
        var input = element.find('input, select').first();
        var described = [];
        if (scope.help) {
          described.push('freezer-' + scope.name + '-help');
        }
        if (sentence) {
          described.push('freezer-' + scope.name + '-error');
        }
        scope.sentence = sentence;
        input.attr('aria-invalid', sentence ? 'true' : 'false');
        input.attr('aria-describedby', described.join(' ') || null);
      }
    }
  }
})();
