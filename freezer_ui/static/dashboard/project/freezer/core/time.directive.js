(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .directive('freezerTime', freezerTime);

  freezerTime.$inject = ['$document', 'horizon.dashboard.project.freezer.core.clock'];

  /**
   * <freezer-time at="session.next_run" about="session.next_run_about"></freezer-time>
   * A time in the user's zone in words ("today 02:30"), in full on hover. Without a time, its
   * `note` says why, or there is a dash. If the item it belongs to (session) lists its name under
   * `unreadable`, it says so. styled="ahead" for "in 3 h", "time" for hh:mm:ss. It has no scope of
   * its own, because lists have hundreds of them.
   */
  function freezerTime($document, clock) {
    return {link};

    function link(scope, element, attrs) {
      [attrs.at, attrs.about, attrs.note].filter(Boolean).forEach(each => {
        scope.$watch(each, draw);
      });
      scope.$on('$destroy', clock.everyMinute(draw));

      function draw() {
        const at = scope.$eval(attrs.at);
        element.empty().append(clock.iso(at) ? time(at) : note(why()));
      }

      function why() {
        const parts = attrs.at.match(/^(.+)\.(\w+)$/);
        const owner = parts && scope.$eval(parts[1]);
        const isOdd = owner && owner.unreadable && owner.unreadable.includes(parts[2]);
        return isOdd ? gettext('not readable') : scope.$eval(attrs.note);
      }

      function time(at) {
        const node = made('time', 'freezer-time');
        node.dateTime = clock.iso(at);
        node.title = clock.full(at);
        if (scope.$eval(attrs.about)) {
          angular.element(node).append(about(words(at)));
        } else {
          node.textContent = words(at);
        }
        return node;
      }

      function words(at) {
        switch (attrs.styled) {
          case 'time': return clock.local(at, 'time');
          case 'ahead': return clock.ahead(at);
          default: return clock.short(at);
        }
      }
    }

    /** "~ 02:30" on the screen, "about 02:30" for screen readers. */
    function about(time) {
      const seen = made('span', '');
      const heard = made('span', 'sr-only');
      seen.setAttribute('aria-hidden', 'true');
      seen.textContent = '~ ' + time;
      seen.title = gettext('about');
      heard.textContent = interpolate(gettext('about %(time)s'), {time}, true);
      return [seen, heard];
    }

    function note(words) {
      const node = made('span', words ? 'freezer-time-note' : '');
      node.textContent = words || '-';
      node.title = words || '';
      return node;
    }

    function made(tag, className) {
      const node = $document[0].createElement(tag);
      node.className = className;
      return node;
    }
  }
})();
