(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.cancellable', cancellable);

  cancellable.$inject = ['$q', 'horizon.framework.util.actions.action-result.service'];

  /**
   * Horizon's tables show the rejection of a cancelled dialog as an error on the console; this
   * prevents that.
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

    /** A cancelled dialog rejects with nothing or a text; a failure is an object. */
    function result(promise) {
      return $q.when(promise).catch(reason => angular.isObject(reason) ? $q.reject(reason)
        : actionResult.getActionResult().result);
    }

    function hasChanged(given) {
      return !given || Object.keys(given).some(name => given[name].length);
    }
  }
})();
