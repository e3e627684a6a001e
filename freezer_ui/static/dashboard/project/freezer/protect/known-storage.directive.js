(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .directive('freezerKnownStorage', freezerKnownStorage);

  freezerKnownStorage.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api'
  ];

  /**
   * <freezer-known-storage values="ctrl.values.action"></freezer-known-storage>
   * Fills in where an existing action stores its backups. Nothing is asked before it is opened.
   */
  function freezerKnownStorage($timeout, basePath, api) {
    var FIELDS = ['storage', 'container', 'ssh_host', 'ssh_username', 'ssh_key', 'ssh_port'];

    return {
      scope: {values: '<'},
      templateUrl: basePath + 'protect/known-storage.html',
      link
    };

    function link(scope, element) {
      angular.extend(scope, {
        // one action of each place
        known: null, chosen: {id: null}, failure: null, isReading: false, hasPassword: false,
        read, take
      });

      function read() {
        ask(api.getActionChoices([]), all => {
          scope.known = all.filter((each, at) => each.place && each.action === 'backup' &&
            all.findIndex(earlier => earlier.place === each.place) === at);
          // the button that had it is gone
          $timeout(() => { element.find('select').focus(); }, 0);
        });
      }

      function take() {
        ask(api.getActionForm(scope.chosen.id), found => {
          FIELDS.forEach(name => { scope.values[name] = found.values[name]; });
          scope.hasPassword = found.secrets.includes('ssh_password');
        });
      }

      function ask(request, then) {
        angular.extend(scope, {failure: null, isReading: true});
        request.then(then, failure => { scope.failure = failure; }).finally(() => {
          scope.isReading = false;
        });
      }
    }
  }
})();
