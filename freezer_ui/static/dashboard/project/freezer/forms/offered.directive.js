(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .directive('freezerOffered', freezerOffered);

  freezerOffered.$inject = [
    'horizon.dashboard.project.freezer.forms.offers',
    'horizon.dashboard.project.freezer.core.delayedQuestion'
  ];

  /**
   * <freezer-offered input-id="…" kind="restore_point" name="restore_from_date" label="…"
   *                  values="values" on-change="…"></freezer-offered>
   * A field of a form whose value is chosen among what the project has (forms.offers), or typed.
   */
  function freezerOffered(offers, delayedQuestions) {
    const TYPED = '?';

    return {
      scope: {inputId: '@', kind: '@', name: '@', label: '@', values: '<', onChange: '&'},
      template: '<select class="form-control" id="{$ inputId $}" ng-if="choices"' +
        ' ng-model="state.choice" ng-change="choose()"' +
        ' ng-options="each.value as each.words for each in choices"></select>' +
        '<input type="text" class="form-control freezer-offered-typed" ng-if="isTyped()"' +
        ' ng-attr-id="{$ choices ? undefined : inputId $}"' +
        ' ng-attr-aria-label="{$ choices ? typed || label : undefined $}" ng-model="values[name]"' +
        ' ng-change="onChange()" autocomplete="off" spellcheck="false">' +
        '<p class="help-block freezer-offered-note" freezer-announce ng-if="note"' +
        ' ng-bind="note"></p>',
      link
    };

    function link(scope) {
      const offer = offers[scope.kind];
      const question = delayedQuestions.create(
        () => offer.read(...offer.of(scope.values)), settle);

      Object.assign(scope, {
        // null: nothing can be listed
        choices: null, state: {choice: TYPED}, note: '', typed: offer.typed, choose,
        isTyped: () => scope.state.choice === TYPED
      });
      if (offer.empty) {
        show([]);
      }
      scope.$watch(() => angular.toJson(offer.of(scope.values)), question.ask);
      scope.$watch(() => scope.values[scope.name], () => scope.isTyped() || select());
      scope.$on('$destroy', question.cancel);

      function settle(found, failure) {
        if (failure) {
          show(offer.empty ? [] : null,
               interpolate(gettext('Unable to list the choices. %(error)s'), failure, true));
        } else {
          show(found, found && !found.length && offer.of(scope.values).every(Boolean)
            ? offer.none : '');
        }
      }

      function show(found, note) {
        // the user has chosen to type a value
        const isTyping = scope.choices && scope.isTyped() && !scope.values[scope.name];
        scope.note = note || '';
        scope.choices = found && [].concat(
          offer.empty ? {value: '', words: offer.empty} : [], found,
          {value: TYPED, words: offer.other});
        if (!isTyping) {
          select();
        }
      }

      function select() {
        const value = scope.values[scope.name] || '';
        const isOffered = scope.choices && scope.choices.some(each => each.value === value);
        scope.state.choice = isOffered ? value : TYPED;
      }

      function choose() {
        if (!scope.isTyped()) {
          scope.values[scope.name] = scope.state.choice;
          scope.onChange();
        }
      }
    }
  }
})();
