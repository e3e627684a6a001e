(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.prerenderedRows', prerenderedRows);

  prerenderedRows.$inject = ['$document', '$timeout'];

  /**
   * The rows that came with the page itself (templates/freezer_ui/sessions.html). They are seen
   * instead of the panel until its table can take their place.
   */
  function prerenderedRows($document, $timeout) {
    return {is: is, replace: replace};

    ////////////

    /** Whether they are there: then the list was read a moment ago. */
    function is() {
      return block().length > 0;
    }

    /** After the digest that fills the table. Who was at one of their links is at the table's. */
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
