(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.forms')
    .factory('horizon.dashboard.project.freezer.forms.fieldTable', fieldTable);

  /**
   * The values of a part of a form, by the server's table of its fields (services/forms.py).
   *
   *   defaults(fields)         {name: value} to begin with
   *   filled(fields, source)   the same with what `source` has of these fields, if any
   *   applying(fields, values) the fields whose `when` holds, in their order
   *   body(fields, values)     what is sent: of the fields that apply only
   */
  function fieldTable() {
    return {defaults, filled, applying, body};

    function defaults(fields) {
      return Object.fromEntries(fields.map(field => [field.name, field.default]));
    }

    /** Values that are not among the choices are left out. */
    function filled(fields, source) {
      return fields.reduce((values, field) => {
        const value = source ? source[field.name] : undefined;
        const isKnown = field.kind !== 'choice' || field.choices.some(each => each.value === value);
        if (value !== undefined && value !== null && isKnown) {
          values[field.name] = value;
        }
        return values;
      }, defaults(fields));
    }

    function applying(fields, values) {
      const known = {};
      return fields.filter(field => {
        const applies = Object.keys(field.when)
          .every(name => field.when[name].includes(known[name]));
        if (applies) {
          known[field.name] = values[field.name];
        }
        return applies;
      });
    }

    /** Empty fields are sent, too: for missing fields the server would use the default. */
    function body(fields, values) {
      return Object.fromEntries(applying(fields, values).map(field =>
        [field.name, given(values[field.name])]));
    }

    /** AngularJS sets undefined for an invalid number; send it so that the server reports it. */
    function given(value) {
      return value === undefined ? '?' : value;
    }
  }
})();
