(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.clientName', clientName);

  /**
   * What people call a client: Freezer's default id is the project's id and the hostname, which
   * alone is shown. Any other id is shown as it is.
   */
  function clientName() {
    const PROJECT = /^[0-9a-f]{32}_(?=.)/;

    return id => typeof id === 'string' ? id.replace(PROJECT, '') : id;
  }
})();
