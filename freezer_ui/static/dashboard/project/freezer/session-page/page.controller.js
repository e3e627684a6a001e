(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .controller('horizon.dashboard.project.freezer.session-page.PageController', PageController);

  PageController.$inject = [
    '$document',
    '$location',
    '$q',
    '$routeParams',
    '$scope',
    '$timeout',
    '$window',
    'horizon.dashboard.project.freezer.core.address',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.textMatch',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.core.labels',
    'horizon.dashboard.project.freezer.core.pageTitle',
    'horizon.dashboard.project.freezer.core.paths',
    'horizon.dashboard.project.freezer.core.permissions',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.writes.bulkOperation',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.writes.undo',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.sessionType',
    'horizon.dashboard.project.freezer.session-page.head',
    'horizon.dashboard.project.freezer.snapshots.autoPin',
    'horizon.framework.conf.resource-type-registry.service'
  ];

  /**
   * A session: its head, which is of its document alone, and its tabs, of which only the one that
   * is shown reads. Its members are read for Run and Jobs, and put in and out by buttons.
   */
  function PageController(
    $document, $location, $q, $routeParams, $scope, $timeout, $window, address, api, matchesText,
    autoRefresh, health, labels, pageTitle, paths, permissions, pools, toast, bulkOperation,
    memberMoves, undos, latest, sessionType, heads, autoPins, registry
  ) {
    var ctrl = this;
    var id = $routeParams.id;
    // what is shorter is seen without a search
    var SHORT = 12;
    var TABS = {
      run: gettext('Run'), history: gettext('History'), jobs: gettext('Jobs'),
      schedule: gettext('Schedule')
    };
    // those that show members
    var OF_MEMBERS = ['run', 'jobs'];
    var resourceType = registry.getResourceType(sessionType);
    var atWork = false;
    var readings = latest.create();

    ctrl.labels = labels;
    ctrl.paths = paths;
    // a row has them as text: a directive for each would take longer than the row
    ctrl.words = {
      remove: gettext('Remove'),
      keepsSchedule: gettext('The job stops and keeps its own schedule.'),
      removeOtherwise: gettext('Other ways to remove'),
      removeToRun: gettext('Remove and keep running:')
    };
    ctrl.can = {};
    ctrl.actions = resourceType.itemActions;
    // as it was read last, with or without its members; and as Horizon's actions want it
    ctrl.session = null;
    ctrl.item = null;
    // as it was read last with its members
    ctrl.whole = null;
    ctrl.gone = null;
    ctrl.tab = null;
    ctrl.tabs = [];
    // the history is there from its first look on, or as long as it pins what becomes complete
    ctrl.hasHistory = false;
    ctrl.pending = {};
    ctrl.picked = {};
    ctrl.search = {text: address.get('q') || ''};
    // the members that match the search
    ctrl.listed = [];
    ctrl.adding = false;
    ctrl.pool = null;
    ctrl.announcement = '';
    ctrl.acting = {pending: null};
    ctrl.refresher = autoRefresh.create({load, busy, rows, look: glance, moving: isMoving});
    ctrl.undo = undos.create({perform: takeBack});
    angular.extend(ctrl, {
      toggleAdding, add, addMany, remove, aloneWords, pick, pickAll, allPicked, pickedMembers,
      removeWords, removePicked, onMended, handle, isRunning, readAgain, isSearchable, searchWords,
      keepSearch, readRecord: () => api.getRecord('sessions', id)
    });

    resourceType.initActions();
    permissions.fill(ctrl.can);
    pageTitle.follow($scope, () => ctrl.session && ctrl.session.name);
    $scope.$watch(tabInAddress, onTab);
    $scope.$watchGroup([
      () => ctrl.whole && ctrl.whole.members,
      () => ctrl.search.text
    ], list);
    $scope.$on('$destroy', leave);
    var pins = autoPins.create(id);
    pins.ready.then(() => { ctrl.hasHistory = ctrl.hasHistory || pins.on; });
    ctrl.tab = tabInAddress();
    begin(heads.take(id));

    ////////////

    function leave() {
      // an answer to come does not draw the page again
      readings.cancel();
      ctrl.refresher.stop();
      closePool();
    }

    /** The head at once: from the page itself, or while the members are read. */
    function begin(head) {
      if (head) {
        show(head);
      } else if (isOfMembers()) {
        api.getSessionHead(id).then(session => {
          if (!ctrl.session) {
            show(session);
          }
        }, angular.noop);
      }
      if (head && !isOfMembers() && head.confirmed) {
        ctrl.refresher.follow($q.when(head));
      } else {
        ctrl.refresher.refresh();
      }
    }

    function load() {
      var isLatest = readings.begin();
      return (isOfMembers() ? api.getSession(id) : api.getSessionRow(id)).then(session =>
        // an older answer never replaces a newer one
        isLatest() ? show(session) : session, failure => {
        if (isLatest() && failure.status === 404) {
          ctrl.gone = failure;
          ctrl.refresher.stop();
          heads.replace();
        }
        return $q.reject(failure);
      });
    }

    function show(session) {
      ctrl.session = session;
      ctrl.item = session;
      if (session.members) {
        ctrl.whole = session;
      }
      nameTabs();
      heads.replace();
      return session;
    }

    ////////////

    function tabInAddress() {
      var wanted = address.get('tab');
      return Object.keys(TABS).includes(wanted) ? wanted : 'run';
    }

    function isOfMembers() {
      return OF_MEMBERS.includes(ctrl.tab);
    }

    function onTab(tab, before) {
      ctrl.tab = tab;
      ctrl.hasHistory = ctrl.hasHistory || tab === 'history';
      ctrl.search.text = address.get('q') || '';
      nameTabs();
      if (tab !== before && ctrl.session && isOfMembers() && !isFresh()) {
        readAgain();
      }
    }

    /** Whether the members are those of the session as it is known now. */
    function isFresh() {
      return Boolean(ctrl.whole) && ctrl.whole.version === ctrl.session.version;
    }

    function nameTabs() {
      ctrl.tabs = Object.keys(TABS).map(tab => ({
        id: tab,
        name: TABS[tab],
        href: address.href({tab: tab === 'run' ? null : tab}),
        count: tab === 'jobs' && ctrl.session ? ctrl.session.counts.members : undefined
      }));
    }

    ////////////

    function list() {
      ctrl.listed = !ctrl.whole ? [] : ctrl.whole.members.filter(member => matchesText(
        [member.name, member.id, member.client_id, member.state_words], ctrl.search.text));
    }

    function keepSearch() {
      address.replace({q: ctrl.search.text});
    }

    function isSearchable() {
      return ctrl.search.text !== '' || ctrl.whole.members.length > SHORT;
    }

    function searchWords() {
      var all = ctrl.whole.members.length;
      return ctrl.search.text ? interpolate(
        ngettext('%(found)s of %(all)s job matches', '%(found)s of %(all)s jobs match', all),
        {found: ctrl.listed.length, all}, true) : '';
    }

    function busy() {
      return atWork || Object.keys(ctrl.pending).length > 0;
    }

    function rows() {
      return ctrl.session ? [ctrl.session] : [];
    }

    /** One call to Freezer, where reading all takes one for each member. */
    function glance() {
      return api.getSessionRow(id).then(row => row.version !== ctrl.session.version);
    }

    function isMoving() {
      return Boolean(ctrl.session) && (isRunning() || ctrl.acting.pending !== null);
    }

    function isRunning() {
      return ctrl.session.verdict.state === 'running';
    }

    ////////////

    function toggleAdding() {
      ctrl.adding = !ctrl.adding;
      closePool();
      if (ctrl.adding) {
        ctrl.pool = pools.create();
        ctrl.pool.search('');
        later('.freezer-add .freezer-search');
      }
    }

    function closePool() {
      if (ctrl.pool) {
        ctrl.pool.stop();
        ctrl.pool = null;
      }
    }

    function add(job) {
      return write(job, into(job),
        gettext('Added %(job)s to %(session)s.'),
        gettext('Unable to add %(job)s to %(session)s. %(error)s'));
    }

    function addMany(jobs) {
      return writeMany(jobs, gettext('Add jobs'), gettext('Adding the jobs…'), into, done);

      function done(count) {
        return ngettext('Added %(count)s job to %(session)s.',
                        'Added %(count)s jobs to %(session)s.', count);
      }
    }

    function into(job) {
      return memberMoves.into(id, job.id, {from: null});
    }

    function outOf(member, then) {
      return memberMoves.outOf(id, member.id, {then});
    }

    /** `then`: "stop", its own schedule is kept; "run", it goes on by itself. */
    function remove(member, then) {
      var place = ctrl.listed.indexOf(member);
      return write(member, outOf(member, then),
        then === 'run'
          ? gettext('Removed %(job)s from %(session)s. The job keeps running.')
          : gettext('Removed %(job)s from %(session)s. The job is stopped.'),
        gettext('Unable to remove %(job)s from %(session)s. %(error)s')
      ).then(() => {
        laterAt(place);
      });
    }

    /** To the member that is at this place now. */
    function laterAt(place) {
      list();
      var member = ctrl.listed[Math.min(place, ctrl.listed.length - 1)];
      later(member ? '[data-job="' + $window.CSS.escape(member.id) + '"] .freezer-remove'
                   : '.freezer-toggle-add');
    }

    /** When a member would run by itself; null where nobody knows a schedule for it. */
    function aloneWords(member) {
      if (member.own) {
        return member.own.words;
      }
      return Object.keys(ctrl.session.schedule).length ? ctrl.session.schedule_words : null;
    }

    ////////////

    function pick(member) {
      ctrl.picked[member.id] = !ctrl.picked[member.id];
    }

    function pickAll() {
      var all = allPicked();
      ctrl.listed.forEach(member => {
        ctrl.picked[member.id] = !all;
      });
    }

    function allPicked() {
      return ctrl.listed.length > 0 && ctrl.listed.every(member => ctrl.picked[member.id]);
    }

    function pickedMembers() {
      return ctrl.whole.members.filter(member => ctrl.picked[member.id]);
    }

    function removeWords() {
      var count = pickedMembers().length;
      return interpolate(ngettext('Remove %s job', 'Remove %s jobs', count), [count]);
    }

    function removePicked() {
      var members = pickedMembers();
      return writeMany(
        members, gettext('Remove jobs'), gettext('Removing the jobs…'),
        member => outOf(member, 'stop'), done
      ).then(() => {
        ctrl.picked = {};
        later('.freezer-toggle-add');
      });

      function done(count) {
        return ngettext('Removed %(count)s job from %(session)s. The job is stopped.',
                        'Removed %(count)s jobs from %(session)s. The jobs are stopped.', count);
      }
    }

    ////////////

    /** Pending until the session was read again, or why not. */
    function write(job, call, done, failed) {
      var words = {job: job.name, session: ctrl.session.name};
      ctrl.pending[job.id] = true;
      return memberMoves.send(call).then(answer => {
        note(job, answer);
        say(interpolate(done, words, true), memberMoves.undoOf([answer]));
      }, failure => {
        toast.failure(failed, words, failure);
        words.error = failure.error;
        ctrl.announcement = interpolate(failed, words, true);
        doubt();
      }).then(readAgain).finally(() => {
        delete ctrl.pending[job.id];
      });
    }

    /** The same with progress; says how many were done, not which. */
    function writeMany(jobs, title, working, callOf, done) {
      var moves = jobs.map(job => ({name: job.name, job, call: callOf(job)}));
      atWork = true;
      return memberMoves.sendAll(moves, inModal(title, working), sendOne).then(outcome => {
        var count = outcome.answers.length;
        if (count) {
          say(interpolate(done(count), {count, session: ctrl.session.name},
                          true), outcome.undo);
        }
        if (outcome.failures.length) {
          doubt();
        }
      }).then(readAgain).finally(() => {
        atWork = false;
      });

      function sendOne(move) {
        return memberMoves.send(move.call).then(answer => {
          note(move.job, answer);
          return answer;
        });
      }
    }

    function inModal(title, working) {
      return tasks => bulkOperation.open({title, working, tasks});
    }

    /** It may have been half done, or changed under us. */
    function doubt() {
      health.again();
      if (ctrl.pool) {
        ctrl.pool.refresh();
      }
    }

    /** The pool beside the members follows what was written. */
    function note(job, answer) {
      if (ctrl.pool && answer.job && !answer.job.session_id) {
        ctrl.pool.keep(answer.job);
      } else if (ctrl.pool) {
        ctrl.pool.drop(job.id);
      }
    }

    function say(words, undo) {
      ctrl.announcement = words;
      ctrl.undo.push(words, undo);
    }

    /** A reading that fails is told by the refresher. */
    function readAgain() {
      return $q.when(ctrl.refresher.refresh()).catch(angular.noop);
    }

    function onMended(words, calls) {
      if (words && !calls.length) {
        toast.success('%(words)s', {words});
      }
      ctrl.undo.push(words, calls);
      readAgain();
    }

    /** Horizon's actions answer with what became of the session. */
    function handle(promise) {
      return $q.when(promise).then(result => {
        if (result && result.deleted && result.deleted.length) {
          $location.url('/project/freezer_sessions');
          return null;
        }
        return readAgain();
      }, angular.noop);
    }

    /** The undo of one write, or of many. */
    function takeBack(calls) {
      ctrl.announcement = '';
      return (calls.length > 1 ? takeBackMany(calls) : takeBackOne(calls[0])).then(left => {
        if (ctrl.pool) {
          ctrl.pool.refresh();
        }
        return readAgain().then(() => left);
      });
    }

    function takeBackOne(call) {
      return memberMoves.send(call).then(() => {
        ctrl.announcement = gettext('Undone.');
        return [];
      }, failure => {
        toast.failure(gettext('Unable to undo. %(error)s'), {}, failure);
        health.again();
        return undos.mayPass(failure) ? [call] : [];
      });
    }

    /** What failed is said in the modal; what was not begun can still be undone. */
    function takeBackMany(calls) {
      var moves = calls.map(call => ({name: known(call.job_id).name, call}));
      return memberMoves.sendAll(moves, inModal(gettext('Undo'), gettext('Undoing…')))
        .then(outcome => {
          if (outcome.failures.length) {
            health.again();
          }
          ctrl.announcement = outcome.left.length ? '' : gettext('Undone.');
          return outcome.waiting.map(move => move.call);
        });
    }

    function known(jobId) {
      return ctrl.whole && ctrl.whole.members.find(member => member.id === jobId) || {id: jobId, name: jobId};
    }

    function later(selector) {
      $timeout(() => {
        angular.element($document[0].querySelector('.freezer-session')).find(selector).first()
          .trigger('focus');
      }, 0);
    }
  }
})();
