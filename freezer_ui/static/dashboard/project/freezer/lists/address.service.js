(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.address', address);

  /**
   * What a list shows, as parameters of its address: ?q=text&sort=-time_start&page=2, and one for
   * each filter, by the name of its facet (verdict=failed).
   */
  function address() {
    const PAGE = /^[1-9]\d{0,5}$/;

    return {parse, format, names, defaultSort};

    /**
     * {search, sort: {predicate, reverse}, page} of a list's parameters, as smart-table has them;
     * what the list does not know is left out.
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

    /** The parameters of a table's state; those that say what the list does anyway are null. */
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

    /** The parameters that are the list's. */
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
