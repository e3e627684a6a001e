(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.timeline')
    .factory('horizon.dashboard.project.freezer.timeline.rovingFocus', rovingFocusFactory);

  /**
   * Where the keys and the pointer are in a picture that is one stop of the Tab key. Places are
   * the picture's own.
   *
   *   place      where the keys are; it stays when the focus goes elsewhere
   *   pointed    where the pointer is, or null
   *   at()       the place to tell of, or null: the pointer's before the keys', for it was moved
   */
  function rovingFocusFactory() {
    return {create, move};

    /** onChange() when there may be another place to tell of. */
    function create(onChange) {
      var focus = {place: null, pointed: null, hasFocus: false, at, go, point, enter, leave};
      return focus;

      ////////////

      function at() {
        return focus.pointed || (focus.hasFocus ? focus.place : null);
      }

      function go(place) {
        focus.place = place;
        focus.pointed = null;
        onChange();
      }

      /** Whether that is a change. */
      function point(place) {
        var isNew = JSON.stringify(place) !== JSON.stringify(focus.pointed);
        if (isNew) {
          focus.pointed = place;
          onChange();
        }
        return isNew;
      }

      /** The focus came into the picture. */
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

    /** Makes `to` the element that the Tab key comes to, in place of `from`; either may be null. */
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
