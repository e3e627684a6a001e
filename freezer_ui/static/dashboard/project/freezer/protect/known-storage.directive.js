(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.protect')
    .directive('freezerKnownStorage', freezerKnownStorage);

  freezerKnownStorage.$inject = [
    '$q',
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.reading'
  ];

  /**
   * <freezer-known-storage values="ctrl.values.action" errors="ctrl.errors">
   * Fills in where an existing action stores its backups. Nothing is shown where none does.
   */
  function freezerKnownStorage($q, $timeout, basePath, api, readings) {
    const FIELDS = ['storage', 'container', 'ssh_host', 'ssh_username', 'ssh_key', 'ssh_port'];

    return {
      scope: {values: '<', errors: '<'},
      templateUrl: basePath + 'protect/known-storage.html',
      link
    };

    function link(scope, element) {
      Object.assign(scope, {
        actions: readings.create(() => api.getActionChoices([])),
        form: readings.create(() => api.getActionForm(scope.chosen.id)),
        // one action of each place
        known: [], chosen: {id: null}, hasPassword: false, isOpen: false, wasAsked: false, open,
        take
      });
      read();
      scope.$on('$destroy', () => {
        scope.actions.cancel();
        scope.form.cancel();
      });

      function read() {
        return scope.actions.load().then(all => offer((all || []).filter(
          each => each.place && each.action === 'backup')));
      }

      /** Reads them again if they could not be read. */
      function open() {
        scope.wasAsked = true;
        (scope.actions.failure ? read() : $q.when()).then(() => {
          scope.isOpen = scope.known.length > 0;
          // the button that had it is gone
          $timeout(() => { element.find('select, [tabindex]').focus(); }, 0);
        });
      }

      function offer(backups) {
        scope.known = backups.filter((each, at) =>
          backups.findIndex(earlier => earlier.place === each.place) === at);
      }

      function take() {
        scope.hasPassword = false;
        scope.form.load().then(found => found && fill(found));
      }

      function fill(found) {
        FIELDS.forEach(name => {
          scope.values[name] = found.values[name];
          scope.errors.forget('action.' + name);
        });
        scope.hasPassword = found.secrets.includes('ssh_password');
      }
    }
  }
})();
