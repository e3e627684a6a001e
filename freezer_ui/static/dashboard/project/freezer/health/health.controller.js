(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.health')
    .controller('horizon.dashboard.project.freezer.health.HealthController', HealthController);

  HealthController.$inject = [
    '$element',
    '$timeout',
    'horizon.dashboard.project.freezer.core.api',
    'horizon.dashboard.project.freezer.core.autoRefresh',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.writes.bulkOperation',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.core.latest',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /** The background check and repairs. Problems and repairs come from the server. */
  function HealthController(
    $element, $timeout, api, autoRefresh, health, toast, bulkOperation, memberMoves, latest, texts
  ) {
    const FIRST = 5;
    // kinds of problems that the glossary explains
    const KINDS = ['dangling', 'drift', 'ghost', 'out-of-step', 'wedged'];
    const ctrl = this;
    let found = [];
    // ids of problems solved since the check began, and since the page read its own
    const gone = new Set();
    const goneHere = new Set();
    const readings = latest.create();
    let atWork = false;

    ctrl.refresher = autoRefresh.create({load, busy});
    ctrl.problems = [];
    ctrl.limit = FIRST;
    // a single line above a list or the board
    ctrl.open = false;
    ctrl.pending = {};
    ctrl.announcement = '';
    Object.assign(ctrl, {
      headline, heads, pathOf, nameOf, toggle, showAll, repairable, repair, repairAll,
      repairAllWords, terms
    });
    ctrl.$onInit = onInit;
    ctrl.$onChanges = onChanges;
    ctrl.$onDestroy = onDestroy;

    function onInit() {
      ctrl.open = Boolean(ctrl.sessionId);
      health.again = ctrl.refresher.refresh;
      draw();
      ctrl.refresher.refresh();
    }

    /** The page's own problems are newer than those of the check: missing ones are solved. */
    function onChanges(changes) {
      const change = changes.membersProblems;
      if (change && !change.isFirstChange()) {
        const now = idsOf(change.currentValue);
        goneHere.clear();
        idsOf(change.previousValue).filter(id => !now.includes(id)).forEach(id => gone.add(id));
        draw();
      }
    }

    function onDestroy() {
      health.again = angular.noop;
      ctrl.refresher.stop();
      readings.cancel();
      if (!ctrl.sessionId) {
        health.counts = {};
      }
    }

    function busy() {
      return atWork || Object.keys(ctrl.pending).length > 0;
    }

    function load() {
      const isLatest = readings.begin();
      return api.getHealth(ctrl.sessionId ? {session_id: ctrl.sessionId} : undefined)
        .then(answer => {
          if (isLatest()) {
            found = answer.items;
            gone.clear();
            draw();
          }
          return answer;
        });
    }

    /** Each problem once, grouped by session. */
    function draw() {
      const known = new Set();
      const sessions = new Map();
      without(goneHere, ctrl.membersProblems || []).concat(without(gone, found))
        .filter(problem => !known.has(problem.id) && known.add(problem.id))
        .forEach(problem => {
          const before = sessions.get(problem.session_id) || [];
          sessions.set(problem.session_id, before.concat(problem));
        });
      ctrl.problems = [...sessions.values()].flat();
      if (!ctrl.sessionId) {
        health.counts = counts();
      }
    }

    function without(ids, problems) {
      return problems.filter(problem => !ids.has(problem.id));
    }

    function away(problem) {
      gone.add(problem.id);
      goneHere.add(problem.id);
      draw();
    }

    function counts() {
      return ctrl.problems.reduce((result, problem) => {
        result[problem.session_id] = (result[problem.session_id] || 0) + 1;
        return result;
      }, {});
    }

    function idsOf(problems) {
      return (problems || []).map(problem => problem.id);
    }

    function headline() {
      const count = ctrl.problems.length;
      return interpolate(ngettext(
        '%s problem with jobs and their sessions', '%s problems with jobs and their sessions',
        count), [count]);
    }

    /**
     * Whether this is the first problem of its session, above which the session's name is shown.
     */
    function heads(index) {
      return !ctrl.sessionId &&
        (index === 0 ||
         ctrl.problems[index].session_id !== ctrl.problems[index - 1].session_id);
    }

    function pathOf(problem) {
      return ctrl.link && ctrl.link(problem.session_id);
    }

    /** Terms of the glossary: the kinds of the shown problems, and repair. */
    function terms() {
      const kinds = ctrl.problems.map(problem => problem.kind.replace(/_/g, '-'));
      return KINDS.filter(kind => kinds.includes(kind)).concat('repair').join(' ');
    }

    function toggle() {
      ctrl.open = !ctrl.open;
    }

    function showAll() {
      const first = ctrl.limit;
      ctrl.limit = ctrl.problems.length;
      focus(first);
    }

    function repairAllWords() {
      const count = repairable().length;
      return interpolate(ngettext('Repair %s problem…', 'Repair all %s problems…', count), [count]);
    }

    function repairable() {
      return ctrl.problems.filter(problem => problem.repairs.length > 0);
    }

    /** Repairs one problem; with a dialog of progress if it takes several calls. */
    function repair(problem, chosen) {
      const index = ctrl.problems.indexOf(problem);
      if (chosen.calls.length > 1) {
        return runAll(chosen.words, [{problem, repair: chosen}], null);
      }
      ctrl.pending[problem.id] = true;
      return memberMoves.send(chosen.calls[0]).then(answer => {
        away(problem);
        changed(said(problem), memberMoves.undoOf([answer]));
      }, failure => {
        const format = gettext('Unable to repair %(name)s. %(error)s');
        toast.failure(format, {name: nameOf(problem)}, failure);
        changed(null, []);
        ctrl.announcement = interpolate(
          format, {name: nameOf(problem), error: failure.error}, true);
      }).finally(() => {
        delete ctrl.pending[problem.id];
        focus(index);
      });
    }

    function repairAll() {
      const chosen = repairable().map(problem => ({problem, repair: problem.repairs[0]}));
      return runAll(gettext('Repair all'), chosen, {
        words: gettext('These changes will be made:'),
        start: interpolate(
          ngettext('Repair %s problem', 'Repair %s problems', chosen.length), [chosen.length]),
        items: chosen.map(each => ({words: each.repair.writes}))
      });
    }

    /** One task per call, since a problem can concern many jobs. */
    function runAll(title, chosen, ask) {
      const moves = chosen.flatMap(each => each.repair.calls.map(call =>
        ({name: nameOf(each.problem), call})));
      atWork = true;
      return memberMoves.sendAll(moves, tasks => bulkOperation.open({
        title, working: gettext('Repairing…'), ask, tasks
      })).then(outcome => {
        const isDone = !outcome.failures.length && !outcome.stopped;
        if (isDone) {
          chosen.forEach(each => away(each.problem));
        }
        changed(isDone ? doneWords(chosen) : null, outcome.undo);
      }, angular.noop).finally(() => {
        atWork = false;
        focus(0);
      });
    }

    function doneWords(chosen) {
      return chosen.length === 1
        ? said(chosen[0].problem)
        : interpolate(gettext('Repaired %s problems.'), [chosen.length]);
    }

    function said(problem) {
      return interpolate(gettext('Repaired: %s.'), [nameOf(problem)]);
    }

    /** The job's name, or the session's for a job that is gone. */
    function nameOf(problem) {
      return problem.job_name && problem.job_name !== problem.job_id
        ? problem.job_name
        : problem.session_name;
    }

    /** Checks again, and tells the page. */
    function changed(words, calls) {
      ctrl.announcement = words ? texts.sentences([words, leftWords()]) : '';
      ctrl.onChange({words, calls});
      ctrl.refresher.refresh();
    }

    function leftWords() {
      return ctrl.problems.length ? headline() : gettext('No problems left.');
    }

    /** Focuses the problem at this index, or the panel when none is left. */
    function focus(index) {
      $timeout(() => {
        const rows = $element.find('.freezer-problem');
        const button = rows.eq(Math.min(index, rows.length - 1)).find('.freezer-repair')[0];
        const target = button || $element.find('.freezer-health')[0];
        if (target) {
          target.focus();
        }
      }, 0);
    }
  }
})();
