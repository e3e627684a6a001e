(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.prerendered', prerendered);

  prerendered.$inject = ['$document', '$timeout'];

  /** What the server drew in the page itself (templates/freezer_ui/), shown until ours is there. */
  function prerendered($document, $timeout) {
    const taken = new Set();
    return {is, take, replace};

    /** Whether there is some: then it was read a moment ago. */
    function is() {
      return block().length > 0;
    }

    /** The answer in the element of this id, or null; once only: afterwards it may be old. */
    function take(id) {
      const text = taken.has(id) ? '' : $document.find('#' + id).text();
      taken.add(id);
      return text ? angular.fromJson(text) : null;
    }

    /** After the digest that draws ours; the focus moves to the same link there. */
    function replace() {
      if (is()) {
        $timeout(swap, 0, false);
      }
    }

    function swap() {
      const link = block().find('a:focus')[0];
      block().remove();
      if (link) {
        $document.find('.freezer a').filter((at, each) => each.href === link.href).first()
          .trigger('focus');
      }
    }

    function block() {
      return $document.find('.freezer-early');
    }
  }
})();
