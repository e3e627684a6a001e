(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.failures', failures);

  /**
   * Turns any failed response into {status, error: a sentence, field: name or null, detail}.
   */
  function failures() {
    return toFailure;

    function toFailure(response) {
      if (response && response.loginEnded) {
        return {status: 401, error: gettext('Your login has expired. Log in again.'), field: null,
          detail: null};
      }
      const status = response && response.status > 0 ? response.status : 0;
      const data = response && response.data;
      const told = angular.isObject(data) && angular.isString(data.error) && data.error !== '';
      return {
        status,
        error: told ? data.error : sentence(status, response),
        field: told && data.field || null,
        detail: told && data.detail !== undefined ? data.detail : null
      };
    }

    function sentence(status, response) {
      if (status === 0 && response && response.xhrStatus === 'timeout') {
        return gettext('Horizon did not answer in time. Your request may still be in progress.');
      }
      if (status === 0) {
        return gettext('Horizon cannot be reached. Check your network connection.');
      }
      if (status === 403) {
        return gettext('You are not allowed to do this.');
      }
      if (status === 404) {
        return gettext('This item no longer exists.');
      }
      if (status >= 200 && status < 300) {
        return gettext('The answer did not come from the backup service. Reload the page and ' +
                       'try again.');
      }
      return interpolate(
        gettext('Horizon failed with status %s and gave no reason.'), [status]);
    }
  }
})();
