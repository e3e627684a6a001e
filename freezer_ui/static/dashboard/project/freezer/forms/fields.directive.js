(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .directive('freezerFields', freezerFields);

  freezerFields.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.forms.fieldTable'
  ];

  /**
   * <freezer-fields fields="ctrl.form.action" values="ctrl.action" prefix="action."
   *                 errors="ctrl.errors"></freezer-fields>
   * A part of a form, drawn from the server's table of its fields. `values` are those of
   * forms.fieldTable, `errors` is of forms.fieldErrors, which has the fields by prefix and name.
   * `refused` (optional) has {field: {choice: why it cannot be chosen}}.
   */
  function freezerFields(basePath, fieldTable) {
    return {
      scope: {fields: '<', values: '<', prefix: '@', errors: '<', refused: '<'},
      templateUrl: basePath + 'forms/fields.html',
      link
    };

    function link(scope) {
      scope.template = basePath + 'forms/table-field.html';
      scope.model = {error: name => scope.errors.of(name)};
      // open: the user has opened "More options", or one of them has an error
      scope.more = {open: false};
      Object.assign(scope, {shown, hasMore, changed, isRefused, refusals});
      scope.$watch(isMoreWrong, wrong => {
        scope.more.open = scope.more.open || wrong;
      });
      scope.$watchCollection(applying, choose);

      function shown(isMore) {
        return applying().filter(field => field.more === isMore);
      }

      function hasMore() {
        return shown(true).length > 0;
      }

      function isMoreWrong() {
        return shown(true).some(field => Boolean(scope.errors.of(scope.prefix + field.name)));
      }

      /** A value may not be a choice of the field with the same name that applies now. */
      function choose(fields, before) {
        fields.filter(field => field.kind === 'choice' && !before.includes(field) &&
            !field.choices.some(each => each.value === scope.values[field.name]))
          .forEach(field => { scope.values[field.name] = field.default; });
      }

      function reason(field, choice) {
        return ((scope.refused || {})[field.name] || {})[choice.value];
      }

      /** What is chosen already stays, with the reason beside it: the server refuses it. */
      function isRefused(field, choice) {
        return Boolean(reason(field, choice)) && choice.value !== scope.values[field.name];
      }

      function refusals(field) {
        return field.choices.map(choice => reason(field, choice)).filter(Boolean);
      }

      function changed(field) {
        scope.errors.forget(scope.prefix + field.name);
      }

      function applying() {
        return fieldTable.applying(scope.fields, scope.values);
      }
    }
  }
})();
