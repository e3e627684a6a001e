(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.writes')
    .directive('freezerUndo', freezerUndo);

  freezerUndo.$inject = [
    '$document', 'horizon.dashboard.project.freezer.basePath'
  ];

  /**
   * <freezer-undo undo="ctrl.undo"></freezer-undo>
   * Offers to take the last change back, at the lower edge, until it is answered; Ctrl-Z does the
   * same from anywhere on the page. With `silent`, where the page itself announces what it did.
   */
  function freezerUndo($document, basePath) {
    return {
      scope: {undo: '<'},
      templateUrl: basePath + 'writes/undo.html',
      link
    };

    function link(scope, element, attrs) {
      const page = $document[0];
      let cameFrom = null;

      scope.silent = attrs.silent !== undefined;
      scope.act = act;
      element[0].addEventListener('focusin', onFocus);
      page.addEventListener('keydown', onKey);
      scope.$on('$destroy', () => {
        page.removeEventListener('keydown', onKey);
      });

      /** The buttons are removed, so the focus returns to where it came from. */
      function act(what) {
        const hadFocus = element[0].contains(page.activeElement);
        scope.undo[what]();
        if (hadFocus && cameFrom && page.contains(cameFrom)) {
          cameFrom.focus();
        }
      }

      function onFocus(event) {
        if (!element[0].contains(event.relatedTarget)) {
          cameFrom = event.relatedTarget;
        }
      }

      function onKey(event) {
        if (isUndo(event) && !event.defaultPrevented && !isElsewhere(event.target)) {
          event.preventDefault();
          scope.$apply(scope.undo.undo);
        }
      }

      function isUndo(event) {
        return (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey &&
          (event.key === 'z' || event.key === 'Z');
      }

      /** In a field Ctrl-Z belongs to the field, and under a modal the page is blocked. */
      function isElsewhere(target) {
        return target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) ||
          target.tagName === 'INPUT' && !/^(checkbox|radio|button)$/.test(target.type) ||
          page.body.classList.contains('modal-open');
      }
    }
  }
})();
