(function() {
  'use strict';

  const FREEZER = 'horizon.dashboard.project.freezer';

  /** The Backups panel: all records, newest first. */
  angular
    .module(FREEZER + '.backups', [
      'ngRoute', FREEZER + '.core', FREEZER + '.lists', FREEZER + '.restore'
    ])
    .factory(FREEZER + '.backups.service', backupsService)
    .config(['$routeProvider', FREEZER + '.basePath', config])
    .run([FREEZER + '.backups.service', angular.noop]);

  angular.module(FREEZER).requires.push(FREEZER + '.backups');

  function config($routeProvider, basePath) {
    $routeProvider.when('/project/freezer_backups', {
      // a list changes the parameters of its own address
      reloadOnSearch: false,
      templateUrl: basePath + 'backups/panel.html'
    });
    $routeProvider.when('/project/freezer_backups/:id', {
      template: '<freezer-item-page type="OS::Freezer::Backup"></freezer-item-page>'
    });
  }

  backupsService.$inject = [
    '$q',
    FREEZER + '.backups.part',
    FREEZER + '.core.api',
    FREEZER + '.core.paths',
    FREEZER + '.core.permissions',
    FREEZER + '.lists.pagedList',
    FREEZER + '.lists.resources',
    FREEZER + '.restore.service',
    'horizon.framework.util.actions.action-result.service'
  ];

  /** All backups of the project, read by pagedList. */
  function backupsService(
    $q, part, api, paths, permissions, pagedLists, resources, restore, actionResult
  ) {
    // a small first page is fast: each backup's job is read by a call
    const FIRST = 100;
    // later than any time
    const LAST = 1e11;
    const LATER = 1000;
    // for backups that Cinder keeps: the word for a state, and the state of core.stateStyles that
    // it looks like
    const WORDS = {
      requested: gettext('Being made'),
      available: gettext('Available'),
      failed: gettext('Failed'),
      never_made: gettext('Never made'),
      deleting: gettext('Being deleted'),
      gone: gettext('Gone'),
      unknown: gettext('Unknown')
    };
    const LOOKS = {
      requested: 'running', available: 'complete', failed: 'failed', never_made: 'failed',
      deleting: 'missing', gone: 'missing', unknown: 'checking'
    };
    const KEPT = {
      refused: gettext('Cannot be restored'),
      gone: gettext('Should be gone'),
      there: gettext('Kept')
    };
    const RESTORE = ['jobs:create', 'clients:get_all'];
    const restoreAction = {
      allowed: backup => backup.refused ? $q.reject() : permissions.allowed(RESTORE),
      perform: backup => restore.openBackup(backup.id).then(() =>
        actionResult.getActionResult().result)
    };

    return resources.declare({
      type: 'OS::Freezer::Backup',
      names: ['Backup', 'Backups', ngettext('Backup', 'Backups', 1)],
      resource: 'backups',
      reader: adapt => pagedLists.create({
        get: query => api.getBackups(query),
        query: isFirst => Object.assign({limit: isFirst ? FIRST : LATER}, part.query()),
        adapt
      }),
      item: id => api.getBackup(id),
      page: backup => paths.backup(backup.id),
      path: backup => backup.session_id ? paths.session({id: backup.session_id}) : null,
      fields: [
        {id: 'name', label: gettext('Name'), priority: 1, facet: true,
          classes: 'freezer-cut freezer-col-name',
          template: '<a class="freezer-item-link" ng-href="{$ item.$page $}"' +
            ' title="{$ item.name $}" ng-bind="item.name"></a>' +
            ' <span class="fa fa-exclamation-triangle freezer-warning" ng-if="item.refused"' +
            ' title="{$ item.refused $}"><span class="sr-only" ng-bind="item.refused"></span>' +
            '</span>'},
        {id: 'made_at', label: gettext('Created at'), priority: 1, sort: 'reverse',
          classes: 'text-nowrap',
          // the sort key of the table, which puts null first
          value: backup => backup.at || 0,
          template: '<freezer-time at="item.at"></freezer-time>'},
        {id: 'hostname', label: gettext('Machine'), priority: 1, facet: true,
          classes: 'freezer-cut freezer-col-client',
          value: backup => backup.hostname || gettext('-'),
          template: '<span freezer-client="item.hostname"></span>'},
        {id: 'job_label', label: gettext('Job'), priority: 3, facet: true, value: job,
          classes: 'freezer-cut freezer-col-session',
          template: '<a ng-if="item.$jobPage" ng-href="{$ item.$jobPage $}" target="_self"' +
            ' title="{$ item.job_label $}" ng-bind="item.job_label"></a>' +
            '<span class="text-muted" ng-if="!item.$jobPage"' +
            ' ng-bind="item.job_label"></span>'},
        {id: '$jobPage', label: gettext('Job'),
          value: backup => backup.job_name && backup.job_id ? paths.job(backup.job_id) : null},
        {id: 'session_label', label: gettext('Session'), priority: 2, facet: true, value: session,
          classes: 'freezer-cut freezer-col-session',
          template: '<a ng-if="item.$path" ng-href="{$ item.$path $}" target="_self"' +
            ' title="{$ item.session_label $}" ng-bind="item.session_label"></a>' +
            '<span class="text-muted" ng-if="!item.$path" ng-bind="item.session_label"></span>'},
        {id: 'place', label: gettext('Storage'), priority: 3, facet: true,
          classes: 'freezer-cut freezer-col-session', value: backup =>
            backup.volume ? gettext('Cinder')
              : backup.place || gettext('-'),
          template: '<span title="{$ item.place $}" ng-bind="item.place"></span>'},
        {id: 'state_label', label: gettext('State'), priority: 3, facet: true, value: state},
        {id: 'state_look', label: gettext('State'),
          value: backup => backup.volume ? LOOKS[backup.volume.word] : null},
        {id: 'kept', label: gettext('Kept Until'), priority: 2,
          classes: 'freezer-cut freezer-col-client',
          // deleted ones first, then by the time of their deletion; those that stay come last
          value: backup => backup.refused ? -1
            : !backup.retention ? LAST : backup.retention.gone ? 0 : backup.retention.ends,
          template: '<span title="{$ item.kept_words $}">' +
            '<freezer-chip ng-if="item.kept_state" state="item.kept_state"' +
            ' words="item.kept_label"></freezer-chip>' +
            '<freezer-time ng-if="!item.kept_state" at="item.retention.ends"></freezer-time>' +
            '</span>',
          choice: {name: 'kept_facet', label: gettext('Restore Point'), key: keptKey, options: KEPT,
            chips: Object.keys(KEPT)}},
        {id: 'kept_state', label: gettext('Kept Until'),
          value: backup => isOddVolume(backup) ? LOOKS[backup.volume.word]
            : keptKey(backup) === 'there' ? null : keptKey(backup)},
        {id: 'kept_label', label: gettext('Kept Until'),
          value: backup => isOddVolume(backup) ? state(backup)
            : keptKey(backup) === 'there' ? '' : KEPT[keptKey(backup)]},
        {id: 'kept_words', label: gettext('Kept Until'), value: backup =>
          isOddVolume(backup) && backup.volume.words || backup.refused ||
          backup.retention && backup.retention.words || gettext('No limit')},
        {id: 'level_label', label: gettext('Level'),
          value: backup => backup.level === null ? gettext('-') : backup.level}
      ],
      tracks: ['at', 'refused', 'retention', 'status', 'volume'],
      details: {url: 'backups/details.html'},
      actions: [
        ['restoreFreezerBackupAction', restoreAction, gettext('Restore Backup')]
      ],
      remove: {
        permission: ['backups:delete'],
        call: backup => api.deleteBackup(backup.id),
        words: removeWords
      },
      messages: {
        terms: 'backup snapshot chain level',
        intro: gettext('All backups, newest first. Deleting one here does not free storage.'),
        loading: gettext('Loading the backups…'),
        progress: gettext('%s backups loaded so far. The search covers only these.'),
        count: count => ngettext('%s backup', '%s backups', count),
        empty: {
          icon: 'fa-archive',
          get title() {
            return part.words() ? gettext('No backups') : gettext('No backups yet');
          },
          words: gettext('The first successful run of a job adds the first backup.')
        }
      }
    });

    function state(backup) {
      return WORDS[backup.volume ? backup.volume.word : backup.status] || backup.status;
    }

    function keptKey(backup) {
      return backup.refused ? 'refused'
        : backup.retention && backup.retention.gone ? 'gone' : 'there';
    }

    /** A backup that Cinder does not have shows its state instead of how long it is kept. */
    function isOddVolume(backup) {
      return Boolean(backup.volume) && backup.volume.word !== 'available';
    }

    function job(backup) {
      if (backup.job_gone) {
        return gettext('Deleted job');
      }
      return backup.job_name || gettext('None (created by hand)');
    }

    function session(backup) {
      const name = backup.session_name || backup.session_id;
      if (!name) {
        return gettext('None');
      }
      return backup.session_tag === null ? name : interpolate(gettext('%(name)s, tag %(tag)s'), {
        name, tag: backup.session_tag
      }, true);
    }

    function removeWords(count) {
      return {
        title: ngettext('Confirm Delete Backup', 'Confirm Delete Backups', count),
        body: ngettext(
          'Only the record of this backup will be deleted, and this cannot be undone. The data ' +
          'stays in the storage and keeps using space, but can no longer be restored from here.',
          'Only the records of these backups will be deleted, and this cannot be undone. The ' +
          'data stays in the storage and keeps using space, but can no longer be restored from ' +
          'here.', count),
        submit: ngettext('Delete Backup', 'Delete Backups', count),
        working: ngettext('Deleting the record…', 'Deleting the records…', count),
        done: count === 1
          ? gettext('Deleted backup %(name)s. Its data stays in the storage.')
          : ngettext('Deleted %(count)s backup. Its data stays in the storage.',
                     'Deleted %(count)s backups. Their data stays in the storage.', count)
      };
    }
  }
})();
