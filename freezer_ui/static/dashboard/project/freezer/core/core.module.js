(function() {
  'use strict';

  // rules that the server puts into the page (content/page_rules.py)
  const rules = JSON.parse(document.getElementById('freezer-page-rules').textContent);

  /** Services that every part of the front end needs: API, permissions, labels, times, states. */
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

  /**
   * Sets the language of the page: Horizon does not, and screen readers, fonts and line breaks need
   * it.
   */
  function nameLanguage($window) {
    const root = $window.document.documentElement;
    root.lang = root.lang || $window.horizon && $window.horizon.languageCode || 'en';
  }
})();
