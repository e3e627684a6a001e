(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.schedule')
    .factory('horizon.dashboard.project.freezer.schedule.zones', zones);

  zones.$inject = ['$window'];

  /**
   * The time zones for calendar times; the server converts them.
   */
  function zones($window) {
    return {choices};

    /**
     * [{zone, label, group}]: first the user's and the agents', which is named "" as in the form.
     * The others are those that the browser knows; an old one knows none.
     */
    function choices(own, agents) {
      const first = [{zone: '', label: agentsLabel(own, agents)}];
      if (own !== agents) {
        first.unshift({zone: own, label: interpolate(gettext('%s, your time zone'), [own])});
      }
      const known = first.map(each => each.zone).concat(agents);
      const rest = ['UTC'].concat(names()).filter(
        (name, index, all) => !known.includes(name) && all.indexOf(name) === index);
      return first.concat(
        rest.map(zone => ({zone, label: zone, group: gettext('Other time zones')})));
    }

    function agentsLabel(own, agents) {
      if (!agents) {
        return gettext("The agents' time");
      }
      return interpolate(
        own === agents
          ? gettext("%s, your time zone and the agents'")
          : gettext("%s, the agents' time"), [agents]);
    }

    function names() {
      const intl = $window.Intl;
      return intl && intl.supportedValuesOf ? intl.supportedValuesOf('timeZone') : [];
    }
  }
})();
