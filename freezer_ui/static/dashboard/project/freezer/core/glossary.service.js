(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.core')
    .factory('horizon.dashboard.project.freezer.core.glossary', glossary);

  /**
   * The words of the screens, each with a sentence, by the names that core/hint takes. The only
   * source: `make glossary` writes doc/glossary.md from it, in all languages.
   */
  function glossary() {
    return {
      action: entry(pgettext('glossary', 'action'), gettext(
        'What a job does: what it backs up or restores, how, and where to. Several jobs can ' +
        'share an action.')),
      age: entry(pgettext('glossary', 'age'), gettext(
        'The time since the last good backup of a job.')),
      agent: entry(pgettext('glossary', 'agent'), gettext(
        'The program freezer-agent, which makes and restores backups on a machine; ' +
        'freezer-scheduler picks up its jobs.')),
      backup: entry(pgettext('glossary', 'backup'), gettext(
        'The data that one run of a job stored, and its record in Freezer.')),
      chain: entry(pgettext('glossary', 'chain'), gettext(
        'A full backup with its increments: they are restored and deleted together.')),
      'check-in': entry(pgettext('glossary', 'check-in'), gettext(
        'The moment when an agent asks Freezer for work, about once a minute.')),
      client: entry(pgettext('glossary', 'client'), gettext(
        'A machine that runs freezer-scheduler and is registered with Freezer.')),
      complete: entry(pgettext('glossary', 'complete'), gettext(
        'A run in which every member took part and succeeded.')),
      dangling: entry(pgettext('glossary', 'dangling'), gettext(
        'A job whose session does not list it, or was deleted.')),
      drift: entry(pgettext('glossary', 'drift'), gettext(
        'A member\'s schedule is not the schedule of its session, so the two do not run ' +
        'together.')),
      ghost: entry(pgettext('glossary', 'ghost'), gettext(
        'An entry of a session whose job was deleted.')),
      'hold-off': entry(pgettext('glossary', 'hold-off'), gettext(
        'The time after the first start of a run, in seconds, in which other members can ' +
        'still join the run.')),
      'in-tag': entry(pgettext('glossary', 'in tag'), gettext(
        'A member that started within the hold-off: its backup is in the snapshot of ' +
        'the run.')),
      job: entry(pgettext('glossary', 'job'), gettext(
        'A backup or restore that one client runs, on its own schedule or on the schedule ' +
        'of its session.')),
      late: entry(pgettext('glossary', 'late'), gettext(
        'A member that started after the hold-off: its backup exists, but is in no ' +
        'snapshot.')),
      level: entry(pgettext('glossary', 'level'), gettext(
        'The position of a backup in its chain: 0 is the full backup.')),
      member: entry(pgettext('glossary', 'member'), gettext(
        'A job that is in a session.')),
      missing: entry(pgettext('glossary', 'missing'), gettext(
        'A member that did not start in the run.')),
      'out-of-step': entry(pgettext('glossary', 'out of step'), gettext(
        'Members count the same interval from different moments, so they do not start together.')),
      overdue: entry(pgettext('glossary', 'overdue'), gettext(
        'A backup or a run that is older than its schedule allows.')),
      pin: entry(pgettext('glossary', 'pin'), gettext(
        'A note, saved in the backups of a snapshot, that keeps its tag exact whatever runs ' +
        'next.')),
      pool: entry(pgettext('glossary', 'pool'), gettext(
        'The jobs that are in no session.')),
      repair: entry(pgettext('glossary', 'repair'), gettext(
        'A change, shown before it is made, that makes sessions and jobs consistent again.')),
      run: entry(pgettext('glossary', 'run'), gettext(
        'One execution of a session, in which each member starts its job.')),
      session: entry(pgettext('glossary', 'session'), gettext(
        'A group of jobs that share one schedule and start together.')),
      skew: entry(pgettext('glossary', 'skew'), gettext(
        'The time between the first and the last start of the members of a run.')),
      snapshot: entry(pgettext('glossary', 'snapshot'), gettext(
        'The backups of one run: together they capture one moment of a distributed system.')),
      tag: entry(pgettext('glossary', 'tag'), gettext(
        'The number that Freezer gives to each run of a session, counted from 1.')),
      wedged: entry(pgettext('glossary', 'wedged'), gettext(
        'A session in which no member can start a new run, because all members are behind ' +
        'its tag.'))
    };

    function entry(word, sentence) {
      return {word, sentence};
    }
  }
})();
