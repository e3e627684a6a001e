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
    var ROOT = '/api/freezer/';
    var PAGE_SIZE = 1000;
    var READ_TIMEOUT = 60000;
    var WRITE_TIMEOUT = 180000;
    // seconds; what another tab or user of the project has just read will do
    var RECENT = 4;
    // seconds; the same of who asks at the same moment
    var TOGETHER = 1;

    var service = {
      getSessions: getSessions,
      getAllSessions: getAllSessions,
      getActionChoices: getActionChoices,
      getAllClients: getAllClients,
      lookAtSessions: lookAtSessions,
      checkSessions: checkSessions,
      getSession: getSession,
      createSession: createSession,
      updateSession: updateSession,
      deleteSession: deleteSession,
      addJob: addJob,
      removeJob: removeJob,
      call: call,
      getHealth: getHealth,
      getJobs: getJobs,
      getForm: getForm,
      getInstallation: getInstallation,
      getVolumes: getVolumes,
      createJobs: createJobs,
      createMembers: createMembers,
      getJobForm: getJobForm,
      getJobRetention: getJobRetention,
      forecastRetention: forecastRetention,
      updateJob: updateJob,
      sendJobEvent: sendJobEvent,
      deleteJob: deleteJob,
      getActions: getActions,
      getAction: getAction,
      getActionForm: getActionForm,
      createAction: createAction,
      updateAction: updateAction,
      deleteAction: deleteAction,
      getClients: getClients,
      getClient: getClient,
      deleteClient: deleteClient,
      getBackups: getBackups,
      getBackup: getBackup,
      getJob: getJob,
      getRecord: getRecord,
      getFile: getFile,
      createFromFile: createFromFile,
      updateFromFile: updateFromFile,
      deleteBackup: deleteBackup,
      getBackupRestore: getBackupRestore,
      restoreBackup: restoreBackup,
      getRestores: getRestores,
      previewSchedule: previewSchedule,
      getOverview: getOverview,
      getOverviewDetails: getOverviewDetails,
      getUpcoming: getUpcoming,
      exportUpcoming: exportUpcoming,
      getSessionHead: getSessionHead,
      getSessionRow: getSessionRow,
      getSnapshots: getSnapshots,
      getSnapshot: getSnapshot,
      exportSnapshot: exportSnapshot,
      compareSnapshots: compareSnapshots,
      pinSnapshot: pinSnapshot,
      unpinSnapshot: unpinSnapshot,
      getRestore: getRestore,
      restoreSnapshot: restoreSnapshot,
      getOffers: getOffers,
      act: act
    };
    return service;

    ////////////

    /** One page: {items, next}. As a table it is shorter on its way: {columns, rows}. */
    function getSessions(params) {
      return answer(http.get(ROOT + 'sessions/', config(READ_TIMEOUT, params))).then(withItems);
    }

    function withItems(page) {
      if (page.rows) {
        page.items = page.rows.map(function asItem(row) {
          var item = {};
          page.columns.forEach(function put(name, index) {
            item[name] = row[index];
          });
          return item;
        });
      }
      return page;
    }

    /**
     * Every session, page after page until the server says there is no next one: an array, with
     * the time that its oldest part was `read`.
     */
    function getAllSessions(params) {
      return everyPage(getSessions, params);
    }

    /** All actions: [{id, name, action, refused: why one of these clients cannot do it}]. */
    function getActionChoices(clientIds) {
      return answer(http.post(ROOT + 'actions/choices/', {clients: clientIds},
                              config(READ_TIMEOUT))).then(found => found.items);
    }

    /** The same of all clients. */
    function getAllClients() {
      return everyPage(service.getClients, {});
    }

    function everyPage(get, params) {
      var items = [];
      var oldest = Infinity;
      return next(null);

      function next(cursor) {
        var query = angular.extend({limit: PAGE_SIZE}, params);
        if (cursor !== null) {
          query.cursor = cursor;
        }
        return get(query).then(onPage);
      }

      function onPage(page) {
        oldest = Math.min(oldest, page.read);
        items = items.concat(page.items);
        items.read = isFinite(oldest) ? oldest : null;
        return page.next ? next(page.next) : items;
      }
    }

    /** The same, to see whether anything has changed. */
    function lookAtSessions(params) {
      return getAllSessions(angular.extend({max_age: RECENT}, params));
    }

    /** Some, with what is in doubt about them looked up in their jobs: their rows. */
    function checkSessions(ids, params) {
      var query = angular.extend({ids: ids.join(','), max_age: TOGETHER}, params);
      return getSessions(query).then(function asRows(page) {
        return page.items;
      });
    }

    function getSession(id) {
      return answer(http.get(sessionUrl(id), config(READ_TIMEOUT)));
    }

    function createSession(session) {
      return answer(http.post(ROOT + 'sessions/', session, config(WRITE_TIMEOUT)));
    }

    function updateSession(id, changes) {
      return answer(http.patch(sessionUrl(id), changes, config(WRITE_TIMEOUT)));
    }

    function deleteSession(id) {
      return answer(http.delete(sessionUrl(id), undefined, config(WRITE_TIMEOUT)));
    }

    /** Adds a job to a session, or moves it there. `body` says where the user saw it. */
    function addJob(sessionId, jobId, body) {
      return answer(http.put(memberUrl(sessionId, jobId), body || undefined, writing(body)));
    }

    function removeJob(sessionId, jobId, body) {
      return answer(http.delete(memberUrl(sessionId, jobId), body || undefined, writing(body)));
    }

    /** Sends {verb, session_id, job_id, body} as the server gave it: an undo, a repair. */
    function call(given) {
      var verb = given.verb === 'DELETE' ? service.removeJob : service.addJob;
      return verb(given.session_id, given.job_id, given.body);
    }

    /** What is broken: {items, checked}. Reads every job, so it takes its time. */
    function getHealth(params) {
      return answer(http.get(ROOT + 'health/', config(WRITE_TIMEOUT, params)));
    }

    /** One page, or those of some ids: there may be too many to read all. */
    function getJobs(params) {
      return answer(http.get(ROOT + 'jobs/', config(READ_TIMEOUT, params)));
    }

    /** The document of one of the `panel` ("jobs", "clients", …) as Freezer has it: {record}. */
    function getRecord(panel, id) {
      return answer(http.get(ROOT + panel + '/' + encodeURIComponent(id) + '/record',
                             config(READ_TIMEOUT)));
    }

    /** A job, action or session as a file: {name, type, text, left_out}, and its "commands". */
    function getFile(panel, id) {
      return answer(http.get(ROOT + panel + '/' + encodeURIComponent(id) + '/file',
                             config(READ_TIMEOUT)));
    }

    /** A job or session from a file; with `check` what would be made, and nothing is written. */
    function createFromFile(panel, body) {
      return answer(http.post(ROOT + panel + '/file/', body, config(WRITE_TIMEOUT)));
    }

    /** The same of one that is there. */
    function updateFromFile(panel, id, body) {
      return answer(http.put(ROOT + panel + '/' + encodeURIComponent(id) + '/file', body,
                             config(WRITE_TIMEOUT)));
    }

    /** As in the list; rejects with 404 where it is gone. */
    function getJob(id) {
      return getJobs({ids: id, homes: 1}).then(page => page.items[0] || $q.reject({
        status: 404,
        error: gettext('This job does not exist. It may have been deleted.')
      }));
    }

    /** The fields of a form, by its parts. */
    function getForm(name) {
      return answer(http.get(ROOT + 'forms/' + encodeURIComponent(name), config(READ_TIMEOUT)));
    }

    /** {user, steps: [{title, commands}]}: how a machine becomes a client. */
    function getInstallation() {
      return answer(http.get(ROOT + 'installation', config(READ_TIMEOUT)));
    }

    /** {items, whole, failed, offered, clients}: Cinder's, with what protects each. */
    function getVolumes() {
      return answer(http.get(ROOT + 'volumes/', config(READ_TIMEOUT)));
    }

    /** {items, failed}; with `check` {jobs, session}: the plan, and nothing is written. */
    function createJobs(body) {
      return answer(http.post(ROOT + 'jobs/', body, config(WRITE_TIMEOUT)));
    }

    /** New jobs in a session: {items, failed}. */
    function createMembers(sessionId, body) {
      return answer(http.post(sessionUrl(sessionId) + '/jobs/', body, config(WRITE_TIMEOUT)));
    }

    /** What a form needs to edit it. */
    function getJobForm(id) {
      return answer(http.get(jobUrl(id) + '/form', config(READ_TIMEOUT)));
    }

    /** {items: [{name, words, chains}]}: what is there after that many runs. */
    function getJobRetention(id, runs) {
      return answer(http.get(jobUrl(id) + '/retention', config(READ_TIMEOUT, {runs})));
    }

    /** {action, schedule, runs} -> {words, chains}. */
    function forecastRetention(body) {
      return answer(http.post(ROOT + 'retention/', body, config(READ_TIMEOUT)));
    }

    function updateJob(id, changes) {
      return answer(http.patch(jobUrl(id), changes, config(WRITE_TIMEOUT)));
    }

    /** start or stop: the job as it is then. */
    function sendJobEvent(id, event) {
      return answer(http.post(jobUrl(id) + '/event', {event: event}, config(WRITE_TIMEOUT)));
    }

    function deleteJob(id) {
      return answer(http.delete(jobUrl(id), undefined, config(WRITE_TIMEOUT)));
    }

    /** One page; with `jobs` every job is read, so it takes its time. */
    function getActions(params) {
      return answer(http.get(ROOT + 'actions/', config(WRITE_TIMEOUT, params)));
    }

    /** What a form needs to edit or copy it. */
    function getActionForm(id) {
      return answer(http.get(actionUrl(id) + '/form', config(WRITE_TIMEOUT)));
    }

    function createAction(body) {
      return answer(http.post(ROOT + 'actions/', body, config(WRITE_TIMEOUT)));
    }

    function updateAction(id, body) {
      return answer(http.patch(actionUrl(id), body, config(WRITE_TIMEOUT)));
    }

    /** With the jobs that use it, for which all of the project are read. */
    function getAction(id, params) {
      return answer(http.get(actionUrl(id), config(WRITE_TIMEOUT, params)));
    }

    function deleteAction(id) {
      return answer(http.delete(actionUrl(id), undefined, config(WRITE_TIMEOUT)));
    }

    /** The same of clients: what their jobs do. */
    function getClients(params) {
      return answer(http.get(ROOT + 'clients/', config(WRITE_TIMEOUT, params)));
    }

    /** With its jobs, for which all of the project are read. */
    function getClient(id, params) {
      return answer(http.get(clientUrl(id), config(WRITE_TIMEOUT, params)));
    }

    function deleteClient(id) {
      return answer(http.delete(clientUrl(id), undefined, config(WRITE_TIMEOUT)));
    }

    function getBackup(id) {
      return answer(http.get(backupUrl(id), config(WRITE_TIMEOUT)));
    }

    /** One page, the newest first. The first one reads every record, so it takes its time. */
    function getBackups(params) {
      return answer(http.get(ROOT + 'backups/', config(WRITE_TIMEOUT, params)));
    }

    /** The record: what is in the storage stays. */
    function deleteBackup(id) {
      return answer(http.delete(backupUrl(id), undefined, config(WRITE_TIMEOUT)));
    }

    /** What a restore of one backup can be made of. */
    function getBackupRestore(id) {
      return answer(http.get(backupUrl(id) + '/restore', config(READ_TIMEOUT)));
    }

    /** {into, choices, confirm, check}: with `check` it only says what would be done. */
    function restoreBackup(id, body) {
      return answer(http.post(backupUrl(id) + '/restore', body, config(WRITE_TIMEOUT)));
    }

    /** How far the jobs of a restore are: {items}. */
    function getRestores(ids) {
      return answer(http.get(ROOT + 'restores/', config(READ_TIMEOUT, {job: ids})));
    }

    /** {schedule, hold_off, session_id, members}, or {session_id} alone for one as it is. */
    function previewSchedule(body) {
      return answer(http.post(ROOT + 'schedule/preview', body, config(READ_TIMEOUT)));
    }

    /** What all sessions add up to: {words, counts, needy, running, next, …}. */
    function getOverview() {
      return answer(http.get(ROOT + 'overview/', config(READ_TIMEOUT, {max_age: RECENT})));
    }

    /** The same with jobs, machines and backups: reads all of them, so it takes its time. */
    function getOverviewDetails(params) {
      var query = angular.extend({max_age: RECENT}, params);
      return answer(http.get(ROOT + 'overview/details', config(WRITE_TIMEOUT, query)));
    }

    /** The runs to come: {items, clashes, total, …}. Reads every session, so it takes its time. */
    function getUpcoming(params) {
      return answer(http.get(ROOT + 'upcoming/', config(WRITE_TIMEOUT, params)));
    }

    /** The same as a file: {name, type, text}. */
    function exportUpcoming(params) {
      return answer(http.get(ROOT + 'upcoming/export', config(WRITE_TIMEOUT, params)));
    }

    /** What a session's page begins with: of its document alone, which is one call to Freezer. */
    function getSessionHead(id) {
      return answer(http.get(sessionUrl(id), config(READ_TIMEOUT, {head: 1})));
    }

    /** A session from its row alone, one call to Freezer: for following it. */
    function getSessionRow(id) {
      return answer(http.get(sessionUrl(id), config(READ_TIMEOUT, {brief: 1, max_age: RECENT})));
    }

    /** One page of a session's snapshots, newest first: {items, next, members, outside, …}. */
    function getSnapshots(id, params) {
      return answer(http.get(snapshotUrl(id, ''), config(WRITE_TIMEOUT, params)));
    }

    /** One snapshot with its members and their backups. */
    function getSnapshot(id, key) {
      return answer(http.get(snapshotUrl(id, key), config(WRITE_TIMEOUT)));
    }

    /** The same as a file: {name, type, text}. */
    function exportSnapshot(id, key, params) {
      return answer(http.get(snapshotUrl(id, key) + '/export', config(WRITE_TIMEOUT, params)));
    }

    /** `params`: {a: key, b: key}. */
    function compareSnapshots(id, params) {
      return answer(http.get(snapshotUrl(id, 'compare'), config(WRITE_TIMEOUT, params)));
    }

    function pinSnapshot(id, key) {
      return answer(http.put(snapshotUrl(id, key), undefined, config(WRITE_TIMEOUT)));
    }

    function unpinSnapshot(id, key) {
      return answer(http.delete(snapshotUrl(id, key), undefined, config(WRITE_TIMEOUT)));
    }

    /** What a restore of a snapshot can be made of. */
    function getRestore(id, key) {
      return answer(http.get(snapshotUrl(id, key) + '/restore', config(WRITE_TIMEOUT)));
    }

    /** As restoreBackup, of a snapshot. */
    function restoreSnapshot(id, key, body) {
      return answer(http.post(snapshotUrl(id, key) + '/restore', body, config(WRITE_TIMEOUT)));
    }

    /** What can be done about a session's run now: {offers, read, changes_at}. */
    function getOffers(id) {
      return answer(http.get(sessionUrl(id) + '/action', config(READ_TIMEOUT)));
    }

    /** {kind, tag} of an offer. */
    function act(id, body) {
      return answer(http.post(sessionUrl(id) + '/action', body, config(WRITE_TIMEOUT)));
    }

    ////////////

    function snapshotUrl(id, key) {
      return sessionUrl(id) + '/snapshots/' + encodeURIComponent(key);
    }

    function sessionUrl(id) {
      return ROOT + 'sessions/' + encodeURIComponent(id);
    }

    function jobUrl(id) {
      return ROOT + 'jobs/' + encodeURIComponent(id);
    }

    function actionUrl(id) {
      return ROOT + 'actions/' + encodeURIComponent(id);
    }

    function clientUrl(id) {
      return ROOT + 'clients/' + encodeURIComponent(id);
    }

    function backupUrl(id) {
      return ROOT + 'backups/' + encodeURIComponent(id);
    }

    function memberUrl(sessionId, jobId) {
      return sessionUrl(sessionId) + '/jobs/' + encodeURIComponent(jobId);
    }

    function config(timeout, params) {
      // We tell a 403 in the server's own words, so Horizon need not add its general toast.
      var result = {timeout: timeout, suppress403Toast: true};
      if (params) {
        result.params = params;
      }
      return result;
    }

    /** AngularJS does not say that the body of a DELETE is JSON. */
    function writing(body) {
      var result = config(WRITE_TIMEOUT);
      if (body) {
        result.headers = {'Content-Type': 'application/json'};
      }
      return result;
    }

    function answer(request) {
      return request.then(onAnswer, onFailure);

      function onAnswer(response) {
        // A page of HTML with status 200 (a proxy, a login form) is no answer either.
        if (response.status !== 204 && !angular.isObject(response.data)) {
          return $q.reject(toFailure(response));
        }
        return response.data;
      }

      function onFailure(response) {
        return $q.reject(toFailure(response));
      }
    }
  }
})();
