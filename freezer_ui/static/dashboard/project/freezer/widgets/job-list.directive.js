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
   * A searchable list of jobs with one button each; shown in steps, however long it is.
   */
  function freezerJobList($timeout, basePath, contains) {
    var STEP = 24;
    var count = 0;

    return {
      restrict: 'E',
      scope: {
        heading: '@',
        jobs: '<',
        verb: '@',
        icon: '@',
        none: '@',
        pending: '<?',
        onChoose: '&'
      },
      templateUrl: basePath + 'widgets/job-list.html',
      link: link
    };

    function link(scope, element) {
      scope.id = 'freezer-job-list-' + ++count;
      scope.search = {text: ''};
      scope.limit = STEP;
      scope.matches = matches;
      scope.more = more;
      scope.reset = reset;
      scope.choose = choose;

      function matches(job) {
        return contains([job.description, job.client_id, job.id], scope.search.text);
      }

      function more() {
        scope.limit += STEP;
      }

      function reset() {
        scope.limit = STEP;
      }

      /** The button goes away with its job, so the next one takes the focus. */
      function choose(job, index) {
        scope.onChoose({job: job});
        $timeout(function focus() {
          var buttons = element.find('.freezer-choose');
          var next = buttons[Math.min(index, buttons.length - 1)];
          (next || element.find('.freezer-search')[0]).focus();
        }, 0);
      }
    }
  }
})();
