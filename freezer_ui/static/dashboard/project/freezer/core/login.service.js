(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .config(config)
    .factory('horizon.dashboard.project.freezer.core.login', login)
    .factory('horizon.dashboard.project.freezer.core.loginInterceptor', interceptor);

  config.$inject = ['$httpProvider'];

  /**
   * Registered so that answers come here before Horizon's interceptor, which leaves the page at a
   * 401.
   */
  function config($httpProvider) {
    $httpProvider.interceptors.push('horizon.dashboard.project.freezer.core.loginInterceptor');
  }

  login.$inject = [
    '$document',
    '$injector',
    '$window',
    'horizon.dashboard.project.freezer.core.toast'
  ];

  /**
   * Handles a login that expires while a page is in use. The page stays, with everything that was
   * typed, and offers a login in a new tab, which is then valid for this page, too.
   *
   *   end()      says so, once
   *   isOver()   whether it says so
   *   renew()    an answer has come: nothing is said any more
   */
  function login($document, $injector, $window, toast) {
    const page = $document[0];
    let bar = null;
    return {end, isOver, renew};

    function end() {
      const modal = page.querySelector('.modal.in .modal-content');
      const isShown = bar && page.body.contains(bar);
      if (isShown && (!modal || modal.contains(bar))) {
        return;
      }
      if (!bar) {
        bar = drawn();
        $window.addEventListener('focus', look);
      }
      // the Tab key does not leave a dialog
      (modal || page.body).prepend(bar);
    }

    function isOver() {
      return bar !== null;
    }

    function renew() {
      $window.removeEventListener('focus', look);
      bar.remove();
      bar = null;
      toast.success(gettext('You are logged in again. Repeat the step that failed.'));
    }

    /** A user who returns to this tab may have logged in again. */
    function look() {
      // not injected: $http itself depends on this service
      $injector.get('horizon.dashboard.project.freezer.core.api').getSessions({limit: 1})
        .catch(angular.noop);
    }

    function drawn() {
      const here = $window.location.pathname + $window.location.search;
      const made = element('div', 'freezer-login alert alert-warning');
      const words = element('span', 'freezer-login-words');
      const link = element('a', 'freezer-login-link btn btn-primary btn-sm');
      made.setAttribute('role', 'alert');
      words.textContent = gettext('Your login has expired. Log in again in a new tab, then ' +
        'repeat the last step here: what you typed is kept.');
      link.textContent = gettext('Log in in a new tab');
      link.href = $window.WEBROOT + 'auth/login/?next=' + encodeURIComponent(here);
      link.target = '_blank';
      link.rel = 'noopener';
      made.append(words, ' ', link);
      return made;
    }

    function element(name, classes) {
      const made = page.createElement(name);
      made.className = classes;
      return made;
    }
  }

  interceptor.$inject = [
    '$q',
    '$window',
    'horizon.dashboard.project.freezer.core.login'
  ];

  function interceptor($q, $window, current) {
    const LOGIN_FORM = /auth\/login/;
    const OUR_PAGES = /\/freezer_|OS::Freezer::/;

    return {response, responseError};

    /** A proxy or the browser may have followed a redirect to the login form. */
    function response(answer) {
      if (!isOurs(answer.config)) {
        return answer;
      }
      if (angular.isString(answer.data) && LOGIN_FORM.test(answer.data)) {
        return ended(answer);
      }
      if (current.isOver()) {
        current.renew();
      }
      return answer;
    }

    /** Requests of Horizon's own code must not leave the page either. */
    function responseError(answer) {
      const isRefused = answer.status !== 401 && angular.isObject(answer.data) && answer.data.error;
      const matters = isOurs(answer.config) || current.isOver() ||
        OUR_PAGES.test(decodeURIComponent($window.location.pathname));
      // a user who is refused for another reason is logged in
      if (isRefused && isOurs(answer.config) && current.isOver()) {
        current.renew();
      }
      return answer.status === 401 && matters ? ended(answer) : $q.reject(answer);
    }

    function ended(answer) {
      current.end();
      // no longer a 401, on which Horizon would leave the page
      return $q.reject(Object.assign({}, answer, {status: 440, loginEnded: true}));
    }

    function isOurs(request) {
      return Boolean(request) && /\/api\/freezer\//.test(request.url);
    }
  }
})();
