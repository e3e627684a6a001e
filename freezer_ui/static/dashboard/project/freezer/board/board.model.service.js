(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.model', boardModel);

  boardModel.$inject = ['$q', 'horizon.dashboard.project.freezer.api.service'];

  /**
   * The board without its screen. It holds what the server said last (jobs, sessions) and the
   * moves that are under way; zones are always drawn from both, so that an answer, a failure and
   * a refresh are each one assignment and a card can never get lost in between.
   *
   * A zone is {id, session, cards}; the pool's id is POOL and it has no session.
   */
  function boardModel($q, api) {
    var POOL = 'pool';

    return {POOL: POOL, create: create};

    function create() {
      var jobs = {};
      var sessions = [];
      var queue = $q.when();
      var writes = 0;
      var touched = {};
      var model = {
        pool: {id: POOL, session: null, cards: []},
        zones: [],
        pending: {},
        // whether there is anything to show, and whether that is all
        drawn: false,
        complete: false,
        load: load,
        move: move,
        busy: busy,
        count: count,
        zone: zone,
        find: find
      };
      return model;

      ////////////

      /**
       * Everything afresh. An answer that a write has overtaken is not shown. The first time,
       * sessions are drawn as soon as they are there and jobs page by page: Freezer takes seconds
       * for thousands of jobs.
       */
      function load() {
        var before = writes;
        touched = {};
        var wanted = api.getAllSessions({members: 1, sort: 'description', dir: 'asc'});
        if (!model.complete) {
          // a failure is told below, with the rest
          wanted.then(onSessions, angular.noop);
        }
        return $q.all([wanted, api.getAllJobs({}, onJobs)]).then(onAll);

        function onSessions(answer) {
          if (isCurrent()) {
            sessions = answer;
            model.drawn = true;
            draw();
          }
        }

        /** Of a job that was moved meanwhile we know more than the page does. */
        function onJobs(page) {
          if (model.complete) {
            return;
          }
          page.filter(isUntouched).forEach(keepJob);
          // without the sessions every job would seem to be in the pool
          if (model.drawn) {
            draw();
          }
        }

        function onAll(answers) {
          if (isCurrent()) {
            sessions = answers[0];
            jobs = {};
            answers[1].forEach(keepJob);
          }
          model.drawn = true;
          model.complete = true;
          draw();
          return model;
        }

        function isUntouched(job) {
          return !touched[job.id];
        }

        function isCurrent() {
          return before === writes && !busy();
        }
      }

      /** How many jobs have come so far. */
      function count() {
        return Object.keys(jobs).length;
      }

      function busy() {
        return Object.keys(model.pending).length > 0;
      }

      /** The zone of an id: the pool, a session's, or undefined. */
      function zone(id) {
        return id === POOL ? model.pool : model.zones.filter(function isIt(each) {
          return each.id === id;
        })[0];
      }

      /** {card, zone} of a job, where it is seen. */
      function find(jobId, zoneId) {
        var found = null;
        [model.pool].concat(model.zones).forEach(function look(each) {
          each.cards.forEach(function compare(it) {
            if (it.id === jobId && (!zoneId || each.id === zoneId)) {
              found = found || {card: it, zone: each};
            }
          });
        });
        return found;
      }

      /**
       * Moves a job between zones: shown at once, pending, then as the answer says; on failure it
       * is where it was, and the promise rejects. Writes go one after the other, because Freezer
       * loses members that are added to one session at once.
       */
      function move(jobId, fromId, toId) {
        if (fromId === toId || model.pending[jobId]) {
          return $q.when(null);
        }
        writes++;
        touched[jobId] = true;
        model.pending[jobId] = {from: fromId, to: toId};
        draw();
        var result = queue.then(send).then(onAnswer, onFailed);
        queue = result.then(angular.noop, angular.noop);
        return result;

        function send() {
          return toId === POOL
            ? api.removeJob(fromId, jobId)
            : api.addJob(toId, jobId, fromId === POOL ? null : fromId);
        }

        function onAnswer(answer) {
          keepSession(answer.session);
          keepSession(answer.left);
          if (answer.job) {
            keepJob(answer.job);
          } else if (toId === POOL) {
            // a ghost: with its last session it is gone
            delete jobs[jobId];
          }
          settle();
          return answer;
        }

        function onFailed(failure) {
          settle();
          return $q.reject(failure);
        }

        function settle() {
          writes++;
          delete model.pending[jobId];
          draw();
        }
      }

      function keepJob(job) {
        jobs[job.id] = job;
      }

      function keepSession(session) {
        if (session) {
          sessions = sessions.map(function replace(each) {
            return each.id === session.id ? session : each;
          });
        }
      }

      ////////////

      /** Zones from what the server said, and the moves under way on top. */
      function draw() {
        var listed = {};
        model.zones = sessions.map(function asZone(session) {
          var cards = session.members.map(function asCard(member) {
            listed[member.id] = true;
            return card(member, jobs[member.id]);
          });
          return {id: session.id, session: session, cards: cards};
        });
        model.pool = {
          id: POOL,
          session: null,
          cards: Object.keys(jobs).filter(function isFree(id) {
            return !listed[id];
          }).map(function asCard(id) {
            return card({id: id}, jobs[id]);
          })
        };
        angular.forEach(model.pending, function overlay(way, jobId) {
          var from = zone(way.from);
          var to = zone(way.to);
          var moving = find(jobId, way.from);
          if (moving && from && to) {
            from.cards = without(from.cards, jobId);
            to.cards = without(to.cards, jobId).concat(
              angular.extend({}, moving.card, {state: null, pending: true}));
          }
        });
        [model.pool].concat(model.zones).forEach(sort);
      }

      function card(member, job) {
        return {
          id: member.id,
          name: job ? job.description || job.id : unknown(member),
          client: job && job.client_id || member.client_id,
          schedule_words: job && job.schedule_words,
          state: member.state || null,
          state_words: member.state_words || null,
          ghost: !job && model.complete,
          // in the pool, but the job itself names a session that does not list it
          dangling: Boolean(job && !member.state && job.session_id),
          pending: false
        };
      }

      /** While the jobs are still coming, a member has no name yet. */
      function unknown(member) {
        return model.complete ? member.id : gettext('Reading its name…');
      }

      function without(cards, jobId) {
        return cards.filter(function other(each) {
          return each.id !== jobId;
        });
      }

      function sort(each) {
        each.cards.sort(function byName(a, b) {
          return a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
        });
      }
    }
  }
})();
