(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerZoneOffer', freezerZoneOffer);

  freezerZoneOffer.$inject = [
    '$cookies',
    '$document',
    '$window',
    'horizon.dashboard.project.freezer.basePath'
  ];

  /**
   * <freezer-zone-offer></freezer-zone-offer>
   * A line that offers the browser's time zone to a user who has chosen none in Horizon's settings.
   * The choice is Horizon's own setting, in the cookie that its settings form writes.
   */
  function freezerZoneOffer($cookies, $document, $window, basePath) {
    const COOKIE = 'django_timezone';
    const NAME = /^[\w+-]+(\/[\w+-]+)*$/;
    const YEAR = 365 * 24 * 3600;

    return {
      scope: {},
      templateUrl: basePath + 'core/zone-offer.html',
      link
    };

    function link(scope) {
      scope.zone = offered();
      scope.words = interpolate(
        gettext('Times are shown in UTC. Your browser is in the time zone %(zone)s.'),
        {zone: scope.zone}, true);
      scope.use = () => {
        keep(scope.zone);
        // the server's texts contain times, so the page is loaded again
        $window.location.reload();
      };
      scope.leave = () => {
        keep('UTC');
        scope.zone = null;
      };
    }

    /** The browser's zone; null if the user has chosen one, or if it is UTC by another name. */
    function offered() {
      const zone = browsers();
      return !$cookies.get(COOKIE) && NAME.test(zone) && !/^(Etc\/)?(UTC|GMT|UCT|Zulu)$/.test(zone)
        ? zone : null;
    }

    function browsers() {
      try {
        return $window.Intl.DateTimeFormat().resolvedOptions().timeZone || '';
      } catch (unknown) { // eslint-disable-line no-unused-vars
        return '';
      }
    }

    /** Writes the cookie as Django does: $cookies would escape the slash. */
    function keep(zone) {
      $document[0].cookie = COOKIE + '=' + zone + '; path=/; max-age=' + YEAR + '; SameSite=Lax';
    }
  }
})();
