(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.service', sessionsService);

  sessionsService.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.cancellable',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.files.service',
    'horizon.dashboard.project.freezer.lists.onceList',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.dashboard.project.freezer.protect.service',
    'horizon.dashboard.project.freezer.core.sessionChanges',
    'horizon.dashboard.project.freezer.session-wizard.create',
    'horizon.dashboard.project.freezer.session-wizard.edit',
    'horizon.dashboard.project.freezer.session-wizard.workflow',
    'horizon.dashboard.project.freezer.sessions.prerenderedRows',
    'horizon.dashboard.project.freezer.sessions.rowActions',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.session-page.remove',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  /** All sessions of the project, read as a whole. */
  function sessionsService(
    $q, api, cancellable, labels, paths, permissions, files, onceLists, resources, protect,
    sessionChanges, createAction, editAction, workflow, prerenderedRows, rowActions, sessionType,
    removeAction, registry
  ) {
    // what the table shows of each, and no more
    var TABLE = {form: 'table'};
    var sessions = resources.declare({
      type: sessionType,
      names: ['Session', 'Sessions', ngettext('Session', 'Sessions', 1)],
      url: '/project/freezer_sessions/',
      classes: 'freezer-sessions',
      reader: adapt => onceLists.create({get, adapt}),
      path: paths.session,
      fields: [
        {id: '$rank', label: gettext('Last Run'), priority: 1, sort: true,
          classes: 'freezer-cut freezer-col-verdict',
          value: session => resources.ordered(session, session.name),
          template: '<freezer-chip freezer-verdict-check="item" state="item.look"' +
            ' words="item.verdict.words"></freezer-chip>' +
            '<freezer-health-mark session-id="item.id"></freezer-health-mark>',
          choice: {name: 'verdict_facet', options: labels.verdictChoices,
            // "failed" and "partial" are kinds of "incomplete"
            key: session => session.verdict.state + '_' + session.need,
            chips: ['failed', 'partial', 'overdue', 'unknown', 'empty', 'running', 'checking',
              'never', 'complete']}},
        {id: 'verdict_words', label: gettext('Last Run'), value: session => session.verdict.words},
        {id: 'look', label: gettext('Last Run'), value: look},
        {id: 'description', label: gettext('Description'), priority: 1,
          classes: 'freezer-cut freezer-col-name', value: session => session.name,
          template: '<a class="freezer-session-link" ng-href="{$ item.$path $}"' +
            ' title="{$ item.name $}" ng-bind="item.name"></a>'},
        {id: 'name', label: gettext('Description'), facet: true},
        {id: 'id', label: gettext('ID')},
        {id: 'time_start', label: gettext('Last Started'), priority: 3, classes: 'text-nowrap',
          template: '<freezer-time at="item.time_start"></freezer-time>'},
        {id: 'next_run', label: gettext('Next Run'), priority: 2,
          classes: 'freezer-col-next',
          template: '<freezer-time at="item.next_run" about="item.next_run_about"' +
            ' note="item.next_run_note" styled="ahead"></freezer-time>'},
        {id: 'schedule_words', label: gettext('Schedule'), priority: 3,
          classes: 'freezer-cut freezer-col-schedule',
          template: '<span title="{$ item.schedule_words $}"' +
            ' ng-bind="item.schedule_words"></span>'},
        {id: 'members_count', label: gettext('Jobs'),
          value: session => readable(session, 'members', session.counts.members)},
        {id: 'status', label: gettext('Freezer Status'),
          choice: {name: 'status_facet', label: gettext('Freezer Status'),
            key: session => session.status, options: {
              active: labels.statuses.active,
              running: labels.statuses.running,
              completed: labels.statuses.completed
            }}},
        {id: 'status_label', label: gettext('Freezer Status'),
          value: session => labels.status(session.status)},
        {id: 'result', label: gettext('Result'),
          choice: {name: 'result_facet', label: gettext('Freezer Result'),
            key: session => session.result || 'none', options: labels.resultChoices}},
        {id: 'result_label', label: gettext('Result'),
          value: session => labels.result(session.result)},
        {id: 'session_tag', label: gettext('Tag'),
          value: session => readable(session, 'session_tag', session.session_tag)},
        {id: 'hold_off', label: gettext('Hold-off')}
      ],
      tracks: ['verdict', 'counts', 'next_run_about', 'next_run_note', 'unreadable'],
      refresh: {
        rows: () => sessions.rows(),
        look: hasChanged,
        moving: () => sessions.rows().some(row =>
          row.verdict.state === 'running' || row.confirmed === false)
      },
      details: {
        url: 'sessions/details.html',
        label: session => interpolate(gettext('Next runs of %s'), [session.name]),
        reading: gettext('Loading the schedule…'),
        load: session => api.previewSchedule({session_id: session.id}),
        link: linkDetails
      },
      globals: [{id: 'createFreezerSessionAction', service: createAction,
        template: {type: 'create', text: gettext('Create Session')}},
      {id: 'protectFreezerMachinesAction', service: protect,
        template: {text: gettext('Protect Machines')}},
      {id: 'createFromFileFreezerSessionAction', service: files.creation('sessions'),
        template: {text: gettext('Create from File')}}],
      // it is registered for a session's own page, with the edit
      remove: removeAction,
      onListed: () => sessions.isRead() && prerenderedRows.replace(),
      messages: {
        terms: 'session run tag complete',
        intro: gettext('A session is a group of jobs that run together. A run is complete when ' +
                       'every job took part and succeeded.'),
        loading: gettext('Loading the sessions…'),
        count: count => ngettext('%s session', '%s sessions', count),
        empty: {icon: 'fa-th-large', title: gettext('No sessions yet')}
      }
    });

    addActions(registry.getResourceType(sessionType).itemActions);
    return angular.extend(sessions, {check, take});

    ////////////

    /** Actions beside those of a session's own page, those about a failed run first. */
    function addActions(actions) {
      actions
        .prepend({id: 'retryFreezerSessionAction', service: rowActions.retry,
          template: {text: gettext('Retry…')}})
        .after('editFreezerSessionAction', {id: 'runFreezerSessionAction',
          service: rowActions.run, template: {text: gettext('Run now…')}})
        .after('runFreezerSessionAction', {id: 'historyFreezerSessionAction',
          service: rowActions.history, template: {text: gettext('History and restore')}})
        .after('historyFreezerSessionAction', {id: 'exportFreezerSessionAction',
          service: files.exportOf('sessions'), template: {text: gettext('Export')}})
        .after('exportFreezerSessionAction', cancellable.action({
          id: 'updateFromFileFreezerSessionAction', service: files.update('sessions', follow),
          template: {text: gettext('Update from File')}}));
    }

    /** Its jobs, where the file has a new schedule. */
    function follow(session, plan) {
      return workflow.follow(session,
                             plan.changes.some(change => change.part.startsWith('schedule.')));
    }

    /** Prerendered rows are fresh, so recent answers will do. */
    function get() {
      return (prerenderedRows.is() ? api.lookAtSessions(TABLE) : api.getAllSessions(TABLE))
        .catch(failure => {
          prerenderedRows.replace();
          return $q.reject(failure);
        });
    }

    /** Redraws Horizon's table only after a change. */
    function hasChanged() {
      return api.lookAtSessions(TABLE).then(items =>
        sessionChanges.signature(items) !== sessionChanges.signature(sessions.rows()));
    }

    /** Reads these sessions with the states of their members confirmed by the jobs. */
    function check(ids) {
      return api.checkSessions(ids, TABLE);
    }

    /** Shows rows that were checked, without a request. */
    function take(rows) {
      sessions.replace(rows);
      if (sessions.panel) {
        sessions.redraw();
        sessions.panel.refresher.follow($q.when({read: sessions.panel.refresher.updated}));
      }
    }

    function linkDetails(scope) {
      scope.can = {};
      scope.takeOver = suggestion => scope.handle(
        cancellable.result(editAction.apply(scope.item, suggestion)));
      permissions.fill(scope.can);
    }

    /** Failed and partial runs have signs of their own. */
    function look(session) {
      return session.need === 'failed' ? 'failed' : session.verdict.state;
    }

    /** Says in the cell that a value is not readable: a 0 would be wrong. */
    function readable(row, name, value) {
      var isOdd = row.unreadable && row.unreadable.includes(name);
      return isOdd ? gettext('not readable') : value;
    }
  }
})();
