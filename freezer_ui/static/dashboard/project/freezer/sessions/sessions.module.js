(function() {
  'use strict';

  /**
   * Sessions: the list, the workflow that makes and edits one, its details. Everything that
   * Horizon and other plugins can extend is declared here by stable ids.
   */
  angular
    .module('horizon.dashboard.project.freezer.sessions', [
      'horizon.framework.conf',
      'horizon.app.core',
      'horizon.dashboard.project.freezer.core',
      'horizon.dashboard.project.freezer.health',
      'horizon.dashboard.project.freezer.lists',
      'horizon.dashboard.project.freezer.schedule',
      'horizon.dashboard.project.freezer.sessions.actions'
    ])
    .constant('horizon.dashboard.project.freezer.sessions.resourceType', 'OS::Freezer::Session')
    // what is open in the list, by the ids of its sessions
    .value('horizon.dashboard.project.freezer.sessions.drawers', {})
    .run(run);

  run.$inject = [
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.sessions.resourceType',
    'horizon.dashboard.project.freezer.sessions.service',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  function run(basePath, sessionType, sessions, labels, registry) {
    var resourceType = registry.getResourceType(sessionType);

    resourceType
      .setNames('Session', 'Sessions', ngettext('Session', 'Sessions', 1))
      .setDefaultIndexUrl('/project/freezer_sessions/')
      .setItemNameFunction(sessions.itemName)
      .setProperties(properties())
      .setSummaryTemplateUrl(basePath + 'sessions/summary.html')
      .setListFunction(sessions.list)
      .setLoadFunction(sessions.load);

    // Cells are templates with live bindings; st-sort orders by the property of the column's id.
    resourceType.tableColumns
      .append({
        id: 'description',
        priority: 1,
        sortDefault: true,
        classes: 'word-wrap freezer-col-description',
        template: '<a class="freezer-session-link" ng-href="{$ item.$path $}"' +
          ' ng-bind="item.name"></a>'
      })
      .append({
        id: 'verdict_words',
        priority: 1,
        classes: 'freezer-col-verdict',
        template: '<freezer-chip freezer-verdict-check="item" state="item.verdict.state"' +
          ' words="item.verdict.words">' +
          '</freezer-chip><freezer-health-mark session-id="item.id"></freezer-health-mark>'
      })
      .append({
        id: 'status',
        priority: 3,
        template: '<span ng-bind="item.status_label"></span>'
      })
      .append({
        id: 'result',
        priority: 3,
        template: '<span ng-bind="item.result_label"></span>'
      })
      .append({
        id: 'session_tag',
        priority: 3,
        template: '<span ng-bind="item.session_tag"></span>'
      })
      .append({
        id: 'members_count',
        priority: 2,
        template: '<span ng-bind="item.members_count"></span>'
      })
      .append({
        id: 'schedule_words',
        priority: 3,
        classes: 'word-wrap',
        template: '<span ng-bind="item.schedule_words"></span>'
      })
      .append({
        id: 'time_start',
        priority: 2,
        template: '<freezer-time at="item.time_start"></freezer-time>'
      })
      .append({
        id: 'next_run',
        priority: 2,
        template: '<freezer-time at="item.next_run" about="item.next_run_about"' +
          ' note="item.next_run_note"></freezer-time>'
      });

    resourceType.filterFacets
      .append({
        name: 'name',
        label: gettext('Description'),
        singleton: true
      })
      .append({
        name: 'verdict_facet',
        label: gettext('Last Run'),
        singleton: true,
        options: options(labels.verdicts)
      })
      .append({
        name: 'status_facet',
        label: gettext('Status'),
        singleton: true,
        options: options({
          active: labels.statuses.active,
          running: labels.statuses.running,
          completed: labels.statuses.completed
        })
      })
      .append({
        name: 'result_facet',
        label: gettext('Result'),
        singleton: true,
        options: options(angular.extend({}, labels.results, {none: gettext('None yet')}))
      });

    function properties() {
      return {
        description: gettext('Description'),
        id: gettext('ID'),
        verdict_words: gettext('Last Run'),
        status: gettext('Freezer Status'),
        result: gettext('Result'),
        session_tag: gettext('Tag'),
        hold_off: gettext('Hold-off'),
        members_count: gettext('Jobs'),
        schedule_words: gettext('Schedule'),
        time_start: gettext('Last Started'),
        next_run: gettext('Next Run')
      };
    }

    function options(map) {
      return Object.keys(map).map(function option(key) {
        return {key: sessions.facet(key), label: map[key]};
      });
    }
  }
})();
