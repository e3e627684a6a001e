(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.clientName', clientName);

  /**
   * The name of a client. Freezer's default id is <project id>_<hostname>, of which only the
   * hostname is shown; any other id is shown as it is.
   */
  function clientName() {
    const PROJECT = /^[0-9a-f]{32}_(?=.)/;

    return id => typeof id === 'string' ? id.replace(PROJECT, '') : id;
  }
})();
