(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerClient', freezerClient);

  freezerClient.$inject = ['horizon.dashboard.project.freezer.core.clientName'];

  /**
   * <span freezer-client="member.client_id" client-note="words.orNot(null)"></span>
   * A client by its name, with its whole id on hover; the note where there is none. Lists have
   * hundreds of them, so it has no scope of its own.
   */
  function freezerClient(clientName) {
    return {link};

    function link(scope, element, attrs) {
      const node = element[0];
      scope.$watch(attrs.freezerClient, id => {
        const name = clientName(id);
        node.textContent = name || scope.$eval(attrs.clientNote) || '';
        // a column may cut the name, too
        if (name) {
          node.title = id;
        } else {
          node.removeAttribute('title');
        }
      });
    }
  }
})();
