(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.requestId', requestIds);

  requestIds.$inject = ['$window'];

  /**
   * Ids of requests that create something: one for each open dialog, so that the server finds what
   * a first request has created although its answer was lost.
   */
  function requestIds($window) {
    return {create};

    /** 32 hexadecimal digits. crypto.randomUUID does not exist on pages without TLS. */
    function create() {
      return Array.from($window.crypto.getRandomValues(new Uint8Array(16)),
                        byte => byte.toString(16).padStart(2, '0')).join('');
    }
  }
})();
