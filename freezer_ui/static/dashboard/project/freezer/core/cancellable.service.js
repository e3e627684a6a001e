(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.cancellable', cancellable);

  cancellable.$inject = ['$q', 'horizon.framework.util.actions.action-result.service'];

  /**
   * A dialog that the user cancels rejects; Horizon's tables let the console show that as an error.
   *
   *   of(service)       of one of Horizon's actions: cancelled, its result is that nothing changed
   *   result(promise)   the same of what `perform` returns
   *   hasChanged(result)   or does not say
   */
  function cancellable($q, actionResult) {
    return {of, result, hasChanged};

    function of(service) {
      return Object.assign({}, service, {perform: (...args) => result(service.perform(...args))});
    }

    /** Dialogs are cancelled for no reason, or one in words; a failure is an object. */
    function result(promise) {
      return $q.when(promise).catch(reason => angular.isObject(reason) ? $q.reject(reason)
        : actionResult.getActionResult().result);
    }

    function hasChanged(given) {
      return !given || Object.keys(given).some(name => given[name].length);
    }
  }
})();
