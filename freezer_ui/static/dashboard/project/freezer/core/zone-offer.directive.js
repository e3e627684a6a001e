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
   * A line that offers the browser's time zone to who has chosen none in Horizon's settings. What
   * is chosen here is Horizon's setting, in the cookie that its settings form writes.
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
        // what the server says of times has to be said again
        $window.location.reload();
      };
      scope.leave = () => {
        keep('UTC');
        scope.zone = null;
      };
    }

    /** None where one was chosen, or where it is UTC by another name. */
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

    /** As Django writes it: $cookies would escape the slash. */
    function keep(zone) {
      $document[0].cookie = COOKIE + '=' + zone + '; path=/; max-age=' + YEAR + '; SameSite=Lax';
    }
  }
})();
