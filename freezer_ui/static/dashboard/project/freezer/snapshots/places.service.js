(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.places', placesService);

  placesService.$inject = ['horizon.dashboard.project.freezer.core.address'];

  /**
   * The open place of the grid (gridPositions) and the snapshot compared with it, as parameters of
   * the page's address: by tag, which stays when a snapshot is pinned, or by key if the tag is
   * unknown.
   */
  function placesService(address) {
    return {text, read, write, rename, close, beside, compare, keyOf};

    /** A text that changes with the open place; empty if none is open. */
    function text() {
      return address.get('tag') ? address.get('tag') + '/' + (address.get('job') || '') : '';
    }

    /** The open place, or null; a place that the answer lacks is requested all the same. */
    function read(answer) {
      const name = address.get('tag');
      const item = name && itemOf(answer, name);
      return name && {
        key: keyOf(answer, name), tag: item ? item.tag : numberOf(name),
        start: item ? item.start : 0, member: address.get('job')
      };
    }

    function write(place) {
      address.set({tag: nameOf(place), job: place.member, with: null});
    }

    /** The key of the open place has changed: no step in the browser's history. */
    function rename(place) {
      address.replace({tag: nameOf(place), job: place.member});
    }

    function close() {
      address.set({tag: null, job: null, with: null});
    }

    /** The key of the snapshot compared with the open one, or null. */
    function beside(answer) {
      return address.get('with') && keyOf(answer, address.get('with'));
    }

    function compare(answer, key) {
      const item = answer.items.find(each => each.key === key);
      address.set({with: key && nameOf(item || {key, tag: null})});
    }

    function keyOf(answer, name) {
      const item = itemOf(answer, name);
      return item ? item.key : numberOf(name) === null ? name : 't' + name;
    }

    function itemOf(answer, name) {
      return answer.items.find(item => nameOf(item) === name);
    }

    function nameOf(item) {
      return item.tag === null ? item.key : String(item.tag);
    }

    function numberOf(name) {
      return /^\d+$/.test(name) ? Number(name) : null;
    }
  }
})();
