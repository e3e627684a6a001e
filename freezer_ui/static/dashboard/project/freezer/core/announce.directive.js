(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.announcer', announcerFactory)
    .directive('freezerAnnounce', freezerAnnounce)
    // a live region has to be there before something is said in it
    .run(['horizon.dashboard.project.freezer.core.announcer', angular.noop]);

  announcerFactory.$inject = ['$document'];
  freezerAnnounce.$inject = ['horizon.dashboard.project.freezer.core.announcer'];

  /** What screen readers are told, by the one live region of the page. */
  function announcerFactory($document) {
    // one announcement does not take the place of the one just before
    const KEPT = 3;
    const region = angular.element(
      '<div class="sr-only freezer-announcement" aria-live="polite" aria-relevant="additions">');
    $document.find('body').append(region);
    return {announce};

    function announce(words) {
      if (words) {
        region.children().slice(0, 1 - KEPT).remove();
        // a modal hides what is beside it
        region.removeAttr('aria-hidden').append(angular.element('<p>').text(words));
      }
    }
  }

  /**
   * <p freezer-announce>Loading…</p>
   * <div freezer-announce="ctrl.news">
   * Its text, or what its expression gives, is announced, now and when it changes.
   */
  function freezerAnnounce(announcer) {
    return {restrict: 'A', link};

    function link(scope, element, attrs) {
      scope.$watch(attrs.freezerAnnounce || ownText, announcer.announce);

      function ownText() {
        return element.text().replace(/\s+/g, ' ').trim();
      }
    }
  }
})();
