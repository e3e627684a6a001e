(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.texts', texts);

  /**
   * Joins texts by the rules of the catalogue's language, as messages/data.py does. Nothing else
   * joins texts (tests/unit/test_glue.py).
   */
  function texts() {
    const lists = {};

    return {names, some, items, quoted, statements, sentences};

    /** "A", "A and B", "A, B and C" */
    function names(all) {
      return list(pgettext('language tag', 'en-GB')).format(all);
    }

    /** "A, B, C and 7 more" if there are more than `most` names, else as names(). */
    function some(all, most) {
      const rest = all.length - most;
      return rest > 0 ? interpolate(
        ngettext('%(names)s and %(count)s more', '%(names)s and %(count)s more', rest),
        {names: items(all.slice(0, most)), count: rest}, true) : names(all);
    }

    /** "A, B, C": items that are read one by one. */
    function items(all) {
      return all.join(gettext(', '));
    }

    /** A name in quotes, for a list of names: names may contain commas. */
    function quoted(name) {
      return interpolate(gettext('"%(name)s"'), {name}, true);
    }

    /** Whole sentences as one text; empty ones are left out. */
    function sentences(all) {
      return all.filter(Boolean).reduce((told, item) => told ? interpolate(
        gettext('%(sentence)s %(next_sentence)s'), {sentence: told, next_sentence: item}, true
      ) : item, '');
    }

    /** "A · B": short statements that are read one by one; empty ones are left out. */
    function statements(all) {
      return all.filter(Boolean).join(' · ');
    }

    function list(tag) {
      lists[tag] = lists[tag] || made(tag) || made('en-GB');
      return lists[tag];
    }

    function made(tag) {
      try {
        return new Intl.ListFormat(tag);
      } catch (unknown) { // eslint-disable-line no-unused-vars
        return null;
      }
    }
  }
})();
