(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.messages', messagesFactory);

  messagesFactory.$inject = [
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.core.texts',
    'horizon.dashboard.project.freezer.writes.moveTo'
  ];

  /**
   * The board's texts: names of places and cards, counts, and the outcome of moves. The `words` of
   * a move are {job, from, to}, ready to be shown.
   */
  function messagesFactory(boardModel, texts, moveTo) {
    return {create};

    function create(model) {
      return {
        // a card has them as text: a directive for each would take longer than the card
        select: gettext('Select'),
        moveTo: gettext('Move to…'),
        moveTitle, targets, place, cards, jobs, selected, pause, alone, aloneOn, immovable, moved,
        movedMany, ended, undone
      };

      function moveTitle(items) {
        return interpolate(gettext('Move %(job)s to…'), {job: cards(items)}, true);
      }

      /** The places where these cards can go; a session that has all of them is left out. */
      function targets(items) {
        return outside(items).concat(
          model.zones.filter(zone => items.some(item => item.zone !== zone.id))
            .map(zone => moveTo.placeOf(zone.session)));
      }

      function outside(items) {
        return items.some(item => item.zone !== boardModel.POOL) ? [
          {id: boardModel.POOL, name: pause(), icon: 'fa-stop',
            note: gettext('back to the pool, stopped')},
          {id: boardModel.RUN, name: alone(), icon: 'fa-play', note: aloneOn(items)}
        ] : [];
      }

      function place(id) {
        if (id === boardModel.RUN) {
          return gettext('the pool, still running');
        }
        const zone = model.zone(id);
        return zone && zone.session ? zone.session.name : gettext('the pool');
      }

      function jobs(count) {
        return say(ngettext('%(count)s job', '%(count)s jobs', count), {count});
      }

      function selected(count) {
        return say(ngettext('%(count)s job selected', '%(count)s jobs selected', count), {count});
      }

      /** The name of one card, the number of several. */
      function cards(items) {
        const found = items.length === 1 && model.find(items[0].id, items[0].zone);
        return found ? found.card.name : jobs(items.length);
      }

      function pause() {
        return gettext('Remove and pause');
      }

      function alone() {
        return gettext('Remove, keep running');
      }

      /** The schedule on which these cards would run alone. */
      function aloneOn(items) {
        const all = Array.from(new Set(
          items.filter(item => item.zone !== boardModel.POOL).map(scheduleOf)));
        return all.length > 1
          ? gettext('each on its own schedule, or the session\'s if it has none') : all[0];
      }

      function scheduleOf(item) {
        const found = model.find(item.id, item.zone);
        if (!found || !found.card.known) {
          return gettext('on its own schedule, or the session\'s if it has none');
        }
        if (found.card.own) {
          return interpolate(gettext('on its own schedule: %s'), [found.card.own.words]);
        }
        const session = found.zone.session;
        return Object.keys(session.schedule).length
          ? interpolate(gettext('on the session\'s schedule: %s'), [session.schedule_words])
          : gettext('no schedule: the job would stop');
      }

      /** Why a card cannot be moved now, or ''. */
      function immovable(card) {
        if (card.running) {
          return say(gettext('%(job)s is running. Wait until the run ends.'), {job: card.name});
        }
        return card.pending ? say(gettext('%(job)s is being moved.'), {job: card.name}) : '';
      }
    }

    function moved(way, answer, words) {
      const job = answer.job;
      if (way.to !== boardModel.POOL) {
        return say(gettext('%(job)s is now in %(to)s.'), words);
      }
      if (!job || job.session_id && !job.dangling) {
        // a ghost, or a job that another session has too
        return say(gettext('%(job)s is no longer in %(from)s.'), words);
      }
      // without any schedule it stops, whatever was asked for
      return way.call.body.then === 'run' && !job.stopped
        ? say(gettext('%(job)s is now in the pool and keeps running: %(schedule)s.'),
              Object.assign({schedule: job.schedule_words}, words))
        : say(gettext('%(job)s is now in the pool, stopped.'), words);
    }

    function movedMany(answers, place, words) {
      const count = answers.length;
      if (place === boardModel.RUN) {
        return keptRunning(answers);
      }
      return place === boardModel.POOL
        ? say(ngettext('%(count)s job is now in the pool, stopped.',
                       '%(count)s jobs are now in the pool, stopped.', count), {count})
        : say(ngettext('%(count)s job is now in %(to)s.',
                       '%(count)s jobs are now in %(to)s.', count), {count, to: words.to});
    }

    function keptRunning(answers) {
      const count = answers.length;
      const idle = answers.filter(answer => answer.job && answer.job.stopped).length;
      const told = say(ngettext('%(count)s job is now in the pool and keeps running.',
                              '%(count)s jobs are now in the pool and keep running.', count),
                     {count});
      return texts.sentences([told, idle && say(
        ngettext('%(count)s job has no schedule and is stopped.',
                 '%(count)s jobs have no schedule and are stopped.', idle),
        {count: idle})]);
    }

    function ended(outcome, place, words) {
      const answers = outcome.answers;
      return texts.sentences([
        answers.length ? movedMany(answers, place, words) : gettext('No job was moved.')
      ].concat(rest(outcome)));
    }

    function undone(outcome) {
      const count = outcome.answers.length;
      return texts.sentences([
        say(ngettext('Undone: %(count)s job is back in its previous place.',
                     'Undone: %(count)s jobs are back in their previous places.', count), {count})
      ].concat(rest(outcome)));
    }

    /** Sentences about the moves that failed, and those that were not begun. */
    function rest(outcome) {
      const failed = outcome.failures.length;
      const waiting = outcome.left.length - failed;
      return [
        failed && say(ngettext('%(count)s job could not be moved.',
                               '%(count)s jobs could not be moved.', failed), {count: failed}),
        waiting && say(ngettext('Stopped: %(count)s job was not moved.',
                                'Stopped: %(count)s jobs were not moved.', waiting),
                       {count: waiting})
      ].filter(Boolean);
    }

    function say(format, values) {
      return interpolate(format, values, true);
    }
  }
})();
