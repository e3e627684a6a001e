(function() {
  'use strict';

  var FREEZER = 'horizon.dashboard.project.freezer';

  /** Jobs: all that there are, in sessions or not. */
  angular
    .module(FREEZER + '.jobs', [
      'ngRoute',
      'ui.bootstrap',
      FREEZER + '.core',
      FREEZER + '.forms',
      FREEZER + '.lists',
      FREEZER + '.protect',
      FREEZER + '.schedule',
      FREEZER + '.session-wizard',
      FREEZER + '.writes'
    ])
    .constant(FREEZER + '.jobs.resourceType', 'OS::Freezer::Job')
    .factory(FREEZER + '.jobs.service', jobsService)
    .config(['$routeProvider', FREEZER + '.basePath', config])
    .run([FREEZER + '.jobs.service', angular.noop]);

  angular.module(FREEZER).requires.push(FREEZER + '.jobs');

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_jobs', {templateUrl: basePath + 'jobs/panel.html'});
  }

  jobsService.$inject = [
    FREEZER + '.core.api',
    FREEZER + '.core.labels',
    FREEZER + '.core.paths',
    FREEZER + '.jobs.actions',
    FREEZER + '.jobs.edit',
    FREEZER + '.jobs.resourceType',
    FREEZER + '.lists.pagedList',
    FREEZER + '.lists.resources',
    FREEZER + '.protect.service'
  ];

  /** All jobs of the project, as pagedList reads them. */
  function jobsService(
    api, labels, paths, actions, editAction, jobType, pagedLists, resources, protect
  ) {
    return resources.declare({
      type: jobType,
      names: ['Job', 'Jobs', ngettext('Job', 'Jobs', 1)],
      url: '/project/freezer_jobs/',
      classes: 'freezer-jobs',
      reader: adapt => pagedLists.create({
        get: query => api.getJobs(query), query: () => ({homes: 1, limit: 1000}), adapt
      }),
      path: job => job.home ? paths.session(job.home) : null,
      fields: [
        {id: 'name', label: gettext('Name'), priority: 1, sort: true, facet: true,
          value: job => job.description || job.id,
          template: '<span ng-bind="item.name"></span>' +
            ' <span class="fa fa-exclamation-triangle freezer-warning" ng-if="item.warning"' +
            ' title="{$ item.warning $}"><span class="sr-only" ng-bind="item.warning"></span>' +
            '</span>'},
        {id: 'client_id', label: gettext('Client'), priority: 2, facet: true,
          template: '<span freezer-client="item.client_id"></span>'},
        {id: 'session_name', label: gettext('Session'), priority: 2, facet: true,
          value: sessionName,
          template: '<a ng-if="item.home" ng-href="{$ item.$path $}"' +
            ' ng-bind="item.session_name"></a>' +
            '<span class="text-muted" ng-if="!item.home" ng-bind="item.session_name"></span>'},
        {id: 'runs', label: gettext('What Makes It Run'),
          choice: {name: 'runs_facet', key: job => job.runs, options: labels.runs}},
        {id: 'schedule_words', label: gettext('Schedule'), priority: 3},
        {id: 'status_label', label: gettext('Status'), priority: 3, classes: 'text-nowrap',
          value: job => job.stopped && !job.home ? gettext('Stopped') : labels.status(job.status)},
        {id: 'result_label', label: gettext('Last Result'), priority: 1,
          value: job => labels.result(job.result),
          choice: {name: 'result_facet', key: job => job.result || 'none',
            options: labels.resultChoices}},
        {id: 'time_started', label: gettext('Last Started'), priority: 3,
          template: '<freezer-time at="item.time_started"></freezer-time>'}
      ],
      // what is offered for a job depends on them
      tracks: ['warning', 'stopped', 'status'],
      details: {url: 'jobs/details.html'},
      globals: [{id: 'createFreezerJobAction', service: protect,
        template: {type: 'create', text: gettext('Protect Machines')}}],
      actions: [
        {id: 'takeOutFreezerJobAction', service: actions.takeOut,
          template: {text: gettext('Take Out of Session')}},
        {id: 'startFreezerJobAction', service: actions.start,
          template: {text: gettext('Start Job')}},
        {id: 'stopFreezerJobAction', service: actions.stop,
          template: {text: gettext('Stop Job')}},
        {id: 'editFreezerJobAction', service: editAction,
          template: {text: gettext('Edit Job')}}
      ],
      remove: {
        permission: ['jobs:delete', 'sessions:job:remove'],
        call: job => api.deleteJob(job.id),
        words: removeWords
      },
      messages: {
        intro: gettext('A job is what one client does: backups, restores. Jobs that are to run ' +
          'together are members of a session.'),
        loading: gettext('Loading the jobs…'),
        progress: gettext('Looked at %s jobs so far: a search finds what is among them.'),
        count: count => ngettext('%s job', '%s jobs', count),
        empty: {icon: 'fa-tasks', title: gettext('No jobs yet')}
      }
    });

    ////////////

    function sessionName(job) {
      return job.home ? job.home.name
        : job.dangling ? gettext('One that does not list it') : gettext('None');
    }

    function removeWords(count) {
      return {
        title: ngettext('Confirm Delete Job', 'Confirm Delete Jobs', count),
        body: ngettext(
          'This job will be deleted. If it is in a session, it is taken out first. Its backups ' +
          'stay. A deleted job cannot be brought back.',
          'These jobs will be deleted. Those in a session are taken out first. Their backups ' +
          'stay. Deleted jobs cannot be brought back.', count),
        submit: ngettext('Delete Job', 'Delete Jobs', count),
        working: ngettext('Deleting the job…', 'Deleting the jobs…', count),
        done: ngettext('Deleted job %(name)s.', 'Deleted %(count)s jobs.', count)
      };
    }
  }
})();
