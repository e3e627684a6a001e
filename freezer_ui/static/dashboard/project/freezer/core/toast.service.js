(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.toast', toast);

  toast.$inject = ['horizon.framework.widgets.toast.service'];

  /** Toasts. Horizon binds their text as text, so users' words may stand in them as they are. */
  function toast(toasts) {
    return {success, warning, failure};

    function success(format, values) {
      toasts.add('success', interpolate(format, values, true));
    }

    function warning(format, values) {
      toasts.add('warning', interpolate(format, values, true));
    }

    /** `format` says what did not work and holds %(error)s. */
    function failure(format, values, reason) {
      toasts.add('error', interpolate(format, Object.assign({error: reason.error}, values), true));
    }
  }
})();
