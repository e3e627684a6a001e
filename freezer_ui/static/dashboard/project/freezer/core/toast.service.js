(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.toast', toast);

  toast.$inject = ['horizon.framework.widgets.toast.service'];

  /** Toasts. Horizon shows their text as text, never as HTML, so they may contain users' text. */
  function toast(toasts) {
    return {success, warning, failure};

    function success(format, values) {
      toasts.add('success', interpolate(format, values, true));
    }

    function warning(format, values) {
      toasts.add('warning', interpolate(format, values, true));
    }

    /** `format` says what failed and contains %(error)s. */
    function failure(format, values, reason) {
      toasts.add('error', interpolate(format, Object.assign({error: reason.error}, values), true));
    }
  }
})();
