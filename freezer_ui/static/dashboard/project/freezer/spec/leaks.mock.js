/*
 * After every spec: its scopes are destroyed, its elements removed, and nothing of ours may go on.
 *
 * What counts is what a source of ours attached by itself or through jQuery, d3 or AngularJS:
 * listeners on the window, on the document or on what is still in it; $interval and $timeout (one
 * of 0 milliseconds is run: it must do no harm); observers; frames; and requests of our API.
 */
(function(window) {
  'use strict';

  const NATIVE = {
    add: EventTarget.prototype.addEventListener,
    remove: EventTarget.prototype.removeEventListener,
    frame: window.requestAnimationFrame,
    cancelFrame: window.cancelAnimationFrame,
    IntersectionObserver: window.IntersectionObserver,
    ResizeObserver: window.ResizeObserver
  };
  const API = 'horizon.dashboard.project.freezer.core.api';
  // what calls on behalf of others, and what has no file
  const BETWEEN = /leaks\.mock\.js|\/(jquery|angular|angular-mocks|d3)\.js|<anonymous>|native code/;
  const OURS = /\/project\/freezer\/(?!.*\.(spec|mock)\.js)/;
  // a file that is being saved may be read after the page that gave it
  const OUTLIVES = /core\/download\.service\.js/;
  // of those that may follow each other
  const TURNS = 5;
  let attached, bodyBefore, classesBefore;

  Error.stackTraceLimit = 60;

  beforeEach(() => {
    attached = [];
    bodyBefore = Array.from(document.body.children);
    classesBefore = document.body.className;
    watchListeners();
    watchFrames();
    watchObservers();
  });
  // as on Horizon's pages (ng-strict-di)
  beforeEach(angular.mock.inject.strictDi(true));
  beforeEach(module($provide => {
    $provide.decorator('$timeout', ['$delegate', '$browser', watchTimeouts]);
    $provide.decorator('$interval', ['$delegate', watchIntervals]);
  }));
  afterEach(function() {
    let left;
    try {
      left = this.$injector ? leave(this.$injector) : [];
    } finally {
      restore();
    }
    expect(left).withContext('left behind after $destroy').toEqual([]);
  });

  /** "where: what" of all that goes on when the page is gone. */
  function leave($injector) {
    const requests = [];
    destroyScopes($injector.get('$rootScope'));
    Array.from(document.body.children)
      .filter(node => !bodyBefore.includes(node))
      .forEach(node => { angular.element(node).remove(); });
    // that of an open modal of Horizon's, say
    document.body.className = classesBefore;
    watchRequests($injector, requests);
    runAtOnce($injector.get('$browser'));
    return attached.filter(each => each.isOn()).map(each => each.where + ': ' + each.what)
      .concat(requests);
  }

  function destroyScopes($rootScope) {
    while ($rootScope.$$childHead) {
      $rootScope.$$childHead.$destroy();
    }
  }

  function watchRequests($injector, requests) {
    const api = $injector.has(API) ? $injector.get(API) : {};
    Object.keys(api).forEach(name => {
      api[name] = () => {
        requests.push('a request: ' + name);
        return $injector.get('$q').defer().promise;
      };
    });
  }

  /** What waits for the next turn of the browser only, and what that starts in its turn. */
  function runAtOnce($browser) {
    for (let turn = 0; turn < TURNS; turn++) {
      attached.filter(each => each.delay === 0 && each.isOn()).forEach(each => {
        const task = $browser.deferredFns.find(found => found.id === each.id);
        $browser.defer.cancel(task.id);
        task.fn();
      });
    }
  }

  /** {what, where, isOn()} of what a source of ours attaches; nothing for others. */
  function note(what, isOn, more) {
    const frames = new Error().stack.split('\n').slice(1);
    const nearest = frames.find(line => !BETWEEN.test(line)) || '';
    let entry = null;
    if (OURS.test(nearest) && !OUTLIVES.test(nearest)) {
      entry = Object.assign({what, isOn, where: nearest.replace(/^.*\/freezer\/|[?)].*$/g, '')},
                             more);
      attached.push(entry);
    }
    return entry;
  }

  function watchListeners() {
    EventTarget.prototype.addEventListener = function(type, listener, options) {
      const target = this;
      NATIVE.add.call(target, type, listener, options);
      // what is drawn beside the page goes away with itself
      if (isThere(target)) {
        note('a listener of ' + type, () => isThere(target),
             {target, type, listener, capture: isCapture(options)});
      }
    };
    EventTarget.prototype.removeEventListener = function(type, listener, options) {
      NATIVE.remove.call(this, type, listener, options);
      attached = attached.filter(each => each.target !== this || each.type !== type ||
        each.listener !== listener || each.capture !== isCapture(options));
    };
  }

  function isThere(target) {
    return target === window || target instanceof Node && target.isConnected;
  }

  function isCapture(options) {
    return Boolean(options && (options === true || options.capture));
  }

  function watchFrames() {
    window.requestAnimationFrame = function(callback) {
      let isDone = false;
      const id = NATIVE.frame.call(window, time => {
        isDone = true;
        callback(time);
      });
      note('a frame', () => !isDone, {frame: id});
      return id;
    };
    window.cancelAnimationFrame = function(id) {
      NATIVE.cancelFrame.call(window, id);
      attached = attached.filter(each => id === null || each.frame !== id);
    };
  }

  function watchObservers() {
    ['IntersectionObserver', 'ResizeObserver'].forEach(name => {
      window[name] = class extends NATIVE[name] {
        constructor(callback, options) {
          super(callback, options);
          this.freezerNote = note('an ' + name, () => true) || {};
        }

        disconnect() {
          super.disconnect();
          this.freezerNote.isOn = () => false;
        }
      };
    });
  }

  function watchTimeouts($timeout, $browser) {
    return Object.assign((callback, delay, ...rest) => {
      const promise = $timeout(callback, delay, ...rest);
      const id = promise.$$timeoutId;
      note('a $timeout of ' + (delay || 0) + ' ms',
           () => $browser.deferredFns.some(task => task.id === id), {id, delay: delay || 0});
      return promise;
    }, $timeout);
  }

  function watchIntervals($interval) {
    return Object.assign((...asked) => {
      const promise = $interval(...asked);
      note('an $interval', () => true, {interval: promise});
      return promise;
    }, $interval, {
      cancel(promise) {
        attached = attached.filter(each => !promise || each.interval !== promise);
        return $interval.cancel(promise);
      }
    });
  }

  function restore() {
    EventTarget.prototype.addEventListener = NATIVE.add;
    EventTarget.prototype.removeEventListener = NATIVE.remove;
    window.requestAnimationFrame = NATIVE.frame;
    window.cancelAnimationFrame = NATIVE.cancelFrame;
    window.IntersectionObserver = NATIVE.IntersectionObserver;
    window.ResizeObserver = NATIVE.ResizeObserver;
  }
})(window);
