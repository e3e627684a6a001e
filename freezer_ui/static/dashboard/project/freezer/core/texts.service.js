(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.texts', texts);

  /**
   * What is made of several texts, by the rules of the catalogue's language: messages/data.py does
   * the same. Nothing else puts texts together (tests/unit/test_glue.py).
   */
  function texts() {
    const lists = {};

    return {names, some, items, quoted, statements, sentences};

    /** "A", "A and B", "A, B and C" */
    function names(all) {
      return list(pgettext('language tag', 'en-GB')).format(all);
    }

    /** "A, B, C and 7 more" of more names than `most`, else as names(). */
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

    /** A name in a list of names: people put commas into them. */
    function quoted(name) {
      return interpolate(gettext('"%(name)s"'), {name}, true);
    }

    /** Whole sentences, one after the other; without those that are empty. */
    function sentences(all) {
      return all.filter(Boolean).reduce((told, item) => told ? interpolate(
        gettext('%(sentence)s %(next_sentence)s'), {sentence: told, next_sentence: item}, true
      ) : item, '');
    }

    /** "A · B": short statements that are read one by one; without those that are empty. */
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
