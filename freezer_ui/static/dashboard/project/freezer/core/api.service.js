(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.api', freezerApi);

  freezerApi.$inject = [
    '$q',
    'horizon.framework.util.http.service',
    'horizon.dashboard.project.freezer.core.failures'
  ];

  /**
   * One function for each REST call. It resolves with the data of the answer and rejects with
   * {status, error, field, detail} (failures.service.js), never with a bare response.
   */
  function freezerApi($q, http, toFailure) {
    const ROOT = '/api/freezer/';
    const PAGE_SIZE = 1000;
    // milliseconds; LONG for writes, and for reads of all documents of a project
    const SHORT = 60000;
    const LONG = 180000;
    // seconds: the accepted age of answers that another tab or user of the project got
    const RECENT = 4;
    // the same, for simultaneous requests
    const TOGETHER = 1;
    // and for the pages after a first one
    const SHARED = 60;

    const service = {
      /** One page: {items, next}. The answer is {columns, rows} on the way, which is shorter. */
      getSessions: params => get(['sessions', ''], params).then(withItems),
      /**
       * All sessions, page by page: an array, with the time at which its oldest part was `read`.
       */
      getAllSessions: params => everyPage(service.getSessions, params),
      /** As getAllSessions, to see whether anything has changed. */
      lookAtSessions: params => service.getAllSessions(recent(params)),
      /** These sessions; rows in doubt are decided by reading their jobs. */
      checkSessions: (ids, params) => service.getSessions(
        Object.assign({ids: ids.join(','), max_age: TOGETHER}, params)).then(page => page.items),
      /** `isFirst`: the server has begun to read the members while it drew the page. */
      getSession: (id, isFirst) => get(['sessions', id], isFirst && recent()),
      /** The head of a session's page, from the session's document: one call to Freezer. */
      getSessionHead: id => get(['sessions', id], {head: 1}),
      /** A session as in a list, one call to Freezer: to follow changes. */
      getSessionRow: id => get(['sessions', id], recent({brief: 1})),
      createSession: body => write('post', ['sessions', ''], body),
      updateSession: (id, changes) => write('patch', ['sessions', id], changes),
      deleteSession: id => write('delete', ['sessions', id]),
      /**
       * Sends a call {verb, session_id, job_id, body} that the server gave for an undo or a repair.
       */
      call: given => write(given.verb.toLowerCase(),
                           ['sessions', given.session_id, 'jobs', given.job_id], given.body),
      /** Creates jobs in a session: {items, failed}. */
      createMembers: (id, body) => write('post', ['sessions', id, 'jobs', ''], body),
      /** The actions on a session's run: {offers, read, changes_at}. */
      getOffers: id => get(['sessions', id, 'action']),
      /** Carries out an offer, {kind, tag}. */
      act: (id, body) => write('post', ['sessions', id, 'action'], body),

      /** One page of a session's snapshots, newest first: {items, next, members, outside, …}. */
      getSnapshots: (id, params) => getLong(snapshot(id, ''), params),
      /** One snapshot with its members and their backups. */
      getSnapshot: (id, key) => getLong(snapshot(id, key)),
      /** The same as a file: {name, type, text}. */
      exportSnapshot: (id, key, params) => getLong(snapshot(id, key, 'export'), params),
      /** `params`: {a: key, b: key}. */
      compareSnapshots: (id, params) => getLong(snapshot(id, 'compare'), params),
      pinSnapshot: (id, key) => write('put', snapshot(id, key)),
      unpinSnapshot: (id, key) => write('delete', snapshot(id, key)),
      /** The data of the restore dialog of a snapshot. */
      getRestore: (id, key) => getLong(snapshot(id, key, 'restore')),
      /** Restores: {into, choices, confirm, check}; `check` only says what would be done. */
      restoreSnapshot: (id, key, body) => write('post', snapshot(id, key, 'restore'), body),

      /** One page, or the jobs with some ids: there may be too many to read all. */
      getJobs: params => get(['jobs', ''], params),
      /** A job as in the list; rejects with 404 if it is gone. */
      getJob: id => service.getJobs({ids: id, homes: 1}).then(page => page.items[0] || $q.reject({
        status: 404,
        error: gettext('This job does not exist. It may have been deleted.')
      })),
      /** The data of the job's form. */
      getJobForm: id => get(['jobs', id, 'form']),
      /** {items, failed}; with `check` {jobs, session}: the plan, and nothing is written. */
      createJobs: body => write('post', ['jobs', ''], body),
      updateJob: (id, changes) => write('patch', ['jobs', id], changes),
      /** Starts or stops the job; resolves with the job. */
      sendJobEvent: (id, event) => write('post', ['jobs', id, 'event'], {event}),
      deleteJob: id => write('delete', ['jobs', id]),
      /** The restore points after that many runs: {items: [{name, words, chains}]}. */
      getJobRetention: (id, runs) => get(['jobs', id, 'retention'], {runs}),
      /** {action, schedule, runs} -> {words, chains}. */
      forecastRetention: body => ask(['retention', ''], body),

      /** One page; with `jobs` all jobs are read to count those that use each action. */
      getActions: params => getLong(['actions', ''], params),
      /** All actions, as getAllSessions. */
      getAllActions: params => everyPage(service.getActions, params, params && {max_age: SHARED}),
      /** An action with the jobs that use it; all jobs of the project are read. */
      getAction: (id, params) => getLong(['actions', id], params),
      /** The data of the action's form, for an edit or a copy. */
      getActionForm: id => getLong(['actions', id, 'form']),
      /**
       * All actions: [{id, name, action, place, refused: why one of these clients cannot run it}].
       */
      getActionChoices: clients => ask(['actions', 'choices', ''], {clients})
        .then(all => all.items),
      createAction: body => write('post', ['actions', ''], body),
      updateAction: (id, body) => write('patch', ['actions', id], body),
      deleteAction: id => write('delete', ['actions', id]),

      /** One page; with `jobs` the workloads of the clients. */
      getClients: params => getLong(['clients', ''], params),
      /** All clients, as getAllSessions. */
      getAllClients: params => everyPage(service.getClients, params, params && {max_age: SHARED}),
      /** A client with its jobs; all jobs of the project are read. */
      getClient: (id, params) => getLong(['clients', id], params),
      deleteClient: id => write('delete', ['clients', id]),
      /** The commands that make a machine a client: {user, steps: [{title, commands}]}. */
      getInstallation: () => get(['installation']),
      /**
       * Cinder's volumes and the jobs that protect them: {items, whole, failed, offered, clients}.
       */
      getVolumes: () => get(['volumes', '']),

      /** One page, newest first; all records are read for it. */
      getBackups: params => getLong(['backups', ''], params),
      getBackup: id => getLong(['backups', id]),
      /** Deletes the record; the data in the storage stays. */
      deleteBackup: id => write('delete', ['backups', id]),
      /** As getRestore and restoreSnapshot, for one backup. */
      getBackupRestore: id => get(['backups', id, 'restore']),
      restoreBackup: (id, body) => write('post', ['backups', id, 'restore'], body),
      /** The backups that a restore by date can choose, newest first: [{date, words}]. */
      getRestorePoints: params => getLong(['restore-points', ''], params).then(all => all.items),
      /** The progress of the jobs of a restore: {items}. */
      getRestores: ids => get(['restores', ''], {job: ids}),

      /** The document in Freezer of an item of `panel` ("jobs", "clients", …): {record}. */
      getRecord: (panel, id) => get([panel, id, 'record']),
      /** A job, action or session as a file: {name, type, text, left_out, commands}. */
      getFile: (panel, id) => get([panel, id, 'file']),
      /** Creates a job, action or session from a file; `check` only says what would be created. */
      createFromFile: (panel, body) => write('post', [panel, 'file', ''], body),
      /** Updates one from a file; as createFromFile. */
      updateFromFile: (panel, id, body) => write('put', [panel, id, 'file'], body),
      /** The fields of a form, by its parts. */
      getForm: name => get(['forms', name]),
      /**
       * Previews {schedule, hold_off, session_id, members}, or the stored schedule of {session_id}.
       */
      previewSchedule: body => ask(['schedule', 'preview'], body),

      /** Problems between sessions and jobs: {items, checked}. All jobs are read. */
      getHealth: params => getLong(['health', ''], params),
      /** The overview of the sessions: {words, counts, needy, running, next, …}. */
      getOverview: () => get(['overview', ''], recent()),
      /** The same with jobs, machines and backups, all of which are read. */
      getOverviewDetails: params => getLong(['overview', 'details'], recent(params)),
      /** Upcoming runs: {items, clashes, total, …}. All sessions are read. */
      getUpcoming: params => getLong(['upcoming', ''], params),
      /** The same as a file: {name, type, text}. */
      exportUpcoming: params => getLong(['upcoming', 'export'], params)
    };
    return service;

    function get(path, params) {
      return answer(http.get(url(path), config(SHORT, params)));
    }

    function getLong(path, params) {
      return answer(http.get(url(path), config(LONG, params)));
    }

    /** A read by POST, because its parameters are too long for an address. */
    function ask(path, body) {
      return answer(http.post(url(path), body, config(SHORT)));
    }

    function write(verb, path, body) {
      // AngularJS does not say that the body of a DELETE is JSON
      const json = body ? {headers: {'Content-Type': 'application/json'}} : {};
      return answer(http[verb](url(path), body || undefined, Object.assign(config(LONG), json)));
    }

    function url(path) {
      return ROOT + path.map(encodeURIComponent).join('/');
    }

    function snapshot(sessionId, ...path) {
      return ['sessions', sessionId, 'snapshots'].concat(path);
    }

    function config(timeout, params) {
      // We show a 403 with the server's own sentence, so Horizon need not add its general toast.
      return Object.assign({timeout, suppress403Toast: true}, params && {params});
    }

    function recent(params) {
      return Object.assign({max_age: RECENT}, params);
    }

    function answer(request) {
      // A page of HTML with status 200 (from a proxy, or a login form) counts as a failure, too.
      return request.then(
        response => response.status === 204 || angular.isObject(response.data)
          ? response.data : $q.reject(toFailure(response)),
        response => $q.reject(toFailure(response)));
    }

    function withItems(page) {
      if (page.rows) {
        page.items = page.rows.map(row => Object.fromEntries(
          page.columns.map((name, index) => [name, row[index]])));
      }
      return page;
    }

    /** `later` are the parameters of the pages after the first one. */
    function everyPage(getPage, params, later) {
      let items = [];
      let oldest = Infinity;
      return next({});

      function next(cursor) {
        return getPage(Object.assign({limit: PAGE_SIZE}, params, cursor)).then(page => {
          oldest = Math.min(oldest, page.read);
          items = items.concat(page.items);
          items.read = isFinite(oldest) ? oldest : null;
          return page.next ? next(Object.assign({cursor: page.next}, later)) : items;
        });
      }
    }
  }
})();
