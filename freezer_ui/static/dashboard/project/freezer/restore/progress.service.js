(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.restore')
    .factory('horizon.dashboard.project.freezer.restore.progress', restoreProgress);

  restoreProgress.$inject = [
    '$document',
    '$timeout',
    'horizon.dashboard.project.freezer.core.api'
  ];

  /** Polls the jobs of a restore until each has ended. */
  function restoreProgress($document, $timeout, api) {
    // milliseconds between two polls, and jobs per poll
    const PAUSE = 3000;
    const MOST = 50;

    return {follow};

    /**
     * Follows jobs {id, name, client_id}. Returns {rows: as in GET restores/, failure, ended: their
     * number, counts: {state: number}, stop()}. Jobs that have not ended are polled in turn until
     * stop().
     */
    function follow(jobs) {
      const following = {
        rows: jobs.map(job => Object.assign({state: 'waiting', ended: false, reasons: []}, job)),
        failure: null,
        ended: 0,
        counts: {},
        stop
      };
      let stopped = false;
      let timer = null;
      let turn = [];
      look();
      return following;

      function look() {
        timer = null;
        if ($document[0].hidden) {
          later();
          return;
        }
        const ids = next();
        if (ids.length) {
          api.getRestores(ids).then(onAnswer, onFailed);
        }
      }

      /** The ids of the next poll: jobs that were not polled yet come first. */
      function next() {
        const open = following.rows.filter(row => !row.ended).map(row => row.id);
        turn = turn.filter(id => open.includes(id));
        turn = turn.length ? turn : open;
        return turn.splice(0, MOST);
      }

      function onAnswer(answer) {
        if (stopped) {
          return;
        }
        following.failure = null;
        following.rows = following.rows.map(row =>
          answer.items.find(each => each.id === row.id) || row);
        count();
        if (following.ended < following.rows.length) {
          later();
        }
      }

      function count() {
        following.counts = {};
        following.rows.forEach(row => {
          following.counts[row.state] = (following.counts[row.state] || 0) + 1;
        });
        following.ended = following.rows.filter(row => row.ended).length;
      }

      /** The restore continues even if a poll fails. */
      function onFailed(failure) {
        if (!stopped) {
          following.failure = failure;
          later();
        }
      }

      function later() {
        timer = $timeout(look, PAUSE);
      }

      function stop() {
        stopped = true;
        $timeout.cancel(timer);
      }
    }
  }
})();
