(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .directive('freezerDate', freezerDate);

  freezerDate.$inject = ['horizon.dashboard.project.freezer.basePath'];

  /**
   * <freezer-date name="schedule_date" text="schedule.date" zone="schedule.zone"
   *               on-change="…"></freezer-date>
   * A date as text in the user's zone, checked by the server; the browser's calendar helps to enter
   * it.
   */
  function freezerDate(basePath) {
    return {
      scope: {name: '@', text: '=', zone: '<', needed: '<?', onChange: '&'},
      templateUrl: basePath + 'forms/date.html',
      link
    };

    function link(scope, element) {
      const TYPED = /^\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)/;

      Object.assign(scope, {pick, changed});

      function pick() {
        const calendar = element.find('.freezer-calendar')[0];
        const typed = TYPED.exec(scope.text);
        calendar.value = typed ? typed[1] + 'T' + typed[2] : '';
        calendar.onchange = () => {
          scope.$applyAsync(() => {
            scope.text = calendar.value.replace('T', ' ');
            changed();
          });
        };
        if (calendar.showPicker) {
          calendar.showPicker();
        } else {
          calendar.focus();
        }
      }

      function changed() {
        // update the outer scope before calling on-change
        scope.$applyAsync(() => {
          scope.onChange();
        });
      }
    }
  }
})();
