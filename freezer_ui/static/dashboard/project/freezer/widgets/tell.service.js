(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .factory('horizon.dashboard.project.freezer.widgets.tell', tell);

  tell.$inject = ['horizon.framework.widgets.toast.service'];

  /** Toasts. Horizon binds their text as text, so users' words may stand in them as they are. */
  function tell(toast) {
    return {success: success, failure: failure, partial: partial};

    ////////////

    function success(format, values) {
      toast.add('success', interpolate(format, values, true));
    }

    /** `format` says what did not work and holds %(error)s. */
    function failure(format, values, reason) {
      toast.add('error', interpolate(format, angular.extend({error: reason.error}, values), true));
    }

    /**
     * A write that did most of its work: one warning for each job that was left behind.
     * `names` gives a job's name for its id.
     */
    function partial(failures, names) {
      angular.forEach(failures, function warn(item) {
        toast.add('warning', interpolate(gettext('%(job)s: %(error)s'), {
          job: names && names[item.job_id] || item.job_id,
          error: item.error
        }, true));
      });
    }
  }
})();
