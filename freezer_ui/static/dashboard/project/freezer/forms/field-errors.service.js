(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .factory('horizon.dashboard.project.freezer.forms.fieldErrors', fieldErrors);

  /**
   * The server's sentences for the fields of a form.
   *
   *   of(field)          the sentence, or null: of the last submission, else of the last check
   *   refuse(failure)    a submission failed; returns the field to show, or null
   *   check(failure)     a check while the user types failed, or (null) not
   *   forget(field)      the user changed it: what was said of it no longer holds
   *   forgetRefused(isMeant)  of the last submission, for the fields that are meant
   */
  function fieldErrors() {
    return {create};

    function create() {
      let refused = {};
      let checked = {};
      return {of, refuse, check, forget, forgetRefused};

      function of(field) {
        return refused[field] || checked[field] || null;
      }

      function refuse(failure) {
        refused = failure ? sentences(failure) : {};
        return failure && (failure.field || Object.keys(refused)[0]) || null;
      }

      function check(failure) {
        checked = failure ? sentences(failure) : {};
      }

      function forget(field) {
        delete refused[field];
        delete checked[field];
      }

      function forgetRefused(isMeant) {
        Object.keys(refused).filter(isMeant).forEach(field => { delete refused[field]; });
      }
    }

    function sentences(failure) {
      const errors = {};
      if (failure.field) {
        errors[failure.field] = failure.error;
      }
      angular.forEach(failure.status === 400 && failure.detail, (sentence, field) => {
        if (angular.isString(sentence) && angular.isString(field)) {
          errors[field] = sentence;
        }
      });
      return errors;
    }
  }
})();
