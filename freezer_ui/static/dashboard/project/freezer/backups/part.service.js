(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.backups')
    .factory('horizon.dashboard.project.freezer.backups.part', part);

  part.$inject = [
    '$location',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock'
  ];

  /** The part of the backups that the address selects: of a machine, in a period. */
  function part($location, clientName, clock) {
    const MOMENT = /^\d{1,11}$/;

    return {query, words};

    /** The parameters for REST: {machine, from, until}, those that are set. */
    function query() {
      const search = $location.search();
      const found = {};
      if (angular.isString(search.machine)) {
        found.machine = search.machine;
      }
      ['from', 'until'].filter(name => MOMENT.test(search[name])).forEach(name => {
        found[name] = search[name];
      });
      return found;
    }

    /** The part in words; '' for all backups. */
    function words() {
      const asked = query();
      const names = {machine: clientName(asked.machine), from: time(asked.from),
        until: time(asked.until)};
      if (asked.from && asked.until) {
        return interpolate(asked.machine
          ? gettext('Only the backups of %(machine)s from %(from)s to %(until)s.')
          : gettext('Only the backups from %(from)s to %(until)s.'), names, true);
      }
      return asked.machine
        ? interpolate(gettext('Only the backups of %(machine)s.'), names, true) : '';
    }

    function time(text) {
      return clock.local(Number(text));
    }
  }
})();
