(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerChip', freezerChip);

  freezerChip.$inject = ['horizon.dashboard.project.freezer.core.stateStyles'];

  /**
   * <freezer-chip state="session.verdict.state" words="session.verdict.words"></freezer-chip>
   * A state with colour, icon and words, never by colour alone. It has no scope of its own, because
   * lists have hundreds of them.
   */
  function freezerChip(stateStyles) {
    return {
      template: '<span class="freezer-chip"><span aria-hidden="true"></span> ' +
        '<span class="freezer-chip-words"></span></span>',
      link
    };

    function link(scope, element, attrs) {
      const chip = element[0].firstElementChild;
      scope.$watch(attrs.state, draw);
      scope.$watch(attrs.words, draw);

      function draw() {
        const state = scope.$eval(attrs.state);
        const look = stateStyles[state] || stateStyles.unknown;
        chip.className = 'freezer-chip freezer-chip-' + look.tone;
        chip.setAttribute('data-state', state);
        chip.firstElementChild.className = 'fa ' + look.icon;
        chip.lastElementChild.textContent = scope.$eval(attrs.words) || state;
        // shown in full on hover, where it is cut off
        chip.title = chip.lastElementChild.textContent;
      }
    }
  }
})();
