(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .factory('horizon.dashboard.project.freezer.session-page.head', headService);

  headService.$inject = ['$document', '$timeout'];

  /**
   * What a session's page begins with, as the server put it into the page
   * (freezer_ui/content/sessions/first_answer.py).
   */
  function headService($document, $timeout) {
    var taken = false;

    return {take, replace};

    /** The session of this id as the page was loaded with it, or null; once only. */
    function take(id) {
      var text = $document.find('#freezer-session-head').text();
      var session = !taken && text ? angular.fromJson(text) : null;
      taken = true;
      return session && session.id === id ? session : null;
    }

    /** Removes the server's drawing after the digest that draws the page. */
    function replace() {
      if (drawing().length) {
        $timeout(() => { drawing().remove(); }, 0, false);
      }
    }

    function drawing() {
      return $document.find('.freezer-early');
    }
  }
})();
