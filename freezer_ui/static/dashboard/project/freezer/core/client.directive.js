(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerClient', freezerClient);

  freezerClient.$inject = ['horizon.dashboard.project.freezer.core.clientName'];

  /**
   * <span freezer-client="member.client_id" client-note="words.orNot(null)"></span>
   * The name of a client, with its full id on hover, or the note if there is no client. It has no
   * scope of its own, because lists have hundreds of them.
   */
  function freezerClient(clientName) {
    return {link};

    function link(scope, element, attrs) {
      const node = element[0];
      scope.$watch(attrs.freezerClient, id => {
        const name = clientName(id);
        node.textContent = name || scope.$eval(attrs.clientNote) || '';
        // a column may cut the name off
        if (name) {
          node.title = id;
        } else {
          node.removeAttribute('title');
        }
      });
    }
  }
})();
