(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.permissions', permissions);

  permissions.$inject = [
    '$q',
    'horizon.app.core.openstack-service-api.policy',
    'horizon.dashboard.project.freezer.core.pageRules'
  ];

  /** What this user may do by Freezer's policies; the server checks them at every request. */
  function permissions($q, policy, pageRules) {
    return {allowed, fill};

    /**
     * Resolves if the user may do `what`, else rejects, as Horizon's actions need it. `what` is a
     * name or a list of Freezer's policy rules.
     */
    function allowed(what) {
      const rules = pageRules.rights[what] || what;
      return policy.ifAllowed({rules: rules.map(rule => ['backup', rule])});
    }

    /** Sets can[what] to true if it is allowed; nothing is offered before that is known. */
    function fill(can) {
      return $q.all(Object.keys(pageRules.rights).map(what =>
        allowed(what).then(() => { can[what] = true; }, () => { can[what] = false; })));
    }
  }
})();
