(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.prerenderedRows', prerenderedRows);

  prerenderedRows.$inject = ['$document', '$timeout'];

  /**
   * The rows in the page itself (templates/freezer_ui/sessions.html), shown until the panel's table
   * can replace them.
   */
  function prerenderedRows($document, $timeout) {
    return {is, replace};

    /** Whether the page has them: then the list was read a moment ago. */
    function is() {
      return block().length > 0;
    }

    /** After the digest that fills the table; the focus moves to the same link there. */
    function replace() {
      if (is()) {
        $timeout(swap, 0, false);
      }
    }

    function swap() {
      var link = block().find('a:focus').attr('href');
      block().remove();
      if (link) {
        $document.find('a.freezer-session-link').filter(function isIt() {
          return angular.element(this).attr('href').split('freezer_sessions/')[1] ===
            link.split('freezer_sessions/')[1];
        }).focus();
      }
    }

    function block() {
      return $document.find('.freezer-early');
    }
  }
})();
