/*
 * Things as /api/freezer/ sends them, for the specs: real answers (answers.mock.js), with values
 * that a spec can know by heart. A field that REST does not send, or that has a value of another
 * kind there, ends the spec.
 */
(function(window) {
  'use strict';

  // what horizon.js gets from files and pages that the specs do without
  window.horizon.cookies = {get: angular.noop};
  window.horizon.uuid = {generate() { return 'uuid'; }};

  // Freezer's own documents, and what is named by ids or fields
  const OPEN = ['schedule', 'schedule_local', 'cells', 'body', 'values', 'when', 'default'];

  window.freezerFixtures = {like, list, brief, row, session, job, member,
    action, backup, client, problem, preview,
    advice, history, snapshot, dialog,
    services, page, allowed, later, cells,
    draw, template, drawer, press, announced, waiting, server, outcome};

  // The services that specs ask for most are globals of every spec: that of the running one.
  const SERVICES = {
    api: 'horizon.dashboard.project.freezer.core.api',
    permissions: 'horizon.dashboard.project.freezer.core.permissions',
    toast: 'horizon.dashboard.project.freezer.core.toast',
    toasts: 'horizon.framework.widgets.toast.service'
  };
  ['$compile', '$controller', '$cookies', '$document', '$http', '$httpBackend', '$injector',
    '$interval', '$location', '$q', '$rootScope', '$route', '$templateCache', '$timeout',
    '$uibModal', '$uibModalStack', '$verifyNoPendingTasks', '$window'
  ].forEach(name => { SERVICES[name] = name; });
  Object.keys(SERVICES).forEach(name => {
    Object.defineProperty(window, name, {get: () => service(SERVICES[name])});
  });

  /** A service of ours in the running spec: freezer('core.labels'). */
  window.freezer = name => service('horizon.dashboard.project.freezer.' + name);

  function service(name) {
    let found;
    inject([name, given => { found = given; }]);
    return found;
  }

  /** The part of the answers at `path`, 'jobs.items.0', with other values. */
  function like(path, ...values) {
    const real = path.split('.').reduce((whole, key) => whole[key], window.freezerAnswers);
    values.forEach(each => compare(path, real, each));
    return Object.assign(angular.copy(real), ...values);
  }

  function compare(path, real, given) {
    if (Array.isArray(given) && Array.isArray(real)) {
      // a field that one of them has may be sent of each
      const any = isObject(real[0]) ? angular.merge({}, ...real) : real[0];
      given.forEach(each => compare(path + '[]', any, each));
    } else if (isObject(given) && isObject(real)) {
      Object.keys(given).forEach(name => {
        if (!(name in real)) {
          throw new Error(`REST does not send ${path}.${name}: see spec/answers.mock.js`);
        }
        if (!OPEN.includes(name)) {
          compare(path + '.' + name, real[name], given[name]);
        }
      });
    } else if (isThere(given) && isThere(real) && typeOf(given) !== typeOf(real)) {
      throw new Error(`REST sends ${path} as ${typeOf(real)}, not as ${typeOf(given)}`);
    }
  }

  function typeOf(value) {
    return Array.isArray(value) ? 'array' : typeof value;
  }

  function isThere(value) {
    return value !== null && value !== undefined;
  }

  function isObject(value) {
    return typeOf(value) === 'object' && isThere(value);
  }

  /** A page of a list. */
  function list(name, items, more) {
    return like(name, {items, next: null, read: 1700000000}, more);
  }

  /** For beforeEach: the modules of what draws nothing. */
  function services() {
    window.module('horizon.framework', 'horizon.app.core', 'horizon.dashboard.project.freezer');
  }

  /** The same of what is drawn, by its templates. */
  function page() {
    window.module('templates', 'gettext', 'ui.bootstrap', 'smart-table');
    services();
  }

  /** A page of a user who may do everything. */
  function allowed() {
    const api = 'horizon.app.core.openstack-service-api.';
    page();
    window.module($provide => {
      $provide.factory(api + 'policy', ['$q', $q => ({ifAllowed: () => $q.when()})]);
      $provide.factory(api + 'settings', ['$q', $q => ({getSetting: () => $q.when(0)})]);
    });
  }

  /** A list that is drawn: Horizon asks for "filter first" with a native promise. */
  function later(scope, check, done) {
    setTimeout(() => {
      scope.$apply();
      check();
      done();
    }, 50);
  }

  /** `html` on the page, drawn in `scope`. */
  function draw(html, scope) {
    const element = $compile('<div>' + html + '</div>')(scope);
    element.appendTo(document.body);
    scope.$apply();
    return element;
  }

  /** The text of a template of ours: 'board/panel'. */
  function template(name) {
    return $templateCache.get(freezer('basePath') + name + '.html');
  }

  /** A key goes down at `target`, or where the focus is: returns the event. */
  function press(key, more, target) {
    const event = new KeyboardEvent('keydown', Object.assign(
      {key, bubbles: true, cancelable: true}, more));
    (target || document.activeElement).dispatchEvent(event);
    return event;
  }

  /** `spy` answers when the spec says so: what its calls wait for, in their order. */
  function waiting(spy) {
    const asked = [];
    spy.and.callFake(() => {
      asked.push($q.defer());
      return asked[asked.length - 1].promise;
    });
    return asked;
  }

  /** Answers a call of core.api when the spec says so. */
  function server(name) {
    const asked = waiting(spyOn(api, name));
    return {
      count: () => asked.length,
      query: index => api[name].calls.argsFor(index)[0],
      answer: (index, data) => settle(asked[index].resolve, data),
      fail: (index, error) => settle(asked[index].reject, {status: 504, error})
    };

    function settle(how, data) {
      how(data);
      $rootScope.$apply();
    }
  }

  /** What a promise came to: its value, {rejected: reason}, or undefined where it waits. */
  function outcome(promise) {
    let result;
    promise.then(value => { result = value; }, reason => { result = {rejected: reason}; });
    $rootScope.$apply();
    return result;
  }

  /** A row of Horizon's table with `item` of the scope, whose details are not open. */
  function drawer(scope) {
    const element = $compile('<table><tbody><tr><td><span class="fa fa-chevron-right"' +
      ' hz-expand-detail></span></td></tr><tr><td class="detail">' +
      '<freezer-row-details item="item"></freezer-row-details></td></tr></tbody></table>')(scope);
    angular.element(document.body).append(element);
    scope.$apply();
    $timeout.flush();
    return element;
  }

  /** What screen readers were told last. */
  function announced() {
    return angular.element('.freezer-announcement p').last().text();
  }

  /** The texts of a row. */
  function cells(element, id) {
    return element.find('#' + id).closest('tr').find('hz-cell').map(function text() {
      return this.textContent.trim();
    }).get();
  }

  function row(id, more) {
    return like('sessions.items.0', {
      id,
      name: more && more.description || 'session ' + id,
      description: 'session ' + id,
      status: 'completed',
      result: 'success',
      session_tag: 4,
      hold_off: 60,
      schedule: {schedule_interval: '6 hours'},
      schedule_words: 'every 6 hours',
      time_start: 1700000000,
      time_end: 1700000100,
      next_run: 1700021600,
      next_run_about: true,
      next_run_note: null,
      complete: true,
      counts: {members: 0, succeeded: 0, failed: 0, running: 0, late: 0, missing: 0, waiting: 0,
        unknown: 0, checking: 0},
      confirmed: true,
      need: 'complete',
      rank: 8,
      verdict: {state: 'complete', words: 'Complete: 0 of 0 in tag 4', freezer_differs: false},
      members: []
    }, more);
  }

  /** The row of a session's own page. */
  function brief(id, more) {
    const made = row(id);
    delete made.members;
    return like('brief', made, {name: more && more.description || made.name}, more);
  }

  function session(id, more) {
    const none = {members: [], problems: [], run: null};
    const made = like('session', row(id), none, more);
    made.name = more && more.name || made.description;
    // in UTC: typed as it is stored
    made.schedule_local = more && more.schedule_local || angular.copy(made.schedule);
    return made;
  }

  function member(id, more) {
    return like('session.members.0', {
      id,
      client_id: 'client-' + id,
      name: 'job ' + id,
      state: 'succeeded',
      state_words: 'Succeeded in tag 4',
      status: 'completed',
      result: 'success',
      time_started: 1700000001,
      time_ended: 1700000050,
      schedule_words: 'every 6 hours',
      drift: false,
      ghost: false
    }, more);
  }

  /** What a schedule means: every 6 hours from a start in the future, two runs of it. */
  function preview(more) {
    return like('preview', {
      schedule: {schedule_interval: '6 hours'},
      schedule_local: {schedule_interval: '6 hours'},
      words: 'every 6 hours',
      next_run: 1893456000,
      next_run_about: false,
      next_run_note: null,
      runs: [{at: 1893456000, about: false}, {at: 1893477600, about: false}],
      more: true,
      about_words: null,
      clock_changes: [],
      zone_words: [],
      time_zone: 'UTC',
      agents_zone: 'UTC',
      advice: []
    }, more);
  }

  /** A warning that a longer hold-off puts right. */
  function advice(more) {
    return like('preview.advice.0', {
      kind: 'unaligned',
      level: 'warning',
      words: 'Some jobs are <b>late</b>.',
      applies: [{words: 'Set the hold-off to 90 seconds', hold_off: 90}]
    }, more);
  }

  /** With one repair, of one call. */
  function problem(kind, sessionId, jobId, more) {
    return like('health.items.0', {
      id: [kind, sessionId, jobId || ''].join(':'),
      kind,
      session_id: sessionId,
      session_name: 'session ' + sessionId,
      job_id: jobId,
      job_name: 'job ' + jobId,
      words: 'job ' + jobId + ' has a problem: ' + kind + '.',
      repairs: [{
        words: 'Repair ' + jobId,
        writes: 'Puts job ' + jobId + ' right.',
        calls: [{verb: 'PUT', session_id: sessionId, job_id: jobId, body: {from: sessionId}}]
      }]
    }, more);
  }

  function job(id, more) {
    return like('jobs.items.0', {
      id,
      name: more && more.description || 'job ' + id,
      description: 'job ' + id,
      client_id: 'client-' + id,
      session_id: null,
      session_tag: 0,
      status: 'scheduled',
      result: null,
      time_started: null,
      time_ended: null,
      schedule: {},
      schedule_words: 'not scheduled',
      actions: ['backup ' + id],
      stopped: false,
      own: null,
      warning: null,
      dangling: false,
      need: 'never',
      rank: 5
    }, more);
  }

  /** writes.bulkOperation without its modal: `spec` is what was asked, `result` what came of it. */
  function dialog() {
    const asked = {agreed: true, spec: null, result: null};
    spyOn(freezer('writes.bulkOperation'), 'open').and.callFake(spec => {
      asked.spec = spec;
      return !asked.agreed ? $q.reject('cancel')
        : freezer('writes.taskQueue').create().run(spec.tasks).then(result => {
          asked.result = result;
          return result;
        });
    });
    asked.names = function names() {
      return asked.spec.ask.items.map(item => item.name);
    };
    asked.failures = function failures() {
      return asked.result.failures.map(each => each.name + ': ' + each.error);
    };
    return asked;
  }

  function backup(id, more) {
    return like('backups.items.0', {
      id,
      name: more && more.backup_name || 'backup ' + id,
      backup_name: 'backup ' + id,
      place: 'local: /var/backups',
      hostname: 'db-1',
      container: '/var/backups',
      storage: 'local',
      mode: 'fs',
      engine_name: 'tar',
      path: '/srv/' + id,
      at: 1700000000,
      level: 1,
      job_id: 'j',
      job_name: 'Orders',
      job_gone: false,
      client_id: 'client-1',
      session_id: null,
      session_name: null,
      session_tag: null,
      client_version: '19.0.0',
      status: 'available',
      refused: null
    }, more);
  }

  /** As GET actions/?jobs=1 has it. */
  function action(id, more) {
    return like('actions.items.0', {
      id,
      action: 'backup',
      mode: 'fs',
      backup_name: 'backup ' + id,
      path: '/srv/' + id,
      storage: 'local',
      container: '/var/backups',
      engine: 'tar',
      max_level: '3',
      jobs: 1,
      name: more && more.backup_name || 'backup ' + id,
      place: 'local: /var/backups'
    }, more);
  }

  /** As GET clients/?jobs=1 has it. */
  function client(id, more) {
    return like('clients.items.0', {
      id,
      hostname: id + '.example.com',
      description: 'machine ' + id,
      uuid: '0'.repeat(32),
      is_central: false,
      counts: {jobs: 1, session: 0, alone: 1, nothing: 0, protecting: 1},
      time_ended: 1700000050,
      result: 'success',
      protected: true,
      need: 'protected',
      rank: 4,
      words: '1 of 1 backup job is active',
      cannot: {}
    }, more);
  }

  /** What GET snapshots/ answers, of the members a and b. */
  function history(items, more) {
    return like('history', {
      items,
      next: null,
      now: 1700001000,
      tag: items.length ? items[0].tag : 0,
      members: ['a', 'b'].map(id => ({
        id, name: 'job ' + id, client_id: 'client-' + id, part: 'member',
        part_words: ''
      })),
      outside: [],
      note: items.length ? null : 'It has no backups yet.',
      confidence_words: {exact: 'Exact: sure.', pinned: 'Pinned: for ever.',
        estimated: 'Estimated: counted.', unknown: 'Unknown: nobody can say.'}
    }, more);
  }

  /** The snapshot of a tag; it began 1000 seconds after the one before. */
  function snapshot(tag, more) {
    const start = 1700000000 + (tag - 42) * 1000;
    return like('history.items.0', {
      key: 't' + tag,
      tag,
      name: 'Tag ' + tag,
      confidence: 'exact',
      confidence_words: 'Exact: sure.',
      current: false,
      pinned: false,
      can_pin: true,
      pin_refused: null,
      start,
      end: start + 90,
      duration: 90,
      skew: 3,
      state: 'complete',
      words: '2 of 2 backed up',
      cells: {
        a: {state: 'succeeded', at: start, end: start + 60, level: null, backups: 1,
          words: 'Backed up'},
        b: {state: 'succeeded', at: start + 3, end: start + 90, level: 0, backups: 1,
          words: 'Backed up'}
      }
    }, more);
  }
})(window);
