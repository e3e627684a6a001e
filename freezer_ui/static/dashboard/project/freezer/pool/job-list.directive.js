(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.pool')
    .directive('freezerJobList', freezerJobList);

  freezerJobList.$inject = [
    '$timeout',
    '$window',
    'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.choice',
    'horizon.dashboard.project.freezer.core.textMatch',
    'horizon.dashboard.project.freezer.core.virtualList'
  ];

  /**
   * <freezer-job-list heading="…" jobs="…" verb="Add" icon="fa-plus" none="…"
   *                   on-choose="ctrl.add(job)" pending="ctrl.pending"></freezer-job-list>
   * A list of jobs with one button each and a search; however long it is, only the rows near the
   * screen are drawn.
   *
   *   pool            instead of jobs: a pool.service, which searches on the server
   *   taken           optional; job id -> true for those that are not to be shown
   *   on-choose-many  optional; makes the jobs selectable, to add several; returns a promise
   */
  function freezerJobList($timeout, $window, basePath, choices, matchesText, virtualLists) {
    // a shorter list has no search
    const SHORT = 6;
    // borders of neighbouring rows overlap
    const GAP = -1;
    let count = 0;

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
      templateUrl: basePath + 'pool/job-list.html',
      link
    };

    function link(scope, element) {
      const scroller = element[0].querySelector('.freezer-scrolls');
      const view = virtualLists.create({
        list: scroller.querySelector('ul'),
        gap: GAP,
        rows: () => scope.rows,
        show: rows => { scope.drawn = rows; },
        digest: () => { scope.$digest(); }
      });
      // the step of the workflow may be hidden at first
      const observer = new $window.ResizeObserver(view.look);

      scope.id = 'freezer-job-list-' + ++count;
      scope.many = Boolean(scope.onChooseMany);
      scope.search = {text: scope.pool ? scope.pool.q : ''};
      scope.choice = choices.create();
      scope.choosing = false;
      // the jobs of the list, and the drawn ones
      scope.rows = [];
      scope.drawn = [];
      Object.assign(scope, {
        searchable, find, countWords, checkedWords, noneWords, choose, chosen, chooseMany,
        manyWords
      });

      scope.$watch('pool.items', list);
      scope.$watchCollection('jobs', list);
      scope.$watchCollection('taken', list);
      scope.$watch(ranOut, isOut => {
        if (isOut) {
          scope.pool.more();
        }
      });
      observer.observe(scroller);
      scope.$on('$destroy', () => {
        observer.disconnect();
        view.stop();
      });

      function list() {
        scope.rows = scope.pool ? scope.pool.items.filter(isFree) : found();
        view.choose();
      }

      function searchable() {
        return scope.pool || scope.search.text || (scope.jobs || []).length > SHORT;
      }

      /** Whether all jobs read so far are taken, and there may be more. */
      function ranOut() {
        const pool = scope.pool;
        return Boolean(pool) && !scope.rows.length &&
          !(pool.loading || pool.failure || pool.paused || pool.exhausted);
      }

      function found() {
        return (scope.jobs || []).filter(job =>
          matchesText([job.description, job.client_id, job.id], scope.search.text));
      }

      function isFree(job) {
        return !scope.taken || !scope.taken[job.id];
      }

      function find() {
        if (scope.pool) {
          scope.pool.search(scope.search.text.trim());
        } else {
          list();
        }
      }

      /** The number of jobs, with + while the pool is not read to its end. */
      function countWords() {
        return scope.pool
          ? scope.rows.length + (scope.pool.exhausted ? '' : '+')
          : (scope.jobs || []).length;
      }

      function checkedWords() {
        return scope.pool.checked
          ? interpolate(ngettext('%s job loaded so far…', '%s jobs loaded so far…',
                                 scope.pool.checked), [scope.pool.checked])
          : gettext('Loading the jobs…');
      }

      function noneWords() {
        if (scope.rows.length || scope.pool && !scope.pool.exhausted) {
          return '';
        }
        if (scope.search.text) {
          return gettext('No job matches the search.');
        }
        return scope.pool ? scope.pool.noneWords() : scope.none;
      }

      /** Focuses the next job, because the pressed button goes away. */
      function choose(job) {
        const place = scope.rows.indexOf(job);
        delete scope.choice.items[job.id];
        scope.onChoose({job});
        focus(place);
      }

      function chosen() {
        return Object.values(scope.choice.items).filter(isFree);
      }

      function chooseMany() {
        scope.choosing = true;
        scope.onChooseMany({jobs: chosen()}).then(() => {
          scope.choice.clear();
          focus(0);
        }, angular.noop).finally(() => {
          scope.choosing = false;
        });
      }

      function manyWords() {
        const jobs = chosen().length;
        return jobs
          ? interpolate(ngettext('Add %s job', 'Add %s jobs', jobs), [jobs])
          : gettext('Add selected jobs');
      }

      /** Focuses the job at this index, which may not be drawn yet. */
      function focus(place) {
        $timeout(() => {
          const job = scope.rows[Math.min(place, scope.rows.length - 1)];
          if (job) {
            view.reveal(job.id);
          }
          $timeout(() => {
            const row = job && element.find('[data-job="' + $window.CSS.escape(job.id) + '"]');
            const next = row && row.find('.freezer-choose')[0] ||
              element.find('.freezer-search')[0];
            if (next) {
              next.focus();
            }
          }, 0);
        }, 0);
      }
    }
  }
})();
