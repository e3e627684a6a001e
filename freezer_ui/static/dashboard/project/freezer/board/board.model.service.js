(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.model', boardModel);

  boardModel.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.board.jobCache',
    'horizon.dashboard.project.freezer.core.sessionChanges',
    'horizon.dashboard.project.freezer.writes.memberMoves'
  ];

  /**
   * The board without its screen. It holds what the server said last (sessions, names, the pool)
   * and the moves that are under way; a zone is always drawn from both, so that an answer, a
   * failure and a refresh are each one assignment and a card can never get lost in between.
   *
   * A zone is {id, session, cards}; the pool's id is POOL and it has no session. RUN is a place in
   * the pool: a job that is put there runs alone.
   * A move is {id, from, to, call, card}: zones, what to ask the server for, the card as it was.
   *
   *   pool         a pool.service
   *   sessionIds   function() -> the ids of the sessions whose names are needed
   */
  function boardModel($q, api, jobCaches, sessionChanges, memberMoves) {
    var POOL = 'pool';
    var RUN = 'pool:run';
    var ALL = {members: 1, sort: 'description', dir: 'asc'};

    return {POOL, RUN, create};

    function create(pool, sessionIds) {
      var jobCache = jobCaches.create(onNames);
      var zones = {};
      // job id -> the sessions that list it
      var homes = {};
      var writes = 0;
      var reads = 0;
      var model = {
        pool: {id: POOL, session: null, cards: []},
        zones: [],
        pending: {},
        // whether there is anything to show
        drawn: false,
        load,
        look,
        check,
        take,
        stamp,
        sessions: shown,
        want,
        drawPool,
        mark,
        unmark,
        send,
        busy,
        zone,
        find,
        homesOf,
        stop: jobCache.stop
      };
      zones[POOL] = model.pool;
      return model;

      ////////////

      /** Everything that is shown, afresh. An answer that a write has overtaken is not. */
      function load() {
        var before = writes;
        var read;
        jobCache.renew();
        return $q.all([api.getAllSessions(ALL).then(onSessions), pool.refresh().then(onPool)])
          .then(() => {
            // as old as its oldest part
            model.read = Math.min(read, pool.read) || null;
            return model;
          });

        function onSessions(answer) {
          read = answer.read;
          if (before === writes && !busy()) {
            takeAll(answer);
          }
          return want(sessionIds());
        }

        function onPool() {
          drawPool();
          return pool.failure ? $q.reject(pool.failure) : pool;
        }
      }

      /** Resolves with whether a session is other than it is shown; does not look at the pool. */
      function look() {
        return api.lookAtSessions(ALL).then(answer =>
          sessionChanges.signature(answer) !== sessionChanges.signature(shown()));
      }

      /** These sessions, with what is in doubt about them looked up in their jobs. */
      function check(ids) {
        return api.checkSessions(ids, {members: 1});
      }

      function take(sessions) {
        sessions.forEach(takeSession);
        draw(sessions.map(idOf));
      }

      /** Another one when all was read again, or something was written. */
      function stamp() {
        return [reads, writes].join();
      }

      function shown() {
        return model.zones.map(each => each.session);
      }

      /** The names of these sessions' members. */
      function want(zoneIds) {
        var ids = [];
        zoneIds.forEach(id => {
          if (zones[id]) {
            ids = ids.concat(memberIds(zones[id].session));
          }
        });
        return jobCache.want(ids);
      }

      function onNames(ids) {
        var touched = {};
        ids.forEach(id => {
          homesOf(id).forEach(home => {
            touched[home] = true;
          });
        });
        draw(Object.keys(touched));
      }

      function busy() {
        return Object.keys(model.pending).length > 0;
      }

      /** The zone of an id: the pool, a session's, or undefined. */
      function zone(id) {
        return zones[id];
      }

      /** {card, zone} of a job in a zone, or null. */
      function find(jobId, zoneId) {
        var found = zones[zoneId] && zones[zoneId].cards.find(each => each.id === jobId);
        return found ? {card: found, zone: zones[zoneId]} : null;
      }

      function homesOf(jobId) {
        return homes[jobId] || [];
      }

      ////////////

      /** Moves that are shown already, while they are not yet done. */
      function mark(moves) {
        writes++;
        moves.forEach(move => {
          model.pending[move.id] = move;
        });
        draw(placesOf(moves));
      }

      /** Moves that will not be done. */
      function unmark(moves) {
        moves.forEach(move => {
          delete model.pending[move.id];
        });
        draw(placesOf(moves));
      }

      /**
       * Does a move that was marked; then everything is as the answer says, and on failure where
       * it was: the promise rejects.
       */
      function send(move) {
        return memberMoves.send(move.call).then(answer => {
          takeSession(answer.session);
          takeSession(answer.left);
          takeJob(move.id, answer.job);
          settle([answer.session, answer.left]);
          return answer;
        }, failure => {
          settle([]);
          return $q.reject(failure);
        });

        function settle(sessions) {
          writes++;
          delete model.pending[move.id];
          draw(placesOf([move]).concat(sessions.filter(Boolean).map(idOf)));
        }
      }

      ////////////

      function takeAll(all) {
        reads++;
        homes = {};
        zones = {};
        zones[POOL] = model.pool;
        model.zones = all.map(session => {
          zones[session.id] = {id: session.id, session, cards: []};
          list(session);
          return zones[session.id];
        });
        model.drawn = true;
        draw(Object.keys(zones));
      }

      function takeSession(session) {
        if (session && zones[session.id]) {
          unlist(zones[session.id].session);
          zones[session.id].session = session;
          list(session);
        }
      }

      function takeJob(id, job) {
        if (job) {
          jobCache.put(job);
        } else {
          // a ghost: with its last session it is gone
          jobCache.forget(id);
        }
        if (job && !homesOf(id).length && (!job.session_id || job.dangling)) {
          pool.keep(job);
        } else {
          pool.drop(id);
        }
      }

      function list(session) {
        memberIds(session).forEach(id => {
          homes[id] = homesOf(id).concat(session.id);
        });
      }

      function unlist(session) {
        memberIds(session).forEach(id => {
          homes[id] = homesOf(id).filter(home => home !== session.id);
        });
      }

      ////////////

      /** Only the zones that changed: there may be a thousand, and two hundred moves at once. */
      function draw(zoneIds) {
        zoneIds.concat(POOL).forEach((id, index, all) => {
          if (zones[id] && all.indexOf(id) === index) {
            zones[id].cards = withMoves(zones[id], id === POOL ? freeCards() : memberCards(id));
          }
        });
      }

      function drawPool() {
        draw([]);
      }

      function freeCards() {
        return pool.items.filter(job => !homesOf(job.id).length).map(job => card(job, job));
      }

      function memberCards(zoneId) {
        return zones[zoneId].session.members
          .map(member => card(member, jobCache.of(member.id)))
          .sort(byName);
      }

      /** What the server said, and the moves under way on top. */
      function withMoves(it, cards) {
        var coming = Object.values(model.pending)
          .filter(move => move.to === it.id && move.card)
          .map(move => Object.assign({}, move.card, {state: null, pending: true}));
        var all = coming.concat(cards.filter(each => {
          var move = model.pending[each.id];
          return !move || !move.card || move.from !== it.id && move.to !== it.id;
        }));
        return it.id === POOL ? all : all.sort(byName);
      }

      function card(member, job) {
        return {
          id: member.id,
          name: job ? job.name : unknown(member),
          known: Boolean(job),
          client: job && job.client_id || member.client_id,
          state: member.state || null,
          state_words: member.state_words || null,
          running: (job || {}).status === 'running',
          warning: job && job.warning || null,
          own: job && job.own || null,
          ghost: jobCache.gone(member.id),
          // in the pool, but the job itself names a session that does not list it
          dangling: Boolean(job && !member.state && job.session_id),
          pending: false
        };
      }

      /** Until it is read, a member has no name. */
      function unknown(member) {
        return jobCache.gone(member.id) ? member.id : gettext('Loading the name…');
      }
    }

    function memberIds(session) {
      return session ? session.members.map(idOf) : [];
    }

    function idOf(each) {
      return each.id;
    }

    function placesOf(moves) {
      var result = {};
      moves.forEach(move => {
        result[move.from] = result[move.to] = true;
      });
      return Object.keys(result);
    }

    /** Those whose names are not read yet come last. */
    function byName(a, b) {
      return unnamed(a) - unnamed(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
    }

    function unnamed(card) {
      return card.known || card.ghost ? 0 : 1;
    }
  }
})();
