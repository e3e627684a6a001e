(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.tell', tell);

  tell.$inject = ['horizon.framework.widgets.toast.service'];

  /** Toasts. Horizon binds their text as text, so users' words may stand in them as they are. */
  function tell(toast) {
    return {success, warning, failure};

    ////////////

    function success(format, values) {
      toast.add('success', interpolate(format, values, true));
    }

    function warning(format, values) {
      toast.add('warning', interpolate(format, values, true));
    }

    /** `format` says what did not work and holds %(error)s. */
    function failure(format, values, reason) {
      toast.add('error', interpolate(format, angular.extend({error: reason.error}, values), true));
    }
  }
})();
