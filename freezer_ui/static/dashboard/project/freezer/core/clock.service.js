(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.clock', clock);

  clock.$inject = ['$cookies', '$interval', '$window'];

  /**
   * Times as the user reads them: in the time zone chosen in Horizon's settings. Horizon's own
   * date filters ask the server for the zone's offset of today, which is wrong for a date on the
   * other side of a daylight saving change; the browser knows better.
   */
  function clock($cookies, $interval, $window) {
    const STYLES = {
      medium: {
        year: 'numeric', month: 'short', day: 'numeric',
        hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'
      },
      time: {hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23'},
      dayAndMonth: {month: 'short', day: 'numeric'},
      date: {year: 'numeric', month: 'short', day: 'numeric'},
      isoDay: {year: 'numeric', month: '2-digit', day: '2-digit'},
      weekday: {weekday: 'short'},
      dayOfMonth: {day: 'numeric'},
      day: {weekday: 'short', month: 'short', day: 'numeric'},
      dayOfYear: {weekday: 'short', year: 'numeric', month: 'short', day: 'numeric'},
      // as users type it in a schedule
      clock: {hour: '2-digit', minute: '2-digit', hourCycle: 'h23'}
    };
    const formatters = {};
    let chosen = null;
    const MINUTE = 60;
    const HOUR = 60 * MINUTE;
    const DAY = 24 * HOUR;
    // days from now within which a date needs no year
    const FAR = 300;
    const minute = {timer: null, calls: []};

    return {
      local, short, ahead, full, everyMinute, utc, withUtc, iso, zone, day, weekday, dayOfMonth,
      timeOfDay, abbreviation, fromNow, rough, duration
    };

    /** The user's time zone in Horizon. It cannot change without a reload of the page. */
    function zone() {
      // read once: it is needed for every time on a page, and reading a cookie is slow
      chosen = chosen || ($cookies.get('django_timezone') || 'UTC').replace(/^"(.*)"$/, '$1');
      return chosen;
    }

    /** Seconds as a length of time, in words. */
    function duration(seconds) {
      const minutes = Math.round(seconds / MINUTE);
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

    /** "today 02:30", "26 Nov 02:30" or "26 Nov 2024", to the minute. */
    function short(epoch) {
      if (!isTime(epoch)) {
        return '';
      }
      const days = dayNumber(epoch) - dayNumber(Date.now() / 1000);
      if (Math.abs(days) > FAR) {
        return local(epoch, 'date');
      }
      return interpolate(wordsOf(days), {
        day: local(epoch, 'dayAndMonth'), clock: local(epoch, 'clock')
      }, true);
    }

    function wordsOf(days) {
      switch (days) {
        case 0: return gettext('today %(clock)s');
        case -1: return gettext('yesterday %(clock)s');
        case 1: return gettext('tomorrow %(clock)s');
        default: return gettext('%(day)s %(clock)s');
      }
    }

    /** "in 3 h" for a time within the next half day, else as short(). */
    function ahead(epoch) {
      const seconds = Math.round(epoch - Date.now() / 1000);
      if (!isTime(epoch) || seconds <= 0 || seconds >= 12 * HOUR) {
        return short(epoch);
      }
      return seconds < 1.5 * HOUR
        ? interpolate(gettext('in %s min'), [Math.max(1, Math.round(seconds / MINUTE))])
        : interpolate(gettext('in %s h'), [Math.round(seconds / HOUR)]);
    }

    /** The full time, to the second, in the user's zone and in UTC. */
    function full(epoch) {
      const there = interpolate(gettext('%(time)s %(zone)s'), {
        time: local(epoch), zone: abbreviation(epoch, zone())
      }, true);
      return zone() === 'UTC' ? there : withUtc(there, epoch);
    }

    /** "27 Nov 2026, 02:00 CET (2026-11-27 01:00 UTC)" */
    function withUtc(time, epoch) {
      return interpolate(gettext('%(time)s (%(utc)s)'), {time, utc: utc(epoch)}, true);
    }

    /** The number of the day in the user's zone, for differences of days. */
    function dayNumber(epoch) {
      const text = inLanguage('en-CA', epoch, 'isoDay', zone());
      return Math.round(Date.parse(text || iso(epoch).slice(0, 10)) / 1000 / DAY);
    }

    /**
     * Calls `call` every minute, because relative times get old. Returns a function that ends this.
     */
    function everyMinute(call) {
      minute.calls.push(call);
      minute.timer = minute.timer || $interval(
        () => { minute.calls.slice().forEach(each => each()); }, MINUTE * 1000, 0, false);
      return () => {
        minute.calls = minute.calls.filter(each => each !== call);
        if (!minute.calls.length) {
          $interval.cancel(minute.timer);
          minute.timer = null;
        }
      };
    }

    function local(epoch, style) {
      return format(epoch, style, zone());
    }

    function utc(epoch) {
      const text = iso(epoch);
      return text && text.replace('T', ' ').replace('Z', ' UTC');
    }

    function iso(epoch) {
      return isTime(epoch) ? new Date(epoch * 1000).toISOString().replace(/\.\d+/, '') : '';
    }

    /** "Fri 27 Nov" in a zone, with the year if it is not clear. */
    function day(epoch, timeZone) {
      const isFar = Math.abs(epoch - Date.now() / 1000) > FAR * DAY;
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

    /** "02:00" in a zone; with seconds unless they are 0 or `isRough`. */
    function timeOfDay(epoch, timeZone, isRough) {
      return format(epoch, epoch % MINUTE && !isRough ? 'time' : 'clock', timeZone);
    }

    /** "CET", or "GMT+1" if the browser knows no name. */
    function abbreviation(epoch, timeZone) {
      // each locale knows the names in use there
      const names = [language(), 'en-GB', 'en-US', 'en-AU', 'en-IN'].map(locale =>
        nameIn(locale, epoch, timeZone));
      return names.find(name => /^[A-Z]{2,5}$/.test(name)) || names[0];
    }

    function nameIn(locale, epoch, timeZone) {
      const options = {timeZone, hour: 'numeric', timeZoneName: 'short'};
      try {
        return new Intl.DateTimeFormat(locale, options).formatToParts(new Date(epoch * 1000))
          .find(part => part.type === 'timeZoneName').value;
      } catch (unknown) { // eslint-disable-line no-unused-vars
        return 'UTC';
      }
    }

    /** "5 hours": the rounded time until then; "" if it is due. */
    function fromNow(epoch) {
      const seconds = Math.round(epoch - Date.now() / 1000);
      if (seconds < 1.5 * MINUTE) {
        return seconds > 0 ? gettext('a minute') : '';
      }
      return rough(seconds, 1.5);
    }

    /** "50 minutes", "26 hours", "3 days": in hours up to so many `days`. */
    function rough(seconds, days) {
      if (seconds < 1.5 * HOUR) {
        return counted(MINUTE, count => ngettext('%s minute', '%s minutes', count));
      }
      return seconds < days * DAY
        ? counted(HOUR, count => ngettext('%s hour', '%s hours', count))
        : counted(DAY, count => ngettext('%s day', '%s days', count));

      function counted(unit, words) {
        const count = Math.round(seconds / unit);
        return interpolate(words(count), [count]);
      }
    }

    /** In UTC and English if the browser does not know the zone or language. */
    function format(epoch, style, timeZone) {
      return isTime(epoch) ? inLanguage(language(), epoch, style, timeZone) || utc(epoch) : '';
    }

    function inLanguage(locale, epoch, style, timeZone) {
      try {
        return formatter(locale, STYLES[style] ? style : 'medium', timeZone)
          .format(new Date(epoch * 1000));
      } catch (unknown) { // eslint-disable-line no-unused-vars
        return '';
      }
    }

    /** Cached by style and zone: making a formatter takes longer than using it a hundred times. */
    function formatter(locale, style, timeZone) {
      const key = [locale, style, timeZone].join(' ');
      formatters[key] = formatters[key] || new Intl.DateTimeFormat(
        locale, Object.assign({timeZone}, STYLES[style]));
      return formatters[key];
    }

    /** English dates have the day before the month, as in messages/data.py. */
    function language() {
      const code = $window.horizon && $window.horizon.languageCode || 'en';
      return code === 'en' ? 'en-GB' : code;
    }

    function isTime(epoch) {
      return angular.isNumber(epoch) && isFinite(epoch);
    }
  }
})();
