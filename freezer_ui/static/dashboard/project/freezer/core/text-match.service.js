(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.textMatch', textMatch);

  /** Whether one of the values contains the text, ignoring case: the search in our lists. */
  function textMatch() {
    return (values, text) => {
      const wanted = text.toLowerCase();
      return values.some(value => String(value || '').toLowerCase().includes(wanted));
    };
  }
})();
