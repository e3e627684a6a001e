(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.jobCache', jobCacheFactory);

  jobCacheFactory.$inject = ['$q', 'horizon.dashboard.project.freezer.core.api'];

  /**
   * Jobs of the members on the screen. A session has only its members' ids, and reading all jobs
   * for their names would take minutes in a large project.
   *
   *   want(ids)   reads those that were not read since renew(); the promise rejects on failure
   *   of(id)      the job's row, or null while it is not known
   *   gone(id)    whether it was read and does not exist: a ghost
   *   put, forget the answer of a write; it outweighs readings that began before
   *   stop()      reads no more; call it when the page is left
   */
  function jobCacheFactory($q, api) {
    const MOST_IDS = 50;

    return {create};

    function create(onRead) {
      const rows = {};
      const asked = {};
      const told = {};
      let round = 1;
      let clock = 0;
      let stopped = false;
      return {want, renew, of, gone, put, forget, stop};

      function renew() {
        round++;
      }

      function want(ids) {
        const wanted = ids.filter(id => asked[id] !== round);
        wanted.forEach(id => {
          asked[id] = round;
        });
        return inTurn(chunks(wanted)).catch(failure => {
          wanted.forEach(id => {
            delete asked[id];
          });
          return $q.reject(failure);
        });
      }

      function inTurn(lists) {
        return lists.reduce((before, ids) => before.then(() => stopped || read(ids)), $q.when());
      }

      function read(ids) {
        const began = ++clock;
        return api.getJobs({ids: ids.join(',')}).then(page => {
          ids.filter(id => !(told[id] > began)).forEach(id => {
            rows[id] = page.items.find(job => job.id === id) || null;
          });
          onRead(ids);
        });
      }

      function stop() {
        stopped = true;
      }

      function of(id) {
        return rows[id] || null;
      }

      function gone(id) {
        return rows[id] === null;
      }

      function put(job) {
        rows[job.id] = job;
        asked[job.id] = round;
        told[job.id] = ++clock;
      }

      function forget(id) {
        delete rows[id];
        delete asked[id];
        told[id] = ++clock;
      }
    }

    function chunks(ids) {
      const result = [];
      for (let at = 0; at < ids.length; at += MOST_IDS) {
        result.push(ids.slice(at, at + MOST_IDS));
      }
      return result;
    }
  }
})();
