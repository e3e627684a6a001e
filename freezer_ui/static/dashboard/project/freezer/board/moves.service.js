(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.moves', movesFactory);

  movesFactory.$inject = [
    '$q',
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.writes.taskQueue',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.writes.undo'
  ];

  /** Moves one or many cards, and takes moves back, whatever gesture asked for it. */
  function movesFactory($q, boardModel, memberMoves, taskQueues, toast, health, undos) {
    return {create};

    /** `board` is its controller. */
    function create(board) {
      const model = board.model;
      const say = board.screen.say;
      const moves = {
        batch: taskQueues.create(),
        undo: undos.create({perform: takeBack}),
        // {words, failures} of a batch with failures or stopped, or null
        summary: null,
        move,
        dismiss
      };
      return moves;

      /** `items`: {id, zone}. Cards that are there already or cannot be moved are skipped. */
      function move(items, place) {
        // the same job, seen in two zones, is moved once
        const ways = items.map(item => planned(item, place)).filter((way, index, all) =>
          way && all.findIndex(other => other && other.id === way.id) === index);
        if (!ways.length) {
          return $q.when([]);
        }
        say(interpolate(gettext('Moving %(job)s to %(to)s.'), wordsOf(ways, place), true));
        dismiss();
        model.mark(ways);
        return ways.length === 1 ? moveOne(ways[0], place) : moveMany(ways, place);
      }

      function planned(item, place) {
        const found = model.find(item.id, item.zone);
        const to = place === boardModel.RUN ? boardModel.POOL : place;
        if (!found || item.zone === to || !model.zone(to) || !board.movable(found.card)) {
          return null;
        }
        return {id: item.id, name: found.card.name, card: found.card, from: item.zone, to,
          call: callFor(item, place)};
      }

      /** The call says where the user saw the job: the server refuses if that has changed. */
      function callFor(item, place) {
        const inPool = item.zone === boardModel.POOL;
        const also = model.homesOf(item.id).filter(home => home !== item.zone);
        if (place === boardModel.POOL || place === boardModel.RUN) {
          return memberMoves.outOf(item.zone, item.id,
            {then: place === boardModel.RUN ? 'run' : 'stop', also});
        }
        return memberMoves.into(place, item.id, {from: inPool ? null : item.zone, also});
      }

      function wordsOf(ways, place) {
        return {
          job: ways.length === 1 ? ways[0].name : board.words.jobs(ways.length),
          from: board.words.place(ways[0].from),
          to: board.words.place(place)
        };
      }

      function moveOne(way, place) {
        const words = wordsOf([way], place);
        return model.send(way).then(answer => {
          const told = board.words.moved(way, answer, words);
          board.selection.keepIf(item => item.id !== way.id);
          moves.undo.push(told, memberMoves.undoOf([answer]));
          say(told);
          return [answer];
        }, failure => {
          tellFailure(gettext('Could not move %(job)s to %(to)s. %(error)s'), words, failure);
          return [];
        });
      }

      function moveMany(ways, place) {
        const words = wordsOf(ways, place);
        board.selection.set([]);
        return inTurn(ways).then(outcome => {
          board.selection.set(outcome.left.map(way => ({id: way.id, zone: way.from})));
          if (outcome.answers.length) {
            moves.undo.push(board.words.movedMany(outcome.answers, place, words), outcome.undo);
          }
          conclude(outcome, board.words.ended(outcome, place, words));
          return outcome.answers;
        });
      }

      /** Sends the moves with progress; those not begun when the user stops are taken back. */
      function inTurn(ways) {
        return memberMoves.sendAll(ways, moves.batch.run, model.send).then(outcome => {
          model.unmark(outcome.waiting);
          return outcome;
        });
      }

      function tellFailure(format, words, failure) {
        toast.failure(format, words, failure);
        say(interpolate(format, Object.assign({error: failure.error}, words), true));
        failed();
      }

      /** Reads and checks again: something changed, or a write may be half done. */
      function failed() {
        board.refresh();
        health.again();
      }

      /** Shows all failures of a batch in one place. */
      function conclude(outcome, words) {
        say(words);
        if (outcome.failures.length || outcome.stopped) {
          moves.summary = {words, failures: outcome.failures};
        }
        if (outcome.failures.length) {
          failed();
        }
      }

      function dismiss() {
        moves.summary = null;
      }

      function takeBack(calls) {
        const ways = calls.map(asWay);
        dismiss();
        model.mark(ways);
        board.screen.follow(ways[0].id, ways[0].to);
        return ways.length === 1 ? takeBackOne(ways[0]) : takeBackMany(ways);
      }

      /** The move of a card that an undo call makes. */
      function asWay(call) {
        const out = call.verb === 'DELETE';
        const from = out ? call.session_id : model.homesOf(call.job_id)[0] || boardModel.POOL;
        const found = model.find(call.job_id, from);
        return {id: call.job_id, name: found ? found.card.name : call.job_id,
          card: found && found.card, from, to: out ? boardModel.POOL : call.session_id,
          call};
      }

      function takeBackOne(way) {
        const words = wordsOf([way], way.to);
        return model.send(way).then(() => {
          say(interpolate(gettext('Undone: %(job)s is in %(to)s again.'), words, true));
          return [];
        }, failure => {
          tellFailure(gettext('Could not undo the move of %(job)s. %(error)s'), words, failure);
          return undos.mayPass(failure) ? [way.call] : [];
        });
      }

      function takeBackMany(ways) {
        return inTurn(ways).then(outcome => {
          conclude(outcome, board.words.undone(outcome));
          return outcome.waiting.map(way => way.call);
        });
      }
    }
  }
})();
