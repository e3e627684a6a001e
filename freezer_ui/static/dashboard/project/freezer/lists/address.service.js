(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.address', address);

  /**
   * The state of a list as parameters of its page's address: ?q=text&sort=-time_start&page=2, and
   * one for each filter, named after its facet (verdict=failed).
   */
  function address() {
    const PAGE = /^[1-9]\d{0,5}$/;

    return {parse, format, names, defaultSort};

    /**
     * Returns {search, sort: {predicate, reverse}, page} for a list's parameters, as smart-table
     * has them; unknown parameters are left out.
     */
    function parse(list, params) {
      const search = {};
      facets(list).forEach(facet => {
        const value = params[facet.param];
        if (angular.isString(value) && value && isOffered(facet, value)) {
          search[facet.name] = facet.options ? '_' + value : value;
        }
      });
      if (angular.isString(params.q) && params.q) {
        search.$ = params.q;
      }
      return {
        search,
        sort: sortOf(list, params.sort),
        page: PAGE.test(params.page) ? Number(params.page) : 1
      };
    }

    function isOffered(facet, value) {
      return !facet.options || Object.prototype.hasOwnProperty.call(facet.options, value);
    }

    /** Returns the parameters for a table's state; null for those that are the list's default. */
    function format(list, search, sort, page) {
      const params = {};
      facets(list).forEach(facet => {
        const value = search[facet.name];
        params[facet.param] = value ? value.replace(facet.options ? /^_/ : '', '') : null;
      });
      return Object.assign(params, {
        q: search.$ || null,
        sort: angular.equals(sort, defaultSort(list)) ? null : sortParam(sort),
        page: page > 1 ? String(page) : null
      });
    }

    /** Returns the names of a list's parameters. */
    function names(list) {
      return facets(list).map(facet => facet.param).concat('q', 'sort', 'page');
    }

    function defaultSort(list) {
      const field = list.fields.find(each => each.sort);
      return field ? {predicate: field.id, reverse: field.sort === 'reverse'} : {};
    }

    function sortOf(list, text) {
      const id = angular.isString(text) ? text.replace(/^-/, '') : '';
      const field = list.fields.find(each => each.priority && each.id.replace(/^\$/, '') === id);
      return field ? {predicate: field.id, reverse: text.charAt(0) === '-'} : defaultSort(list);
    }

    function sortParam(sort) {
      return sort.predicate
        ? (sort.reverse ? '-' : '') + sort.predicate.replace(/^\$/, '') : null;
    }

    function facets(list) {
      return list.fields.filter(field => field.facet || field.choice).map(field => {
        const name = field.choice ? field.choice.name : field.id;
        return {
          name, param: name.replace(/_facet$/, ''), options: field.choice && field.choice.options
        };
      });
    }
  }
})();
