(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.stateStyles', snapshotStyles);

  snapshotStyles.$inject = ['horizon.dashboard.project.freezer.core.stateStyles'];

  /** The look of states in a history, and their words for the legend. */
  function snapshotStyles(stateStyles) {
    const all = Object.assign({}, stateStyles, {
      // a backup exists, which does not prove that the run was complete: less green
      backed_up: {tone: 'kept', icon: 'fa-check'},
      none: {tone: 'warn', icon: 'fa-ban'},
      // nothing was due, so nothing is shown
      apart: {tone: 'apart', icon: ''},
      // in addition to a state: retention should have deleted the backup
      gone: {tone: 'kept', icon: 'fa-check'}
    });
    const labels = {
      succeeded: gettext('succeeded'),
      backed_up: gettext('backed up'),
      running: gettext('running'),
      failed: gettext('failed'),
      late: gettext('too late'),
      missing: gettext('did not take part'),
      none: gettext('no backup, reason not recorded'),
      waiting: gettext('had not run yet'),
      unknown: gettext('records contradict each other'),
      apart: gettext('probably not a member yet'),
      gone: gettext('faded: the backup should be gone')
    };
    const sure = {
      exact: gettext('exact'),
      pinned: gettext('pinned'),
      estimated: gettext('estimated'),
      unknown: gettext('unknown')
    };

    return {of, present, confidences, sure: sureWord};

    function of(state) {
      return all[state] || all.unknown;
    }

    /** The states that occur in an answer, in the order of the legend: [{state, look, words}]. */
    function present(answer) {
      const found = {};
      answer.items.forEach(item => {
        answer.members.forEach(member => {
          const cell = item.cells[member.id] || {state: 'apart'};
          found[cell.state] = true;
          found.gone = found.gone || cell.gone;
        });
      });
      return Object.keys(labels)
        .filter(state => found[state])
        .map(state => ({state, look: of(state), words: labels[state]}));
    }

    /** The same for how certain the tags are; empty if all are exact. */
    function confidences(answer) {
      const keys = Object.keys(sure)
        .filter(key => answer.items.some(item => item.confidence === key));
      return (keys.join() === 'exact' ? [] : keys)
        .map(key => ({key, words: answer.confidence_words[key]}));
    }

    function sureWord(confidence) {
      return sure[confidence] || confidence;
    }
  }
})();
