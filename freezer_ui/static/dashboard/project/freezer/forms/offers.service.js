(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .factory('horizon.dashboard.project.freezer.forms.offers', offersService);

  offersService.$inject = [
    '$q',
    'horizon.app.core.openstack-service-api.glance',
    'horizon.app.core.openstack-service-api.nova',
    'horizon.app.core.openstack-service-api.serviceCatalog',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * What the project has for a field that can be typed, too: by the field's kind
   *
   *   of(values)    what decides what is offered, in the form's values
   *   read(…of)     resolves with [{value, words}], or with null where it cannot be listed
   *   none, other   nothing is offered; the choice of a value that is typed
   *   typed         optional; the label of the typed value, where the field's does not fit
   *   empty         optional; the choice of no value, which is always offered
   */
  function offersService($q, glance, nova, catalog, api, texts) {
    return {
      restore_point: {
        of: values => [values.backup_name, values.hostname],
        read: restorePoints,
        empty: gettext('Newest backup'),
        none: gettext('Freezer has no backups with this name from this machine.'),
        other: gettext('Enter a time…'),
        typed: gettext('Time in UTC')
      },
      volume: ofProject(gettext('This project has no volumes.'), volumes),
      instance: ofProject(
        gettext('This project has no instances.'), () => ofHorizon('compute', nova.getServers)),
      image: ofProject(
        gettext('This project has no images.'), () => ofHorizon('image', glance.getImages))
    };

    function restorePoints(name, machine) {
      return !name || !machine ? $q.when([]) : api.getRestorePoints({name, machine}).then(
        points => points.map(point => ({value: point.date, words: point.words})));
    }

    function ofProject(none, list) {
      return {
        of: () => [],
        read: () => list().then(items => items && items.map(item => ({
          value: item.id,
          words: texts.statements([item.name, item.id])
        }))),
        none,
        other: gettext('Enter an ID…')
      };
    }

    /** A failure of Cinder is part of the answer. */
    function volumes() {
      return api.getVolumes().then(found => found.failed ? $q.reject({error: found.failed})
        : found.offered ? found.items : null);
    }

    /** Horizon's services show failures in a toast and resolve without an answer. */
    function ofHorizon(service, list) {
      return catalog.ifTypeEnabled(service).then(() => list(), angular.noop).then(
        answer => answer ? answer.data.items : null);
    }
  }
})();
