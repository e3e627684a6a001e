(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.table', table);

  /** Columns and facets of Horizon's table, as all our lists have them. */
  function table() {
    return {column, facet, mark};

    ////////////

    /** Shows item[id], unless `template` says otherwise; `more` is Horizon's. */
    function column(id, priority, template, more) {
      return angular.extend({
        id,
        priority,
        classes: 'word-wrap',
        template: template || '<span ng-bind="item.' + id + '"></span>'
      }, more);
    }

    /** `map` has the label of each value, whose item has mark(value). */
    function facet(name, label, map) {
      var options = map && Object.keys(map).map(key => ({key: mark(key), label: map[key]}));
      return {name, label, singleton: true, options};
    }

    /** Without the mark in front, magic-search would find one word in another. */
    function mark(key) {
      return '_' + key;
    }
  }
})();
