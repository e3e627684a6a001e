(function() {
  'use strict';

  // what the server says in the page (content/page_rules.py)
  const rules = JSON.parse(document.getElementById('freezer-page-rules').textContent);

  /** What every part of the front end needs: the API, permissions, labels, times and states. */
  angular
    .module('horizon.dashboard.project.freezer.core', [
      'ngCookies',
      'horizon.app.core',
      'horizon.framework'
    ])
    .constant('horizon.dashboard.project.freezer.basePath',
      window.STATIC_URL + 'dashboard/project/freezer/')
    .constant('horizon.dashboard.project.freezer.core.sessionType', 'OS::Freezer::Session')
    .constant('horizon.dashboard.project.freezer.core.pageRules', rules)
    // {state: {tone, icon}}
    .constant('horizon.dashboard.project.freezer.core.stateStyles', rules.stateStyles)
    .run(['$window', nameLanguage]);

  /** Horizon's pages name no language, and screen readers, fonts and line breaks go by it. */
  function nameLanguage($window) {
    const root = $window.document.documentElement;
    root.lang = root.lang || $window.horizon && $window.horizon.languageCode || 'en';
  }
})();
