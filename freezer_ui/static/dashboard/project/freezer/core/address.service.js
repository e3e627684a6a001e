(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.address', address);

  address.$inject = ['$location'];

  /** What the page shows, as parameters of its address: they survive Back, reload and sharing. */
  function address($location) {
    return {get, set, replace, href};

    /** The value of a parameter, or null. */
    function get(name) {
      const value = $location.search()[name];
      return angular.isString(value) && value !== '' ? value : null;
    }

    /** Takes {name: value or null}; Back leads to what was before. */
    function set(changes) {
      angular.forEach(changes, (value, name) => {
        $location.search(name, value === null || value === '' ? null : String(value));
      });
    }

    /** The same, without a step of its own in the history. */
    function replace(changes) {
      set(changes);
      $location.replace();
    }

    /** Of this page with no other parameters than {name: value or null}, below its base. */
    function href(parameters) {
      const query = Object.keys(parameters).filter(name => parameters[name] !== null).map(name =>
        encodeURIComponent(name) + '=' + encodeURIComponent(parameters[name])).join('&');
      return $location.path().split('/').map(encodeURIComponent).join('/').replace(/^\//, '') +
        (query && '?' + query);
    }
  }
})();
