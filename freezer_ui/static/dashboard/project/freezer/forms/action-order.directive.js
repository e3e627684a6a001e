(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .directive('freezerActionOrder', freezerActionOrder);

  freezerActionOrder.$inject = [
    '$document', '$timeout', 'horizon.dashboard.project.freezer.basePath',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * <freezer-action-order chosen="ctrl.actions" all="ctrl.all" on-change="…">
   * The actions of a job in the order in which they run: `chosen` [{id, name, action}] is changed
   * in place, by drag, by buttons, and by the arrow keys. `all` are those that can be added, each
   * with `refused`, why the job's client cannot do it, or null.
   */
  function freezerActionOrder($document, $timeout, basePath, texts) {
    const ROW = '.freezer-job-action';

    return {
      scope: {chosen: '<', all: '<', onChange: '&'},
      templateUrl: basePath + 'forms/action-order.html',
      link
    };

    function link(scope, element) {
      const root = element[0];
      const listeners = {dragstart: onDragStart, dragover: onDragOver, drop: onDrop,
        dragend: onDragEnd};

      Object.assign(scope, {
        picked: {id: null}, dragged: null, gap: null, said: '',
        addable, choiceWords, add, remove, move, onKey
      });
      angular.forEach(listeners, (listener, name) => { root.addEventListener(name, listener); });
      scope.$on('$destroy', () => {
        angular.forEach(listeners, (listener, name) => {
          root.removeEventListener(name, listener);
        });
      });

      function addable() {
        const chosen = new Set(scope.chosen.map(action => action.id));
        return scope.all.filter(action => !chosen.has(action.id));
      }

      function choiceWords(action) {
        return texts.statements([action.name, action.action, action.refused]);
      }

      function add() {
        const action = scope.all.find(each => each.id === scope.picked.id);
        scope.picked.id = null;
        if (action) {
          scope.chosen.push({id: action.id, name: action.name, action: action.action});
          changed(action);
        }
      }

      function remove(action) {
        scope.chosen.splice(scope.chosen.indexOf(action), 1);
        say(gettext('Removed %(name)s.'), action);
        scope.onChange();
      }

      function move(action, by) {
        const to = scope.chosen.indexOf(action) + by;
        if (to >= 0 && to < scope.chosen.length) {
          put(action, to);
          $timeout(() => { focus(action, by); }, 0);
        }
      }

      function put(action, to) {
        scope.chosen.splice(scope.chosen.indexOf(action), 1);
        scope.chosen.splice(to, 0, action);
        changed(action);
      }

      function changed(action) {
        say(gettext('%(name)s runs at position %(position)s of %(count)s.'), action);
        scope.onChange();
      }

      function say(format, action) {
        scope.said = interpolate(format, {
          name: action.name, position: scope.chosen.indexOf(action) + 1,
          count: scope.chosen.length
        }, true);
      }

      /** Arrow keys move the focused action. */
      function onKey(event, action) {
        const by = {ArrowUp: -1, ArrowDown: 1}[event.key];
        if (by) {
          event.preventDefault();
          move(action, by);
        }
      }

      function focus(action, by) {
        const row = $document[0].getElementById('freezer-job-action-' + action.id);
        const button = row && row.querySelector(by < 0 ? '.freezer-job-up' : '.freezer-job-down');
        if (button) {
          (button.disabled ? row.querySelector('button:not([disabled])') : button).focus();
        }
      }

      function onDragStart(event) {
        const row = rowOf(event);
        if (row) {
          event.dataTransfer.effectAllowed = 'move';
          // Firefox does not start a drag without data
          event.dataTransfer.setData('text/plain', row.id);
          scope.$apply(() => { scope.dragged = scope.chosen[indexOf(row)]; });
        }
      }

      function onDragOver(event) {
        if (scope.dragged) {
          event.preventDefault();
          event.dataTransfer.dropEffect = 'move';
          show(gapAt(event));
        }
      }

      function onDrop(event) {
        if (scope.dragged) {
          event.preventDefault();
          scope.$apply(() => { drop(scope.dragged, gapAt(event)); });
        }
      }

      /** Also called after a drop elsewhere or the Escape key. */
      function onDragEnd() {
        scope.$apply(() => { Object.assign(scope, {dragged: null, gap: null}); });
      }

      function drop(action, gap) {
        const from = scope.chosen.indexOf(action);
        const to = gap > from ? gap - 1 : gap;
        Object.assign(scope, {dragged: null, gap: null});
        if (to !== from) {
          put(action, to);
        }
      }

      function show(gap) {
        if (gap !== scope.gap) {
          scope.$apply(() => { scope.gap = gap; });
        }
      }

      /** The index of the row before which it would be dropped; the number of rows for the end. */
      function gapAt(event) {
        const from = scope.chosen.indexOf(scope.dragged);
        return Array.from(root.querySelectorAll(ROW)).filter((row, index) => {
          const box = row.getBoundingClientRect();
          // over the middle of a row it takes that row's place
          return event.clientY > box.top + box.height / 2 + (index > from ? -2 : 2);
        }).length;
      }

      function rowOf(event) {
        return event.target.closest ? event.target.closest(ROW) : null;
      }

      function indexOf(row) {
        return Array.from(root.querySelectorAll(ROW)).indexOf(row);
      }
    }
  }
})();
