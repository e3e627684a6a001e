(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.prerendered', prerendered);

  prerendered.$inject = ['$document', '$timeout'];

  /**
   * Content that the server put into the page (templates/freezer_ui/), shown until ours is ready.
   */
  function prerendered($document, $timeout) {
    const taken = new Set();
    return {is, take, replace};

    /** Whether the page has such content. */
    function is() {
      return block().length > 0;
    }

    /** The answer in the element with this id, or null; only once, since it gets old. */
    function take(id) {
      const text = taken.has(id) ? '' : $document.find('#' + id).text();
      taken.add(id);
      return text ? angular.fromJson(text) : null;
    }

    /** Removes it after the digest that draws ours; the focus moves to the same link there. */
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
