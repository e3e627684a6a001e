(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.moveResult', moveResult);

  moveResult.$inject = [
    'horizon.dashboard.project.freezer.board.model',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /** How a move went, in a sentence or two. `words` are {job, from, to}, already for people. */
  function moveResult(boardModel, texts) {
    return {moved, movedMany, ended, undone};

    ////////////

    function moved(way, answer, words) {
      var job = answer.job;
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
              angular.extend({schedule: job.schedule_words}, words))
        : say(gettext('%(job)s is now in the pool, stopped.'), words);
    }

    function movedMany(answers, place, words) {
      var count = answers.length;
      var values = angular.extend({count}, words);
      if (place === boardModel.RUN) {
        return alone(answers);
      }
      return place === boardModel.POOL
        ? say(ngettext('%(count)s job is now in the pool, stopped.',
                       '%(count)s jobs are now in the pool, stopped.', count), values)
        : say(ngettext('%(count)s job is now in %(to)s.',
                       '%(count)s jobs are now in %(to)s.', count), values);
    }

    function alone(answers) {
      var count = answers.length;
      var idle = answers.filter(answer => answer.job && answer.job.stopped).length;
      var told = say(ngettext('%(count)s job is now in the pool and keeps running.',
                              '%(count)s jobs are now in the pool and keep running.', count),
                     {count});
      return texts.sentences([told, idle && say(
        ngettext('%(count)s of them has no schedule and is stopped.',
                 '%(count)s of them have no schedule and are stopped.', idle),
        {count: idle})]);
    }

    function ended(outcome, place, words) {
      var answers = outcome.answers;
      return texts.sentences([
        answers.length ? movedMany(answers, place, words) : gettext('No job was moved.')
      ].concat(rest(outcome)));
    }

    function undone(outcome) {
      var count = outcome.answers.length;
      return texts.sentences([
        say(ngettext('Undone: %(count)s job is back in its previous place.',
                     'Undone: %(count)s jobs are back in their previous places.', count), {count})
      ].concat(rest(outcome)));
    }

    /** What is still to do, and where it is. */
    function rest(outcome) {
      var failed = outcome.failures.length;
      var waiting = outcome.left.length - failed;
      var result = [];
      if (failed) {
        result.push(say(ngettext('%(count)s job could not be moved.',
                                 '%(count)s jobs could not be moved.', failed), {count: failed}));
      }
      if (waiting) {
        result.push(say(ngettext('Stopped: %(count)s job was not moved.',
                                 'Stopped: %(count)s jobs were not moved.', waiting),
                        {count: waiting}));
      }
      return result;
    }

    function say(format, values) {
      return interpolate(format, values, true);
    }
  }
})();
