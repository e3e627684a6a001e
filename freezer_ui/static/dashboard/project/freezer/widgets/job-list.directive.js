(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.widgets')
    .directive('freezerJobList', freezerJobList);

  freezerJobList.$inject = [
    '$timeout',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.widgets.contains'
  ];

  /**
   * <freezer-job-list heading="…" jobs="…" verb="Add" icon="fa-plus" none="…"
   *                   on-choose="ctrl.add(job)" pending="ctrl.pending"></freezer-job-list>
   * A list of jobs with one button each and a search; shown in steps, however long it is.
   *
   *   pool            instead of jobs: a widgets.pool, which searches on the server
   *   taken           optional; job id -> true for those that are not to be shown
   *   on-choose-many  optional; makes the jobs selectable, to add several; returns a promise
   */
  function freezerJobList($timeout, basePath, contains) {
    var STEP = 24;
    // what is shorter is seen without a search
    var SHORT = 6;
    var count = 0;

    return {
      scope: {
        heading: '@',
        jobs: '<?',
        pool: '<?',
        taken: '<?',
        verb: '@',
        icon: '@',
        none: '@',
        pending: '<?',
        onChoose: '&',
        onChooseMany: '&?'
      },
      templateUrl: basePath + 'widgets/job-list.html',
      link
    };

    function link(scope, element) {
      var limit = STEP;

      scope.id = 'freezer-job-list-' + ++count;
      scope.many = Boolean(scope.onChooseMany);
      scope.search = {text: scope.pool ? scope.pool.q : ''};
      scope.picked = {};
      scope.choosing = false;
      angular.extend(scope, {
        searchable, shown, rest, find, more, countWords, checkedWords, noneWords, choose, pick,
        chosen, allChosen, chooseShown, chooseMany, manyWords
      });

      scope.$watch(ranOut, isOut => {
        if (isOut) {
          scope.pool.more();
        }
      });

      function searchable() {
        return scope.pool || scope.search.text || (scope.jobs || []).length > SHORT;
      }

      /** All that was read of the pool is taken, and there may be more. */
      function ranOut() {
        var pool = scope.pool;
        return Boolean(pool) && !shown().length &&
          !(pool.loading || pool.failure || pool.paused || pool.exhausted);
      }

      function shown() {
        return scope.pool ? scope.pool.items.filter(isFree) : found().slice(0, limit);
      }

      function found() {
        return (scope.jobs || []).filter(job =>
          contains([job.description, job.client_id, job.id], scope.search.text));
      }

      function isFree(job) {
        return !scope.taken || !scope.taken[job.id];
      }

      function rest() {
        return found().length - limit;
      }

      function find() {
        limit = STEP;
        if (scope.pool) {
          scope.pool.search(scope.search.text.trim());
        }
      }

      function more() {
        limit += STEP;
      }

      /** How many there are; of a pool that was not read to its end, how many at least. */
      function countWords() {
        return scope.pool
          ? shown().length + (scope.pool.exhausted ? '' : '+')
          : (scope.jobs || []).length;
      }

      function checkedWords() {
        return scope.pool.checked
          ? interpolate(ngettext('Looked at %s job so far…', 'Looked at %s jobs so far…',
                                 scope.pool.checked), [scope.pool.checked])
          : gettext('Loading the jobs…');
      }

      function noneWords() {
        if (shown().length || scope.pool && !scope.pool.exhausted) {
          return '';
        }
        return scope.search.text ? gettext('No job matches the search.') : scope.none;
      }

      ////////////

      /** The button goes away with its job, so the next one takes the focus. */
      function choose(job, index) {
        delete scope.picked[job.id];
        scope.onChoose({job});
        focus(index);
      }

      function pick(job) {
        if (scope.picked[job.id]) {
          delete scope.picked[job.id];
        } else {
          scope.picked[job.id] = job;
        }
      }

      /** They stay chosen while the user searches for more. */
      function chosen() {
        return Object.keys(scope.picked).map(id => scope.picked[id]).filter(isFree);
      }

      function allChosen() {
        return shown().length > 0 && shown().every(job => scope.picked[job.id]);
      }

      function chooseShown() {
        var all = allChosen();
        shown().forEach(job => {
          if (all) {
            delete scope.picked[job.id];
          } else {
            scope.picked[job.id] = job;
          }
        });
      }

      function chooseMany() {
        scope.choosing = true;
        scope.onChooseMany({jobs: chosen()}).then(() => {
          scope.picked = {};
          focus(0);
        }, angular.noop).finally(() => {
          scope.choosing = false;
        });
      }

      function manyWords() {
        var jobs = chosen().length;
        return jobs
          ? interpolate(ngettext('Add %s job', 'Add %s jobs', jobs), [jobs])
          : gettext('Add selected jobs');
      }

      function focus(index) {
        $timeout(() => {
          var buttons = element.find('.freezer-choose');
          var next = buttons[Math.min(index, buttons.length - 1)];
          next = next || element.find('.freezer-search')[0];
          if (next) {
            next.focus();
          }
        }, 0);
      }
    }
  }
})();
