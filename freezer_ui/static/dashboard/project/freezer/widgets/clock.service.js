(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.clock', clock);

  clock.$inject = ['$cookies', '$window'];

  /**
   * Times as the user reads them: in the time zone chosen in Horizon's settings. Horizon's own
   * date filters ask the server for the zone's offset of today, which is wrong for a date on the
   * other side of a daylight saving change; the browser knows better.
   */
  function clock($cookies, $window) {
    var STYLES = {
      medium: {
        year: 'numeric', month: 'short', day: 'numeric',
        hour: 'numeric', minute: '2-digit', second: '2-digit'
      },
      time: {hour: '2-digit', minute: '2-digit', second: '2-digit'}
    };

    return {local: local, utc: utc, iso: iso, zone: zone};

    ////////////

    /** The name of the user's zone in Horizon. */
    function zone() {
      return ($cookies.get('django_timezone') || 'UTC').replace(/^"(.*)"$/, '$1');
    }

    function local(epoch, style) {
      return format(epoch, style, zone());
    }

    function utc(epoch) {
      var text = iso(epoch);
      return text && text.replace('T', ' ').replace('Z', ' UTC');
    }

    function iso(epoch) {
      return isTime(epoch) ? new Date(epoch * 1000).toISOString().replace(/\.\d+/, '') : '';
    }

    function format(epoch, style, timeZone) {
      if (!isTime(epoch)) {
        return '';
      }
      var options = angular.extend({timeZone: timeZone}, STYLES[style] || STYLES.medium);
      try {
        return new Intl.DateTimeFormat(language(), options).format(new Date(epoch * 1000));
      } catch (unknown) { // eslint-disable-line no-unused-vars
        // a zone or a language that this browser does not know
        return utc(epoch);
      }
    }

    function language() {
      return $window.horizon && $window.horizon.languageCode || 'en';
    }

    function isTime(epoch) {
      return angular.isNumber(epoch) && isFinite(epoch);
    }
  }
})();
