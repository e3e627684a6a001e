(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.labels', labels);

  /** Freezer's own words, for people. One map for label, table, filter and card. */
  function labels() {
    const service = {
      statuses: {
        active: gettext('Active'),
        scheduled: gettext('Scheduled'),
        running: gettext('Running'),
        completed: gettext('Completed'),
        removed: gettext('Removed')
      },
      results: {
        success: gettext('Succeeded'),
        fail: gettext('Failed')
      },
      // of a job: what is in no session and stopped is protected by nothing
      runs: {
        session: gettext('Session'),
        alone: gettext('Own schedule'),
        nothing: gettext('None')
      },
      members: {
        succeeded: gettext('Succeeded'),
        failed: gettext('Failed'),
        running: gettext('Running'),
        late: gettext('Late'),
        missing: gettext('Missing'),
        waiting: gettext('Waiting'),
        unknown: gettext('Unknown'),
        checking: gettext('Being checked')
      },
      verdicts: {
        complete: gettext('Complete'),
        incomplete: gettext('Failed or incomplete'),
        running: gettext('Running'),
        overdue: gettext('Overdue'),
        never: gettext('Never run'),
        empty: gettext('No jobs'),
        unknown: gettext('Unknown'),
        checking: gettext('Being checked')
      },
      // what there is to do about a row of a list
      needs: {
        failed: gettext('Failed'),
        partial: gettext('Incomplete'),
        refused: gettext('Cannot run'),
        dangling: gettext('Not in its session'),
        unprotected: gettext('Not protected'),
        running: gettext('Running'),
        never: gettext('Never run'),
        succeeded: gettext('Succeeded')
      },
      need: pick('needs'),
      status: pick('statuses'),
      result: pick('results'),
      member: pick('members'),
      state, freezerSays
    };
    // of a run, to search by: what is not complete is told apart, too
    service.verdictChoices = Object.assign({}, service.verdicts, {
      failed: service.needs.failed, partial: service.needs.partial
    });
    service.resultChoices = Object.assign({}, service.results, {none: gettext('None yet')});
    return service;

    /** A word that we do not know is shown as it came; no word is a dash. */
    function pick(map) {
      return key => service[map][key] || key || gettext('-');
    }

    /** A job in a session stops with the session: only a job in none is shown as stopped. */
    function state(job) {
      return job.stopped && !job.home ? gettext('Stopped') : service.status(job.status);
    }

    function freezerSays(session) {
      return interpolate(gettext('Freezer says: %(status)s / %(result)s'), {
        status: session.status || gettext('-'),
        result: session.result || gettext('-')
      }, true);
    }
  }
})();
