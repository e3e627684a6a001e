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
   * One function a REST verb. Each resolves with the answer's own data and rejects with
   * {status, error, field, detail} (see failures.service.js), never with a bare response.
   */
  function freezerApi($q, http, toFailure) {
    const ROOT = '/api/freezer/';
    const PAGE_SIZE = 1000;
    // milliseconds; LONG for writes, and for what reads every document of a project
    const SHORT = 60000;
    const LONG = 180000;
    // seconds: an answer that another tab or user of the project got so long ago is good enough
    const RECENT = 4;
    // the same of requests at the same moment
    const TOGETHER = 1;
    // and of the pages that follow a first one
    const SHARED = 60;

    const service = {
      /** One page: {items, next}. As a table it is shorter on its way: {columns, rows}. */
      getSessions: params => get(['sessions', ''], params).then(withItems),
      /**
       * Every session, page after page until the server says there is no next one: an array, with
       * the time that its oldest part was `read`.
       */
      getAllSessions: params => everyPage(service.getSessions, params),
      /** The same, to see whether anything has changed. */
      lookAtSessions: params => service.getAllSessions(recent(params)),
      /** The rows of some, with what is in doubt about them looked up in their jobs. */
      checkSessions: (ids, params) => service.getSessions(
        Object.assign({ids: ids.join(','), max_age: TOGETHER}, params)).then(page => page.items),
      /** `isFirst`: its page has begun to read the members. */
      getSession: (id, isFirst) => get(['sessions', id], isFirst && recent()),
      /** What a session's page begins with: of its document alone, which is one call to Freezer. */
      getSessionHead: id => get(['sessions', id], {head: 1}),
      /** A session from its row alone, one call to Freezer: for following it. */
      getSessionRow: id => get(['sessions', id], recent({brief: 1})),
      createSession: body => write('post', ['sessions', ''], body),
      updateSession: (id, changes) => write('patch', ['sessions', id], changes),
      deleteSession: id => write('delete', ['sessions', id]),
      /** A membership's {verb, session_id, job_id, body}, as the server gives an undo, a repair. */
      call: given => write(given.verb.toLowerCase(),
                           ['sessions', given.session_id, 'jobs', given.job_id], given.body),
      /** New jobs in a session: {items, failed}. */
      createMembers: (id, body) => write('post', ['sessions', id, 'jobs', ''], body),
      /** What can be done about a session's run now: {offers, read, changes_at}. */
      getOffers: id => get(['sessions', id, 'action']),
      /** {kind, tag} of an offer. */
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
      /** What a restore of a snapshot can be made of. */
      getRestore: (id, key) => getLong(snapshot(id, key, 'restore')),
      /** {into, choices, confirm, check}: with `check` it only says what would be done. */
      restoreSnapshot: (id, key, body) => write('post', snapshot(id, key, 'restore'), body),

      /** One page, or those of some ids: there may be too many to read all. */
      getJobs: params => get(['jobs', ''], params),
      /** As in the list; rejects with 404 where it is gone. */
      getJob: id => service.getJobs({ids: id, homes: 1}).then(page => page.items[0] || $q.reject({
        status: 404,
        error: gettext('This job does not exist. It may have been deleted.')
      })),
      /** What a form needs to edit it. */
      getJobForm: id => get(['jobs', id, 'form']),
      /** {items, failed}; with `check` {jobs, session}: the plan, and nothing is written. */
      createJobs: body => write('post', ['jobs', ''], body),
      updateJob: (id, changes) => write('patch', ['jobs', id], changes),
      /** start or stop: the job as it is then. */
      sendJobEvent: (id, event) => write('post', ['jobs', id, 'event'], {event}),
      deleteJob: id => write('delete', ['jobs', id]),
      /** {items: [{name, words, chains}]}: what is there after that many runs. */
      getJobRetention: (id, runs) => get(['jobs', id, 'retention'], {runs}),
      /** {action, schedule, runs} -> {words, chains}. */
      forecastRetention: body => ask(['retention', ''], body),

      /** One page; with `jobs` every job is read. */
      getActions: params => getLong(['actions', ''], params),
      /** Every action, as getAllSessions. */
      getAllActions: params => everyPage(service.getActions, params, params && {max_age: SHARED}),
      /** With the jobs that use it, for which all of the project are read. */
      getAction: (id, params) => getLong(['actions', id], params),
      /** What a form needs to edit or copy it. */
      getActionForm: id => getLong(['actions', id, 'form']),
      /** All: [{id, name, action, place, refused: why one of these clients cannot do it}]. */
      getActionChoices: clients => ask(['actions', 'choices', ''], {clients})
        .then(all => all.items),
      createAction: body => write('post', ['actions', ''], body),
      updateAction: (id, body) => write('patch', ['actions', id], body),
      deleteAction: id => write('delete', ['actions', id]),

      /** One page; with `jobs` what their jobs do. */
      getClients: params => getLong(['clients', ''], params),
      /** Every client, as getAllSessions. */
      getAllClients: params => everyPage(service.getClients, params, params && {max_age: SHARED}),
      /** With its jobs, for which all of the project are read. */
      getClient: (id, params) => getLong(['clients', id], params),
      deleteClient: id => write('delete', ['clients', id]),
      /** {user, steps: [{title, commands}]}: how a machine becomes a client. */
      getInstallation: () => get(['installation']),
      /** {items, whole, failed, offered, clients}: Cinder's, with what protects each. */
      getVolumes: () => get(['volumes', '']),

      /** One page, the newest first. The first one reads every record. */
      getBackups: params => getLong(['backups', ''], params),
      getBackup: id => getLong(['backups', id]),
      /** The record: what is in the storage stays. */
      deleteBackup: id => write('delete', ['backups', id]),
      /** As getRestore and restoreSnapshot, of one backup. */
      getBackupRestore: id => get(['backups', id, 'restore']),
      restoreBackup: (id, body) => write('post', ['backups', id, 'restore'], body),
      /** What a restore by date can choose from, newest first: [{date, words}]. */
      getRestorePoints: params => getLong(['restore-points', ''], params).then(all => all.items),
      /** How far the jobs of a restore are: {items}. */
      getRestores: ids => get(['restores', ''], {job: ids}),

      /** The document of one of the `panel` ("jobs", "clients", …) as Freezer has it: {record}. */
      getRecord: (panel, id) => get([panel, id, 'record']),
      /** A job, action or session as a file: {name, type, text, left_out}, and its "commands". */
      getFile: (panel, id) => get([panel, id, 'file']),
      /** A job or session from a file; with `check` what would be made, and nothing is written. */
      createFromFile: (panel, body) => write('post', [panel, 'file', ''], body),
      /** The same of one that is there. */
      updateFromFile: (panel, id, body) => write('put', [panel, id, 'file'], body),
      /** The fields of a form, by its parts. */
      getForm: name => get(['forms', name]),
      /** {schedule, hold_off, session_id, members}, or {session_id} alone for one as it is. */
      previewSchedule: body => ask(['schedule', 'preview'], body),

      /** What is broken: {items, checked}. Reads every job. */
      getHealth: params => getLong(['health', ''], params),
      /** What all sessions add up to: {words, counts, needy, running, next, …}. */
      getOverview: () => get(['overview', ''], recent()),
      /** The same with jobs, machines and backups: reads all of them. */
      getOverviewDetails: params => getLong(['overview', 'details'], recent(params)),
      /** The runs to come: {items, clashes, total, …}. Reads every session. */
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

    /** A question too long for an address. */
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
      // We tell a 403 in the server's own words, so Horizon need not add its general toast.
      return Object.assign({timeout, suppress403Toast: true}, params && {params});
    }

    function recent(params) {
      return Object.assign({max_age: RECENT}, params);
    }

    function answer(request) {
      // A page of HTML with status 200 (a proxy, a login form) is no answer either.
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

    /** `later` is asked of the pages that follow the first one. */
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
