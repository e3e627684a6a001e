(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.places', placesService);

  placesService.$inject = ['horizon.dashboard.project.freezer.core.address'];

  /**
   * The place of the grid that is open (gridPositions), and the snapshot beside it, as parameters
   * of the page's address: by its tag, which stays when a snapshot is pinned; by its key where
   * nobody knows the tag.
   */
  function placesService(address) {
    return {text, read, write, rename, close, beside, compare, keyOf};

    /** Another one whenever another place is open; empty where none is. */
    function text() {
      return address.get('tag') ? address.get('tag') + '/' + (address.get('job') || '') : '';
    }

    /** The open place, or null; one that the answer does not have is asked for all the same. */
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

    /** What is open has another key: no step in the history. */
    function rename(place) {
      address.replace({tag: nameOf(place), job: place.member});
    }

    function close() {
      address.set({tag: null, job: null, with: null});
    }

    /** The key of the snapshot beside the open one, or null. */
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
