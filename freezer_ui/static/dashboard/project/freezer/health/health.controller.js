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

  /** The check in the background, and mending. What is a problem and what mends it comes along. */
  function HealthController(
    $element, $timeout, api, autoRefresh, health, toast, bulkOperation, memberMoves, latest, texts
  ) {
    var FIRST = 5;
    // those that the glossary has
    var KINDS = ['dangling', 'drift', 'ghost', 'out-of-step', 'wedged'];
    var ctrl = this;
    var found = [];
    // ids of problems that went away since the check began, and since the page read its own
    var gone = {};
    var goneHere = {};
    var readings = latest.create();
    var atWork = false;
    var unobserve;

    ctrl.refresher = autoRefresh.create({load, busy});
    ctrl.problems = [];
    ctrl.limit = FIRST;
    // above a list or the board, which is what the user came for, it is one line
    ctrl.open = false;
    ctrl.pending = {};
    ctrl.announcement = '';
    angular.extend(ctrl, {
      headline, heads, pathOf, nameOf, toggle, showAll, mendable, mend, mendAll, mendAllWords, terms
    });
    ctrl.$onInit = onInit;
    ctrl.$onChanges = onChanges;
    ctrl.$onDestroy = onDestroy;

    ////////////

    function onInit() {
      ctrl.open = Boolean(ctrl.sessionId);
      unobserve = health.observe(ctrl.refresher.refresh);
      draw();
      ctrl.refresher.refresh();
    }

    /** What the page says of its own problems is newer than the check: what is gone is gone. */
    function onChanges(changes) {
      var change = changes.membersProblems;
      if (change && !change.isFirstChange()) {
        var now = idsOf(change.currentValue);
        goneHere = {};
        Object.keys(idsOf(change.previousValue)).forEach(id => {
          if (!now[id]) {
            gone[id] = true;
          }
        });
        draw();
      }
    }

    function onDestroy() {
      unobserve();
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
      var isLatest = readings.begin();
      return api.getHealth(ctrl.sessionId ? {session_id: ctrl.sessionId} : undefined)
        .then(answer => {
          if (isLatest()) {
            found = answer.items;
            gone = {};
            draw();
          }
          return answer;
        });
    }

    /** Each problem once, those of a session together. */
    function draw() {
      var known = {};
      var places = {};
      ctrl.problems = without(goneHere, ctrl.membersProblems || []).concat(without(gone, found))
        .filter(problem => {
          var isFirst = !known[problem.id];
          known[problem.id] = true;
          return isFirst;
        });
      ctrl.problems.forEach((problem, index) => {
        if (!(problem.session_id in places)) {
          places[problem.session_id] = index;
        }
      });
      ctrl.problems.sort((a, b) => places[a.session_id] - places[b.session_id]);
      if (!ctrl.sessionId) {
        health.counts = counts();
      }
    }

    function without(ids, problems) {
      return problems.filter(problem => !ids[problem.id]);
    }

    function away(problem) {
      gone[problem.id] = true;
      goneHere[problem.id] = true;
      draw();
    }

    function counts() {
      return ctrl.problems.reduce((result, problem) => {
        result[problem.session_id] = (result[problem.session_id] || 0) + 1;
        return result;
      }, {});
    }

    function idsOf(problems) {
      return (problems || []).reduce((ids, problem) => {
        ids[problem.id] = true;
        return ids;
      }, {});
    }

    ////////////

    function headline() {
      return problemWords(ctrl.problems.length);
    }

    function problemWords(count) {
      return interpolate(ngettext(
        '%s problem with jobs and their sessions', '%s problems with jobs and their sessions',
        count), [count]);
    }

    /** Whether the name of a session stands above this problem: the first of each. */
    function heads(index) {
      return !ctrl.sessionId &&
        (index === 0 ||
         ctrl.problems[index].session_id !== ctrl.problems[index - 1].session_id);
    }

    function pathOf(problem) {
      return ctrl.link && ctrl.link(problem.session_id);
    }

    /** Of the glossary: what the kinds of problems are called, and what ends them. */
    function terms() {
      var kinds = ctrl.problems.map(problem => problem.kind.replace(/_/g, '-'));
      return KINDS.filter(kind => kinds.includes(kind)).concat('repair').join(' ');
    }

    function toggle() {
      ctrl.open = !ctrl.open;
    }

    function showAll() {
      var first = ctrl.limit;
      ctrl.limit = ctrl.problems.length;
      focus(first);
    }

    function mendAllWords() {
      var count = mendable().length;
      return interpolate(ngettext('Repair %s problem…', 'Repair all %s problems…', count), [count]);
    }

    function mendable() {
      return ctrl.problems.filter(problem => problem.repairs.length > 0);
    }

    ////////////

    /** One problem, in place; with progress where it takes many calls. */
    function mend(problem, chosen) {
      var index = ctrl.problems.indexOf(problem);
      if (chosen.calls.length > 1) {
        return runAll(chosen.words, [{problem, mend: chosen}], null);
      }
      ctrl.pending[problem.id] = true;
      return memberMoves.send(chosen.calls[0]).then(answer => {
        away(problem);
        changed(said(problem), memberMoves.undoOf([answer]));
      }, failure => {
        var format = gettext('Unable to repair %(name)s. %(error)s');
        toast.failure(format, {name: nameOf(problem)}, failure);
        changed(null, []);
        ctrl.announcement = interpolate(
          format, {name: nameOf(problem), error: failure.error}, true);
      }).finally(() => {
        delete ctrl.pending[problem.id];
        focus(index);
      });
    }

    function mendAll() {
      var chosen = mendable().map(problem => ({problem, mend: problem.repairs[0]}));
      return runAll(gettext('Repair all'), chosen, {
        words: gettext('These changes will be made:'),
        start: interpolate(
          ngettext('Repair %s problem', 'Repair %s problems', chosen.length), [chosen.length]),
        items: chosen.map(each => ({words: each.mend.writes}))
      });
    }

    /** A task for each call: many jobs can be behind one problem. */
    function runAll(title, chosen, ask) {
      var moves = chosen.reduce((all, each) => all.concat(each.mend.calls.map(call =>
        ({name: nameOf(each.problem), call}))), []);
      atWork = true;
      return memberMoves.sendAll(moves, tasks => bulkOperation.open({
        title, working: gettext('Repairing…'), ask, tasks
      })).then(outcome => {
        var isDone = !outcome.failures.length && !outcome.stopped;
        if (isDone) {
          chosen.forEach(each => {
            away(each.problem);
          });
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

    /** A job that is gone has no name any more. */
    function nameOf(problem) {
      return problem.job_name && problem.job_name !== problem.job_id
        ? problem.job_name
        : problem.session_name;
    }

    /** Is it so? Look again, and let the page do the same. */
    function changed(words, calls) {
      ctrl.announcement = words ? texts.sentences([words, leftWords()]) : '';
      ctrl.onChange({words, calls});
      ctrl.refresher.refresh();
    }

    function leftWords() {
      return ctrl.problems.length ? headline() : gettext('No problems left.');
    }

    /** To the problem at this place now, or to the whole when there is none left. */
    function focus(index) {
      $timeout(() => {
        var rows = $element.find('.freezer-problem');
        var button = rows.eq(Math.min(index, rows.length - 1)).find('.freezer-mend')[0];
        var target = button || $element.find('.freezer-health')[0];
        if (target) {
          target.focus();
        }
      }, 0);
    }
  }
})();
