(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.labels', labels);

  /** Labels of Freezer's own words, shared by details, tables, filters and cards. */
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
      // of a job: one that is stopped and in no session is not protected
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
      // the need of a row of a list (domain/attention.py)
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
    // of a run, for filters: incomplete runs are told apart, too
    service.verdictChoices = Object.assign({}, service.verdicts, {
      failed: service.needs.failed, partial: service.needs.partial
    });
    service.resultChoices = Object.assign({}, service.results, {none: gettext('None yet')});
    return service;

    /** An unknown word is shown as it is, an empty one as a dash. */
    function pick(map) {
      return key => service[map][key] || key || gettext('-');
    }

    /** Only a job in no session is shown as stopped: a member stops with its session. */
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
