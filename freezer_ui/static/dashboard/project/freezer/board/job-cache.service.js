(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.jobCache', jobCacheFactory);

  jobCacheFactory.$inject = ['$q', 'horizon.dashboard.project.freezer.core.api'];

  /**
   * The jobs of the members that are on the screen: a session knows its members by id only, and
   * reading all jobs for their names would take minutes where there are many.
   *
   *   want(ids)   asks for those that were not asked for since renew(); promise, rejects
   *   of(id)      the job's row, or null while it is not known
   *   gone(id)    whether it was asked for and is not there: a ghost
   *   put, forget what a write's answer said of a job; newer than any reading under way
   *   stop()      with the page: asks for no more
   */
  function jobCacheFactory($q, api) {
    var MOST_IDS = 50;

    return {create};

    function create(onRead) {
      var rows = {};
      var asked = {};
      var told = {};
      var round = 1;
      var clock = 0;
      var stopped = false;
      return {want, renew, of, gone, put, forget, stop};

      ////////////

      function renew() {
        round++;
      }

      function want(ids) {
        var wanted = ids.filter(id => asked[id] !== round);
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
        var began = ++clock;
        return api.getJobs({ids: ids.join(',')}).then(page => {
          var found = {};
          page.items.forEach(job => {
            found[job.id] = job;
          });
          ids.filter(id => !(told[id] > began)).forEach(id => {
            rows[id] = found[id] || null;
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
      var result = [];
      for (var at = 0; at < ids.length; at += MOST_IDS) {
        result.push(ids.slice(at, at + MOST_IDS));
      }
      return result;
    }
  }
})();
