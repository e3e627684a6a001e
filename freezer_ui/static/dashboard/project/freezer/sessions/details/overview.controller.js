(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions.details')
    .controller('horizon.dashboard.project.freezer.sessions.details.OverviewController',
                OverviewController);

  OverviewController.$inject = [
    '$document',
    '$q',
    '$route',
    '$scope',
    '$timeout',
    'horizon.dashboard.project.freezer.api.service',
    'horizon.dashboard.project.freezer.widgets.feed',
    'horizon.dashboard.project.freezer.widgets.labels',
    'horizon.dashboard.project.freezer.widgets.permissions',
    'horizon.dashboard.project.freezer.widgets.tell'
  ];

  /** A session's facts and members, and putting jobs in and out by buttons. */
  function OverviewController(
    $document, $q, $route, $scope, $timeout, api, feeds, labels, permissions, tell
  ) {
    var ctrl = this;
    var id = null;

    ctrl.labels = labels;
    ctrl.can = {};
    ctrl.session = null;
    ctrl.pending = {};
    ctrl.adding = false;
    ctrl.pool = {loading: false, jobs: null, failure: null};
    ctrl.announcement = '';
    ctrl.feed = feeds.create({load: load, busy: busy});
    ctrl.toggleAdding = toggleAdding;
    ctrl.loadPool = loadPool;
    ctrl.add = add;
    ctrl.remove = remove;
    ctrl.mend = mend;
    ctrl.isRunning = isRunning;

    permissions.fill(ctrl.can);
    ctrl.feed.follow($scope.context.loadPromise.then(onFirst));
    $scope.$on('$destroy', ctrl.feed.stop);

    ////////////

    function onFirst(response) {
      id = response.data.id;
      // Horizon's page only knows loaded or not; what failed otherwise is ours to tell.
      return response.data.failure ? $q.reject(response.data.failure) : show(response.data);
    }

    function load() {
      return api.getSession(id).then(function onLoaded(session) {
        if (!ctrl.session) {
          // the page's head was drawn without a session: draw it all again
          $route.reload();
        }
        return show(session);
      });
    }

    function show(session) {
      ctrl.session = session;
      return session;
    }

    function busy() {
      return Object.keys(ctrl.pending).length > 0;
    }

    function isRunning() {
      return ctrl.session.verdict.state === 'running';
    }

    ////////////

    function toggleAdding() {
      ctrl.adding = !ctrl.adding;
      if (ctrl.adding) {
        loadPool().then(function focusSearch() {
          later('.freezer-add .freezer-search');
        });
      }
    }

    function loadPool() {
      ctrl.pool.loading = true;
      ctrl.pool.failure = null;
      return api.getAllJobs({pool: 1}).then(function onJobs(jobs) {
        ctrl.pool.jobs = jobs;
      }, function onFailed(failure) {
        ctrl.pool.failure = failure;
      }).finally(function done() {
        ctrl.pool.loading = false;
      });
    }

    function add(job) {
      return write(job, api.addJob(id, job.id, null),
        gettext('Added %(job)s to %(session)s.'),
        gettext('Unable to add %(job)s to %(session)s. %(error)s')
      );
    }

    function remove(member, index) {
      return write(member, api.removeJob(id, member.id),
        gettext('Removed %(job)s from %(session)s.'),
        gettext('Unable to remove %(job)s from %(session)s. %(error)s')
      ).then(function focusNext() {
        var last = ctrl.session.members.length - 1;
        later(last < 0 ? '.freezer-toggle-add'
                       : '.freezer-member:eq(' + Math.min(index, last) + ') .freezer-remove');
      });
    }

    /** The server says which call mends a problem. */
    function mend(problem) {
      var call = problem.mend.verb === 'PUT' ? api.addJob : api.removeJob;
      var member = ctrl.session.members.filter(function isIt(each) {
        return each.id === problem.job_id;
      })[0];
      return write(member, call(id, member.id),
        gettext('Mended: %(job)s in %(session)s.'),
        gettext('Unable to mend %(job)s in %(session)s. %(error)s')
      );
    }

    /** Pending, then what the answer says, or why not. */
    function write(job, request, done, failed) {
      var words = {job: job.description || job.id, session: ctrl.session.description};
      ctrl.pending[job.id] = true;
      return request.then(onAnswer, onFailed).finally(function settled() {
        delete ctrl.pending[job.id];
      });

      function onAnswer(answer) {
        show(named(answer.session, job));
        if (!answer.session.confirmed) {
          // the short form of a session: ask for the whole
          ctrl.feed.refresh();
        }
        ctrl.announcement = interpolate(done, words, true);
        if (ctrl.adding) {
          loadPool();
        }
        return answer;
      }

      function onFailed(failure) {
        tell.failure(failed, words, failure);
        words.error = failure.error;
        ctrl.announcement = interpolate(failed, words, true);
        // it changed under us: show how it is now
        ctrl.feed.refresh();
        if (ctrl.adding) {
          loadPool();
        }
      }
    }

    /** A write answers with its members by id: their names are those that we know. */
    function named(session, job) {
      var known = {};
      ctrl.session.members.concat(job).forEach(function keep(each) {
        known[each.id] = each;
      });
      return angular.extend({}, session, {
        problems: session.problems || ctrl.session.problems,
        members: session.members.map(function name(member) {
          var before = known[member.id] || {};
          return angular.extend({
            description: before.description,
            schedule_words: before.schedule_words
          }, member);
        })
      });
    }

    function later(selector) {
      $timeout(function focus() {
        angular.element($document[0].querySelector('.freezer-session')).find(selector).first()
          .trigger('focus');
      }, 0);
    }
  }
})();
