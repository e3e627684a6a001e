/*
 * What Django gives Horizon's pages and karma does not: the catalogue, and a few globals.
 */
(function(window) {
  'use strict';

  const rules = document.createElement('script');
  rules.id = 'freezer-page-rules';
  rules.type = 'application/json';
  rules.textContent = JSON.stringify(window.__karma__.config.pageRules);
  document.head.appendChild(rules);

  window.STATIC_URL = '/static/';
  window.WEBROOT = '/';
  window.horizonPlugInModules = [];
  window.django = {catalog: {}};
  window.gettext = function(text) { return text; };
  window.pgettext = function(context, text) { return text; };
  window.ngettext = function(one, many, count) { return count === 1 ? one : many; };
  window.gettext_noop = window.gettext;
  window.interpolate = function(format, values, named) {
    if (named) {
      return format.replace(/%\(\w+\)s/g, match => String(values[match.slice(2, -2)]));
    }
    const rest = values.slice();
    return format.replace(/%s/g, () => String(rest.shift()));
  };
})(window);
