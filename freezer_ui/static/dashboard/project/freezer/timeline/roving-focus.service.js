(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.timeline')
    .factory('horizon.dashboard.project.freezer.timeline.rovingFocus', rovingFocusFactory);

  /**
   * The focused and the pointed place of a picture that is one stop of the Tab key. What a place
   * is, is up to the picture.
   *
   *   place      the focused place; it stays when the focus leaves
   *   pointed    the place under the pointer, or null
   *   at()       the place to describe, or null: the pointed one before the focused one
   */
  function rovingFocusFactory() {
    return {create, move};

    /** onChange() is called when at() may have changed. */
    function create(onChange) {
      const focus = {place: null, pointed: null, hasFocus: false, at, go, point, enter, leave};
      return focus;

      function at() {
        return focus.pointed || (focus.hasFocus ? focus.place : null);
      }

      function go(place) {
        focus.place = place;
        focus.pointed = null;
        onChange();
      }

      /** Sets the pointed place; returns whether it has changed. */
      function point(place) {
        const isNew = JSON.stringify(place) !== JSON.stringify(focus.pointed);
        if (isNew) {
          focus.pointed = place;
          onChange();
        }
        return isNew;
      }

      /** Called when the focus enters the picture. */
      function enter(place) {
        focus.hasFocus = true;
        focus.place = place || focus.place;
        onChange();
      }

      function leave() {
        focus.hasFocus = false;
        onChange();
      }
    }

    /** Makes `to` the stop of the Tab key in place of `from`; either may be null. */
    function move(from, to) {
      if (from) {
        from.tabIndex = -1;
      }
      if (to) {
        to.tabIndex = 0;
      }
      return to;
    }
  }
})();
