(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.lists')
    .factory('horizon.dashboard.project.freezer.lists.resources', resources);

  resources.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.cancellable',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.core.stateStyles',
    'horizon.dashboard.project.freezer.writes.deleteAction',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  /** The lists of the project, each declared once and drawn by <freezer-list-panel>. */
  function resources(
    $q, basePath, api, cancellable, permissions, stateStyles, deleteAction, registry
  ) {
    const declared = {};

    return {declare, of: type => declared[type], mark, ordered};

    /**
     * Registers a list with Horizon, under the stable ids that other plugins extend.
     *
     *   type          'OS::Freezer::Job'
     *   names         [singular, plural] for Horizon, and the translated one
     *   resource      'jobs': in its page's address, in its class (freezer-jobs), and in REST
     *   reader(adapt) what pagedList or wholeList makes
     *   fields        the columns, facets and labels in their order, see below
     *   path(row)     optional; the page that a row leads to, as item.$path
     *   item(id)      optional; a row by its id, for its own page (freezer-item-page), and
     *   page(row)     the address of that, as item.$page
     *   trackBy       optional; 'id' where no action depends on what a row says; else a row is
     *                 drawn again when one of its fields changes, or one of `tracks`
     *   messages      {intro, terms, loading, progress, count(number), empty: {icon, title, words,
     *                 toOthers: in their place for who may not `begin`}}
     *   begin         optional; {label, service} of the action that an empty list offers
     *   undo          optional; of writes.undo, for what the actions do
     *   refresh       optional; {look, moving, rows} of autoRefresh
     *   details       {url, label(item), reading, load(item), link(scope)}: what an opened row
     *                 shows; all but url optional
     *   globals       optional; Horizon's actions of the whole list, [id, service, text] each; the
     *                 first one creates
     *   actions       optional; those of a row, before its deletion
     *   batches       optional; those of the chosen rows, before their deletion
     *   remove        {permission, call(item), words(count), onFailed}: see core.permissions and
     *                 deleteAction; onFailed optional
     *   onListed()    optional; the table has been given what was read
     *
     * A field is {id, label} and, all optional:
     *
     *   priority      of its column; without one it has none
     *   value(row)    what the table shows, sorts by and finds; else the row's own
     *   template      of its cell; else the value as text
     *   sort          true or 'reverse': the table is sorted by it at first; see ordered()
     *   classes       of its cells
     *   facet         true: the search has it
     *   choice        {name, label, key(row), options: key -> label, chips: [key]}: the search has
     *                 these values; above the list stands how many rows have each of `chips`, which
     *                 filter by it
     *
     * Returns the list: what the reader has, and adapt(row), refresh(), redraw(), remove.
     */
    function declare(spec) {
      const list = Object.assign({trackBy: '$track'}, spec, {
        url: '/project/freezer_' + spec.resource + '/',
        classes: 'freezer-' + spec.resource,
        // the document of a row: {record}
        record: id => api.getRecord(spec.resource, id),
        // the panel that shows the list, while it exists
        panel: null,
        // details loaded for open rows, by id
        opened: {},
        refreshing: spec.refresh || {},
        counters: counters(spec.fields),
        refresh,
        redraw
      }, spec.reader(adapt), {adapt});
      list.remove = removal(spec, list);
      list.begin = spec.begin && {
        label: spec.begin.label, service: cancellable.of(spec.begin.service)
      };
      declared[spec.type] = list;
      register(spec, list);
      return list;

      /**
       * Makes a row of the table from a row of REST. Horizon's search skips names that start with
       * $.
       */
      function adapt(row) {
        const item = Object.assign({}, row, {$type: spec.type});
        spec.fields.forEach(field => {
          if (field.value) {
            item[field.id] = field.value(row);
          }
          if (field.choice) {
            item[field.choice.name] = mark(field.choice.key(row));
          }
        });
        if (spec.path) {
          item.$path = spec.path(row);
        }
        if (spec.page) {
          item.$page = spec.page(row);
        }
        item.$track = angular.toJson(
          ['id', '$path'].concat(spec.fields.map(field => field.id), spec.tracks || [])
            .map(name => item[name]));
        return item;
      }

      /** Reads again if a panel shows the list. */
      function refresh() {
        return list.panel ? list.panel.refresher.refresh() : $q.when();
      }

      function redraw() {
        if (list.panel) {
          list.panel.draw();
        }
      }
    }

    function register(spec, list) {
      const type = registry.getResourceType(spec.type);
      const name = spec.type.split('::').slice(1).join('');

      type
        .setNames(spec.names[0], spec.names[1], spec.names[2])
        .setDefaultIndexUrl(list.url)
        .setItemNameFunction(item => item.name)
        .setProperties(labels(spec.fields))
        .setSummaryTemplateUrl(basePath + 'lists/summary.html')
        .setListFunction(() => list.list().finally(spec.onListed));
      spec.fields.filter(field => field.priority).forEach(field => {
        type.tableColumns.append(column(field));
      });
      spec.fields.filter(field => field.facet || field.choice).forEach(field => {
        type.filterFacets.append(facet(field));
      });
      (spec.globals || []).forEach(([id, service, text], at) => type.globalActions.append(
        {id, service: cancellable.of(service), template: at ? {text} : {type: 'create', text}}));
      (spec.actions || []).forEach(([id, service, text]) => type.itemActions.append(
        {id, service: cancellable.of(service), template: {text}}));
      type.itemActions.append({
        id: 'delete' + name + 'Action',
        service: list.remove,
        template: {type: 'delete', text: spec.remove.words(1).submit}
      });
      // Horizon's own template of a batch action passes no rows
      (spec.batches || []).forEach(([id, service, text]) => type.batchActions.append(
        {id, service: cancellable.of(service), template: {
          text, url: basePath + 'lists/chosen-action.html'}}));
      type.batchActions.append({
        id: 'batchDelete' + name + 'Action',
        service: list.remove,
        template: {type: 'delete-selected', text: spec.remove.words(2).submit}
      });
    }

    /** For each chip above the list: its facet, value, label and look. */
    function counters(fields) {
      return fields.filter(field => field.choice && field.choice.chips).map(field =>
        field.choice.chips.map(key => ({
          key, facet: field.choice.name, value: mark(key), label: field.choice.options[key],
          look: stateStyles[key] || stateStyles.unknown
        }))).flat();
    }

    /** The sort key of a row: its rank, then its name. */
    function ordered(row, name) {
      return String(1000 + (row.rank || 0)) + ' ' + String(name || '').toLowerCase();
    }

    function labels(fields) {
      return Object.fromEntries(fields.map(field => [field.id, field.label]));
    }

    function column(field) {
      return {
        id: field.id,
        priority: field.priority,
        classes: ['word-wrap', field.classes].filter(Boolean).join(' '),
        template: field.template || '<span ng-bind="item.' + field.id + '"></span>'
      };
    }

    function facet(field) {
      const choice = field.choice || {};
      return {
        name: choice.name || field.id,
        label: choice.label || field.label,
        singleton: true,
        options: choice.options && Object.keys(choice.options).map(key =>
          ({key: mark(key), label: choice.options[key]}))
      };
    }

    function removal(spec, list) {
      return cancellable.of({
        allowed: () => permissions.allowed(spec.remove.permission),
        perform: items => deleteAction.remove(items, {
          type: spec.type,
          words: spec.remove.words,
          remove: spec.remove.call,
          onDeleted: item => list.drop(item.id),
          onFailed: spec.remove.onFailed
        })
      });
    }

    /** Without this prefix, the search would find a word inside of another one. */
    function mark(key) {
      return key === null ? null : '_' + key;
    }
  }
})();
