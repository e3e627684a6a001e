(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** The Jobs panel: all jobs, in a session or not. */
  angular
    .module(FREEZER + '.jobs', [
      'ngRoute',
      'ui.bootstrap',
      FREEZER + '.core',
      FREEZER + '.files',
      FREEZER + '.forms',
      FREEZER + '.lists',
      FREEZER + '.protect',
      FREEZER + '.retention',
      FREEZER + '.schedule',
      FREEZER + '.session-wizard',
      FREEZER + '.writes'
    ])
    .constant(FREEZER + '.jobs.resourceType', 'OS::Freezer::Job')
    .factory(FREEZER + '.jobs.service', jobsService)
    .config(['$routeProvider', FREEZER + '.lists.routes', ($routeProvider, addRoutes) => {
      addRoutes($routeProvider, 'jobs', 'OS::Freezer::Job');
    }])
    .run([FREEZER + '.jobs.service', angular.noop]);

  angular.module(FREEZER).requires.push(FREEZER + '.jobs');

  jobsService.$inject = [
    FREEZER + '.core.api',
    FREEZER + '.core.labels',
    FREEZER + '.core.paths',
    FREEZER + '.files.service',
    FREEZER + '.jobs.actions',
    FREEZER + '.jobs.edit',
    FREEZER + '.jobs.join',
    FREEZER + '.jobs.many',
    FREEZER + '.jobs.resourceType',
    FREEZER + '.lists.pagedList',
    FREEZER + '.lists.resources',
    FREEZER + '.protect.service'
  ];

  /** All jobs of the project, read by pagedList. */
  function jobsService(
    api, labels, paths, files, actions, editAction, join, many, jobType, pagedLists, resources,
    protect
  ) {
    return resources.declare({
      type: jobType,
      names: ['Job', 'Jobs', ngettext('Job', 'Jobs', 1)],
      resource: 'jobs',
      reader: adapt => pagedLists.create({
        get: query => api.getJobs(query), query: () => ({homes: 1, limit: 1000}), adapt
      }),
      item: id => api.getJob(id),
      page: job => paths.job(job.id),
      path: job => job.home ? paths.session(job.home) : null,
      fields: [
        {id: '$rank', label: gettext('State'), priority: 1, sort: true,
          classes: 'freezer-col-need',
          value: job => resources.ordered(job, job.name),
          template: '<freezer-chip state="item.need" words="item.need_label"></freezer-chip>',
          choice: {name: 'need_facet', key: job => job.need, options: labels.needs,
            chips: ['refused', 'failed', 'dangling', 'unprotected', 'running', 'never',
              'succeeded']}},
        {id: 'need_label', label: gettext('State'), value: needLabel},
        {id: 'name', label: gettext('Name'), priority: 1, facet: true,
          classes: 'freezer-cut freezer-col-name',
          template: '<a class="freezer-item-link" ng-href="{$ item.$page $}"' +
            ' title="{$ item.name $}" ng-bind="item.name"></a>' +
            ' <span class="fa fa-exclamation-triangle freezer-warning" ng-if="item.warning"' +
            ' title="{$ item.warning $}"><span class="sr-only" ng-bind="item.warning"></span>' +
            '</span>'},
        {id: 'client_id', label: gettext('Client'), priority: 2, facet: true,
          classes: 'freezer-cut freezer-col-client',
          template: '<a ng-href="{$ item.$clientPage $}" target="_self"' +
            ' freezer-client="item.client_id"></a>'},
        {id: '$clientPage', label: gettext('Client'), value: job => paths.client(job.client_id)},
        {id: 'session_name', label: gettext('Session'), priority: 2, facet: true,
          classes: 'freezer-cut freezer-col-session',
          value: sessionName,
          template: '<a ng-if="item.home" ng-href="{$ item.$path $}" target="_self"' +
            ' title="{$ item.session_name $}" ng-bind="item.session_name"></a>' +
            '<span class="text-muted" ng-if="!item.home" title="{$ item.session_name $}"' +
            ' ng-bind="item.session_name"></span>'},
        {id: 'runs', label: gettext('Trigger'),
          choice: {name: 'runs_facet', key: job => job.runs, options: labels.runs}},
        {id: 'time_started', label: gettext('Last Started'), priority: 2, classes: 'text-nowrap',
          template: '<freezer-time at="item.time_started"></freezer-time>'},
        {id: 'schedule_words', label: gettext('Schedule'), priority: 3,
          classes: 'freezer-cut freezer-col-schedule',
          template: '<span title="{$ item.schedule_words $}"' +
            ' ng-bind="item.schedule_words"></span>'},
        {id: 'status_label', label: gettext('Freezer Status'),
          value: labels.state},
        {id: 'result_label', label: gettext('Last Result'),
          value: job => labels.result(job.result),
          choice: {name: 'result_facet', key: job => job.result || 'none',
            options: labels.resultChoices}}
      ],
      // the actions on offer depend on these fields
      tracks: ['warning', 'stopped', 'status', 'need', 'result_words'],
      details: {url: 'jobs/details.html', link: scope => { scope.actionPage = paths.action; }},
      undo: join.undo,
      begin: {label: gettext('Protect Machines'), service: protect},
      globals: [
        ['createFreezerJobAction', protect, gettext('Protect Machines')],
        ['createFromFileFreezerJobAction', files.creation('jobs'), gettext('Create from File')]
      ],
      actions: [
        ['editFreezerJobAction', editAction, gettext('Edit Job')],
        ['startFreezerJobAction', actions.start, gettext('Start Job')],
        ['stopFreezerJobAction', actions.stop, gettext('Stop Job')],
        ['copyFreezerJobAction', protect.copy, gettext('Copy Job')],
        ['joinFreezerJobAction', join, gettext('Join Session…')],
        ['takeOutFreezerJobAction', actions.takeOut, gettext('Remove from Session')],
        ['exportFreezerJobAction', files.exportOf('jobs'), gettext('Export')],
        ['updateFromFileFreezerJobAction', files.update('jobs'), gettext('Update from File')]
      ],
      batches: [
        ['batchStartFreezerJobAction', many.start, gettext('Start Jobs')],
        ['batchStopFreezerJobAction', many.stop, gettext('Stop Jobs')]
      ],
      remove: {
        permission: ['jobs:delete', 'sessions:job:remove'],
        call: job => api.deleteJob(job.id),
        words: removeWords
      },
      messages: {
        terms: 'job member pool',
        intro: gettext('A job runs backups or restores on one client. Add jobs to a session to ' +
                       'run them together.'),
        loading: gettext('Loading the jobs…'),
        progress: gettext('%s jobs loaded so far. The search covers only these.'),
        count: count => ngettext('%s job', '%s jobs', count),
        empty: {
          icon: 'fa-tasks',
          title: gettext('No jobs yet'),
          words: gettext('Choose machines and what to back up. Each machine gets its own job.'),
          toOthers: gettext('Jobs that members of this project create appear here.')
        }
      }
    });

    function needLabel(job) {
      return job.need === 'unprotected' && job.stopped ? gettext('Stopped') : labels.need(job.need);
    }

    function sessionName(job) {
      return job.home ? job.home.name
        : job.dangling ? gettext('A session that does not list this job') : gettext('None');
    }

    function removeWords(count) {
      return {
        title: ngettext('Confirm Delete Job', 'Confirm Delete Jobs', count),
        body: ngettext(
          'This job will be removed from its session and deleted, which cannot be undone. Its ' +
          'backups stay.',
          'These jobs will be removed from their sessions and deleted, which cannot be undone. ' +
          'Their backups stay.', count),
        submit: ngettext('Delete Job', 'Delete Jobs', count),
        working: ngettext('Deleting the job…', 'Deleting the jobs…', count),
        done: count === 1 ? gettext('Deleted job %(name)s.')
          : ngettext('Deleted %(count)s job.', 'Deleted %(count)s jobs.', count)
      };
    }
  }
})();
