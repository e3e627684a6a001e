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
    'horizon.dashboard.project.freezer.core.prerendered',
    'horizon.dashboard.project.freezer.files.service',
    'horizon.dashboard.project.freezer.lists.wholeList',
    'horizon.dashboard.project.freezer.lists.resources',
    'horizon.dashboard.project.freezer.protect.service',
    'horizon.dashboard.project.freezer.core.sessionChanges',
    'horizon.dashboard.project.freezer.session-wizard.actions',
    'horizon.dashboard.project.freezer.session-wizard.workflow',
    'horizon.dashboard.project.freezer.sessions.rowActions',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.health.service'
  ];

  /** All sessions of the project, read as a whole. */
  function sessionsService(
    $q, api, cancellable, labels, paths, permissions, prerendered, files, wholeLists, resources,
    protect, sessionChanges, sessionActions, workflow, rowActions, sessionType, health
  ) {
    // only the fields that the table shows
    const TABLE = {form: 'table'};
    const sessions = resources.declare({
      type: sessionType,
      names: ['Session', 'Sessions', ngettext('Session', 'Sessions', 1)],
      resource: 'sessions',
      reader: adapt => wholeLists.create({get, adapt}),
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
      globals: [
        ['createFreezerSessionAction', sessionActions.create, gettext('Create Session')],
        ['protectFreezerMachinesAction', protect, gettext('Protect Machines')],
        ['createFromFileFreezerSessionAction', files.creation('sessions'),
          gettext('Create from File')]
      ],
      // actions on a failed run first
      actions: [
        ['retryFreezerSessionAction', rowActions.retry, gettext('Retry…')],
        ['editFreezerSessionAction', sessionActions.edit, gettext('Edit Session')],
        ['runFreezerSessionAction', rowActions.run, gettext('Run now…')],
        ['historyFreezerSessionAction', rowActions.history, gettext('History and restore')],
        ['exportFreezerSessionAction', files.exportOf('sessions'), gettext('Export')],
        ['updateFromFileFreezerSessionAction', files.update('sessions', follow),
          gettext('Update from File')]
      ],
      remove: {
        permission: 'remove',
        call: session => api.deleteSession(session.id),
        words: removeWords,
        onFailed: () => {
          // its jobs may already be out of the session
          health.again();
          sessions.refresh();
        }
      },
      onListed: () => sessions.isRead() && prerendered.replace(),
      messages: {
        terms: 'session run tag complete',
        intro: gettext('A session is a group of jobs that run together. A run is complete when ' +
                       'every job took part and succeeded.'),
        loading: gettext('Loading the sessions…'),
        count: count => ngettext('%s session', '%s sessions', count),
        empty: {icon: 'fa-th-large', title: gettext('No sessions yet')}
      }
    });

    return Object.assign(sessions, {check, take});

    /** Carries a new schedule of the file to the session's jobs. */
    function follow(session, plan) {
      return workflow.follow(session,
                             plan.changes.some(change => change.part.startsWith('schedule.')));
    }

    /** Prerendered rows are fresh, so recent answers will do. */
    function get() {
      return (prerendered.is() ? api.lookAtSessions(TABLE) : api.getAllSessions(TABLE))
        .catch(failure => {
          prerendered.replace();
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
        cancellable.result(sessionActions.edit.apply(scope.item, suggestion)));
      permissions.fill(scope.can);
    }

    /** Failed and partial runs have signs of their own. */
    function look(session) {
      return session.need === 'failed' ? 'failed' : session.verdict.state;
    }

    /** Says in the cell that a value is not readable: a 0 would be wrong. */
    function readable(row, name, value) {
      const isOdd = row.unreadable && row.unreadable.includes(name);
      return isOdd ? gettext('not readable') : value;
    }

    function removeWords(count) {
      return {
        title: ngettext('Confirm Delete Session', 'Confirm Delete Sessions', count),
        body: ngettext(
          'This session will be deleted. Its jobs go back to the pool and stop. A job with its ' +
          'own schedule gets it back, but does not run until you start it. Backups stay. This ' +
          'cannot be undone.',
          'These sessions will be deleted. Their jobs go back to the pool and stop. A job with ' +
          'its own schedule gets it back, but does not run until you start it. Backups stay. ' +
          'This cannot be undone.', count),
        submit: ngettext('Delete Session', 'Delete Sessions', count),
        working: ngettext('Deleting the session…', 'Deleting the sessions…', count),
        done: count === 1 ? gettext('Deleted session %(name)s.')
          : ngettext('Deleted %(count)s session.', 'Deleted %(count)s sessions.', count)
      };
    }
  }
})();
