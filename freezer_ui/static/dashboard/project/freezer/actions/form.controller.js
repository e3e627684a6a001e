(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.actions')
    .controller('horizon.dashboard.project.freezer.actions.FormController', FormController);

  FormController.$inject = [
    '$q',
    '$scope',
    '$uibModalInstance',
    'horizon.dashboard.project.freezer.core.requestId',
    'horizon.dashboard.project.freezer.forms.dialog',
    'horizon.dashboard.project.freezer.forms.fieldErrors',
    'horizon.dashboard.project.freezer.forms.fieldTable',
    'subject',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /**
   * The form of an action. `subject`: {title, readFields, read, send}; `read` resolves with the
   * answer of GET actions/{id}/form, or with {} for a new action.
   */
  function FormController(
    $q, $scope, $uibModalInstance, requestIds, dialogs, fieldErrors, fieldTable, subject, texts
  ) {
    const FEW = 5;
    const RULE = ['remove_older_than', 'remove_before_date', 'remove_from_date', 'incremental',
      'max_level', 'always_level', 'restart_always_level'];
    const ctrl = this;
    const requestId = requestIds.create();
    const dialog = dialogs.create(ctrl, $scope, '.freezer-action-form');

    ctrl.title = subject.title;
    ctrl.fields = [];
    ctrl.values = {};
    // the form of the stored action that is edited or copied
    ctrl.stored = {secrets: [], others: [], used_by: []};
    // options and stored secrets to be removed, by name
    ctrl.dropped = {};
    // changes that somebody else saved meanwhile: [{label, mine, theirs}]
    ctrl.differences = [];
    ctrl.step = 'reading';
    ctrl.errors = fieldErrors.create();
    Object.assign(ctrl, {
      read, save, takeTheirs, close, keptSecrets, saveWords, usedWords, userNames, rule
    });

    read();

    function read() {
      dialog.ask(() => $q.all({form: subject.readFields(), stored: subject.read()}), found => {
        ctrl.fields = found.form.action;
        ctrl.values = fieldTable.defaults(ctrl.fields);
        if (found.stored.values) {
          take(found.stored);
        }
        dialog.go('filling', 'select, input');
      }, failure => { ctrl.failure = failure; });
    }

    function take(stored) {
      ctrl.stored = stored;
      ctrl.values = Object.assign({}, ctrl.values, stored.values);
    }

    function save() {
      dialog.ask(() => {
        ctrl.writing = true;
        ctrl.errors.refuse(null);
        return subject.send(body());
      }, action => {
        ctrl.writing = false;
        $uibModalInstance.close(action);
      }, onFailed);
    }

    function body() {
      const sent = {
        action: fieldTable.body(ctrl.fields, ctrl.values),
        drop: Object.keys(ctrl.dropped).filter(name => ctrl.dropped[name])
      };
      return Object.assign(
        sent, ctrl.stored.version ? {version: ctrl.stored.version} : {id: requestId});
    }

    /**
     * The options of the action that decide how long its backups stay, including those of other
     * tools.
     */
    function rule() {
      const values = fieldTable.body(ctrl.fields, ctrl.values);
      ctrl.stored.others.filter(each => !ctrl.dropped[each.name]).forEach(each => {
        values[each.name] = each.value;
      });
      return RULE.reduce((all, name) => values[name] === undefined || values[name] === ''
        ? all : Object.assign(all, {[name]: values[name]}), {});
    }

    function onFailed(failure) {
      const theirs = failure.status === 409 && failure.detail && failure.detail.values;
      if (ctrl.errors.refuse(failure) && isAtField()) {
        dialog.go('filling', '[aria-invalid="true"]');
        return;
      }
      ctrl.failure = failure;
      ctrl.differences = theirs ? differences(theirs) : [];
      if (theirs) {
        ctrl.theirs = failure.detail;
        // a user who saves after seeing them wants to overwrite them
        ctrl.stored = Object.assign({}, ctrl.stored, {version: failure.detail.version});
      }
    }

    function isAtField() {
      return applying().some(field => ctrl.errors.of('action.' + field.name));
    }

    function applying() {
      return fieldTable.applying(ctrl.fields, ctrl.values);
    }

    function differences(theirs) {
      return applying().filter(field => field.kind !== 'secret' &&
          !angular.equals(ctrl.values[field.name], theirs[field.name])).map(field => ({
        name: field.name,
        label: field.label,
        mine: words(field, ctrl.values[field.name]),
        theirs: words(field, theirs[field.name])
      }));
    }

    function words(field, value) {
      const choice = field.choices.find(each => each.value === value);
      if (choice) {
        return choice.label;
      }
      return value === true ? gettext('yes') : value === false ? gettext('no') : value;
    }

    /** Replaces the input by what the other user saved. */
    function takeTheirs() {
      take(ctrl.theirs);
      ctrl.failure = null;
      ctrl.differences = [];
      // the button that had the focus is gone
      dialog.go('filling', 'select, input');
    }

    function close() {
      $uibModalInstance.dismiss();
    }

    function keptSecrets() {
      return applying().filter(field => ctrl.stored.secrets.includes(field.name) &&
        !ctrl.values[field.name]);
    }

    function saveWords() {
      return ctrl.writing ? gettext('Saving…') : gettext('Save');
    }

    function usedWords() {
      const count = ctrl.stored.used_by.length;
      return interpolate(ngettext(
        '%s job uses this action, and follows your changes from its next run on:',
        '%s jobs use this action, and follow your changes from their next run on:', count),
                         [count]);
    }

    /** The names of the jobs that use the action. */
    function userNames() {
      return texts.some(ctrl.stored.used_by.map(job => job.name), FEW);
    }
  }
})();
