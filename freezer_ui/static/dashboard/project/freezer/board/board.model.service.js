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
   * The board's state: the last answers of the server (sessions, names, the pool) and the pending
   * moves. A zone's cards are always computed from both, so that no card is lost between an answer,
   * a failure and a refresh.
   *
   * A zone is {id, session, cards}; the pool's id is POOL and it has no session. RUN is a place in
   * the pool: a job that is put there runs alone. A move is {id, from, to, call, card}: ids of the
   * zones, the call to the server, the card before.
   *
   *   pool         a pool.service
   *   sessionIds   function() -> the ids of the sessions whose names are needed
   */
  function boardModel($q, api, jobCaches, sessionChanges, memberMoves) {
    const POOL = 'pool';
    const RUN = 'pool:run';
    const ALL = {members: 1, sort: 'description', dir: 'asc'};

    return {POOL, RUN, create};

    function create(pool, sessionIds) {
      const jobCache = jobCaches.create(onNames);
      // by id
      let zones = {};
      // job id -> the sessions that list it
      let homes = {};
      let writes = 0;
      let reads = 0;
      const model = {
        pool: {id: POOL, session: null, cards: []},
        zones: [],
        pending: {},
        // whether there is anything to show
        drawn: false,
        load, look, check, take, stamp, want, drawPool, mark, unmark, send, busy,
        zone, find, homesOf,
        sessions: shown,
        stop: jobCache.stop
      };
      zones[POOL] = model.pool;
      return model;

      /** Reads everything again. Answers from before a write are dropped. */
      function load() {
        const before = writes;
        let read;
        jobCache.renew();
        return $q.all([api.getAllSessions(ALL).then(onSessions), pool.refresh().then(onPool)])
          .then(() => {
            // the time of the oldest part
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

      /** Resolves with whether a session has changed since it was read; ignores the pool. */
      function look() {
        return api.lookAtSessions(ALL).then(answer =>
          sessionChanges.signature(answer) !== sessionChanges.signature(shown()));
      }

      /** Reads these sessions with the states of their members confirmed by the jobs. */
      function check(ids) {
        return api.checkSessions(ids, {members: 1});
      }

      function take(sessions) {
        sessions.forEach(takeSession);
        draw(sessions.map(idOf));
      }

      /** Changes with each full reading and each write. */
      function stamp() {
        return [reads, writes].join();
      }

      function shown() {
        return model.zones.map(each => each.session);
      }

      /** Reads the names of the members of these zones. */
      function want(zoneIds) {
        return jobCache.want(zoneIds.filter(zone).flatMap(id => memberIds(zone(id).session)));
      }

      function onNames(ids) {
        draw(ids.flatMap(homesOf));
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
        const found = zones[zoneId] && zones[zoneId].cards.find(each => each.id === jobId);
        return found ? {card: found, zone: zones[zoneId]} : null;
      }

      function homesOf(jobId) {
        return homes[jobId] || [];
      }

      /** Shows the moves as pending, before they are sent. */
      function mark(moves) {
        writes++;
        moves.forEach(move => { model.pending[move.id] = move; });
        draw(placesOf(moves));
      }

      /** Takes back moves that are not going to be sent. */
      function unmark(moves) {
        moves.forEach(move => { delete model.pending[move.id]; });
        draw(placesOf(moves));
      }

      /**
       * Sends a marked move. Resolves when the answer is shown; rejects when the card is back where
       * it was.
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

      function takeAll(all) {
        reads++;
        homes = {};
        zones = {[POOL]: model.pool};
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
          // a ghost exists only in the sessions that list it
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

      /** Draws only the changed zones: a board may have a thousand. */
      function draw(zoneIds) {
        new Set(zoneIds.concat(POOL)).forEach(id => {
          if (zones[id]) {
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

      /** Applies the pending moves to the cards that the server reported. */
      function withMoves(it, cards) {
        const coming = Object.values(model.pending)
          .filter(move => move.to === it.id && move.card)
          .map(move => Object.assign({}, move.card, {state: null, pending: true}));
        const all = coming.concat(cards.filter(each => {
          const move = model.pending[each.id];
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

      /** The text in the place of a name that is not read yet. */
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
      return moves.flatMap(move => [move.from, move.to]);
    }

    /** Cards without a name yet come last. */
    function byName(a, b) {
      return unnamed(a) - unnamed(b) || a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
    }

    function unnamed(card) {
      return card.known || card.ghost ? 0 : 1;
    }
  }
})();
