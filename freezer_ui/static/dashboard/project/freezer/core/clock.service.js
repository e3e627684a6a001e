(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.clock', clock);

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
      time: {hour: '2-digit', minute: '2-digit', second: '2-digit'},
      weekday: {weekday: 'short'},
      dayOfMonth: {day: 'numeric'},
      day: {weekday: 'short', month: 'short', day: 'numeric'},
      dayOfYear: {weekday: 'short', year: 'numeric', month: 'short', day: 'numeric'},
      // as people type it in a schedule
      clock: {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'},
      clockSeconds: {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'}
    };
    var formatters = {};
    var chosen = null;
    var MINUTE = 60;
    var HOUR = 60 * MINUTE;
    var DAY = 24 * HOUR;

    return {
      local,
      utc,
      iso,
      zone,
      day,
      weekday,
      dayOfMonth,
      clock: clockOf,
      abbreviation,
      away,
      length
    };

    ////////////

    /** The name of the user's zone in Horizon; who chooses another one loads the page anew. */
    function zone() {
      // once: a page asks for it with every time that it shows, and a cookie takes a while
      chosen = chosen || ($cookies.get('django_timezone') || 'UTC').replace(/^"(.*)"$/, '$1');
      return chosen;
    }

    /** How long something takes, for people. */
    function length(seconds) {
      var minutes = Math.round(seconds / MINUTE);
      if (seconds < 2 * MINUTE) {
        return interpolate(ngettext('%s second', '%s seconds', seconds), [seconds]);
      }
      if (minutes < 2 * 60) {
        return interpolate(ngettext('%s minute', '%s minutes', minutes), [minutes]);
      }
      return interpolate(gettext('%(hours)s h %(minutes)s min'), {
        hours: Math.floor(minutes / 60), minutes: minutes % 60
      }, true);
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

    /** "Fri, Nov 27" in a zone; with the year where it could be taken for another one's. */
    function day(epoch, timeZone) {
      var isFar = Math.abs(epoch - Date.now() / 1000) > 300 * DAY;
      return format(epoch, isFar ? 'dayOfYear' : 'day', timeZone);
    }

    /** "Fri" in a zone. */
    function weekday(epoch, timeZone) {
      return format(epoch, 'weekday', timeZone);
    }

    /** "27" in a zone. */
    function dayOfMonth(epoch, timeZone) {
      return format(epoch, 'dayOfMonth', timeZone);
    }

    /** "02:00" in a zone, with seconds if there are any, unless they mean nothing. */
    function clockOf(epoch, timeZone, isRough) {
      return format(epoch, epoch % MINUTE && !isRough ? 'clockSeconds' : 'clock', timeZone);
    }

    /** "CET", or "GMT+1" where browsers know no name. */
    function abbreviation(epoch, timeZone) {
      // each knows the names that are in use there
      var names = [language(), 'en-GB', 'en-US', 'en-AU', 'en-IN'].map(locale =>
        nameIn(locale, epoch, timeZone));
      return names.find(name => /^[A-Z]{2,5}$/.test(name)) || names[0];
    }

    function nameIn(locale, epoch, timeZone) {
      var options = {timeZone, hour: 'numeric', timeZoneName: 'short'};
      try {
        return new Intl.DateTimeFormat(locale, options).formatToParts(new Date(epoch * 1000))
          .find(part => part.type === 'timeZoneName').value;
      } catch (unknown) { // eslint-disable-line no-unused-vars
        return 'UTC';
      }
    }

    /** "5 hours": how long until then, to a digit or two; "" for what is due. */
    function away(epoch) {
      var seconds = Math.round(epoch - Date.now() / 1000);
      if (seconds < 1.5 * MINUTE) {
        return seconds > 0 ? gettext('a minute') : '';
      }
      if (seconds < 1.5 * HOUR) {
        return counted(MINUTE, count => ngettext('%s minute', '%s minutes', count));
      }
      return seconds < 1.5 * DAY
        ? counted(HOUR, count => ngettext('%s hour', '%s hours', count))
        : counted(DAY, count => ngettext('%s day', '%s days', count));

      function counted(unit, words) {
        var count = Math.round(seconds / unit);
        return interpolate(words(count), [count]);
      }
    }

    function format(epoch, style, timeZone) {
      if (!isTime(epoch)) {
        return '';
      }
      try {
        return formatter(STYLES[style] ? style : 'medium', timeZone).format(new Date(epoch * 1000));
      } catch (unknown) { // eslint-disable-line no-unused-vars
        // a zone or a language that this browser does not know
        return utc(epoch);
      }
    }

    /** Made once for each style and zone: making one takes longer than a hundred uses of it. */
    function formatter(style, timeZone) {
      var key = [language(), style, timeZone].join(' ');
      formatters[key] = formatters[key] || new Intl.DateTimeFormat(
        language(), angular.extend({timeZone}, STYLES[style]));
      return formatters[key];
    }

    function language() {
      return $window.horizon && $window.horizon.languageCode || 'en';
    }

    function isTime(epoch) {
      return angular.isNumber(epoch) && isFinite(epoch);
    }
  }
})();
