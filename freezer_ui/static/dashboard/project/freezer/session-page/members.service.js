(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.session-page')
    .factory('horizon.dashboard.project.freezer.session-page.members', membersFactory);

  membersFactory.$inject = [
    '$document',
    '$timeout',
    '$window',
    'horizon.dashboard.project.freezer.core.address',
    'horizon.dashboard.project.freezer.core.choice',
    'horizon.dashboard.project.freezer.core.textMatch',
    'horizon.dashboard.project.freezer.core.toast',
    'horizon.dashboard.project.freezer.health.service',
    'horizon.dashboard.project.freezer.pool.service',
    'horizon.dashboard.project.freezer.writes.bulkOperation',
    'horizon.dashboard.project.freezer.writes.memberMoves',
    'horizon.dashboard.project.freezer.writes.undo'
  ];

  /** The jobs of a session's page: search, selection, adding, removal and undo. */
  function membersFactory(
    $document, $timeout, $window, address, choices, matchesText, toast, health, pools,
    bulkOperation, memberMoves, undos
  ) {
    // fewer jobs have no search
    const SHORT = 12;

    return {create};

    /** `page` is its controller: {session, whole, say(words), readAgain()}. */
    function create(page) {
      let atWork = false;
      const members = {
        // a row has them as text: a directive for each would take longer than the row
        words: {
          remove: gettext('Remove from session'),
          keepsSchedule: gettext('The job stops and keeps its own schedule.'),
          removeOtherwise: gettext('Other ways to remove'),
          removeToRun: gettext('Remove and keep running:')
        },
        search: {text: address.get('q') || ''},
        // members that match the search
        listed: [],
        // by job id
        pending: {},
        picked: choices.create(),
        // the open pool to add jobs from, or null
        pool: null,
        undo: undos.create({perform: takeBack}),
        list, busy, isSearchable, searchWords, keepSearch, togglePool, closePool, add, addMany,
        remove, removeWords, removePicked, aloneWords, pickedMembers
      };
      return members;

      function list() {
        members.listed = all().filter(member => matchesText(
          [member.name, member.id, member.client_id, member.state_words],
          members.search.text));
      }

      function all() {
        return page.whole ? page.whole.members : [];
      }

      function busy() {
        return atWork || Object.keys(members.pending).length > 0;
      }

      function keepSearch() {
        address.replace({q: members.search.text});
      }

      function isSearchable() {
        return members.search.text !== '' || all().length > SHORT;
      }

      function searchWords() {
        const count = all().length;
        return members.search.text ? interpolate(
          ngettext('%(found)s of %(all)s job matches', '%(found)s of %(all)s jobs match', count),
          {found: members.listed.length, all: count}, true) : '';
      }

      function pickedMembers() {
        return all().filter(member => members.picked.items[member.id]);
      }

      function togglePool() {
        if (members.pool) {
          return closePool();
        }
        members.pool = pools.create();
        members.pool.search('');
        focus('.freezer-add .freezer-search');
      }

      function closePool() {
        if (members.pool) {
          members.pool.stop();
          members.pool = null;
        }
      }

      function add(job) {
        return write(job, into(job),
          gettext('Added %(job)s to %(session)s.'),
          gettext('Unable to add %(job)s to %(session)s. %(error)s'));
      }

      function addMany(jobs) {
        return writeMany(
          jobs, into, gettext('Add jobs'), gettext('Adding the jobs…'), count => ngettext(
            'Added %(count)s job to %(session)s.', 'Added %(count)s jobs to %(session)s.', count));
      }

      function into(job) {
        return memberMoves.into(page.session.id, job.id, {from: null});
      }

      function outOf(member, then) {
        return memberMoves.outOf(page.session.id, member.id, {then});
      }

      /** `then`: "stop" keeps the job's own schedule, "run" keeps it running. */
      function remove(member, then) {
        const index = members.listed.indexOf(member);
        return write(member, outOf(member, then),
          then === 'run'
            ? gettext('Removed %(job)s from %(session)s. The job keeps running.')
            : gettext('Removed %(job)s from %(session)s. The job is stopped.'),
          gettext('Unable to remove %(job)s from %(session)s. %(error)s')
        ).then(() => focusRow(index));
      }

      function removeWords() {
        const count = pickedMembers().length;
        return interpolate(ngettext('Remove %s job', 'Remove %s jobs', count), [count]);
      }

      function removePicked() {
        return writeMany(
          pickedMembers(), member => outOf(member, 'stop'), gettext('Remove jobs'),
          gettext('Removing the jobs…'), count => ngettext(
            'Removed %(count)s job from %(session)s. The job is stopped.',
            'Removed %(count)s jobs from %(session)s. The jobs are stopped.', count)
        ).then(() => {
          members.picked.clear();
          focus('.freezer-toggle-add');
        });
      }

      /** The schedule on which a member would run alone, or null. */
      function aloneWords(member) {
        if (member.own) {
          return member.own.words;
        }
        return Object.keys(page.session.schedule).length ? page.session.schedule_words : null;
      }

      /** The job is pending until the session was read again. */
      function write(job, call, done, failed) {
        const words = {job: job.name, session: page.session.name};
        members.pending[job.id] = true;
        return send(job, call).then(answer => {
          tell(interpolate(done, words, true), memberMoves.undoOf([answer]));
        }, failure => {
          toast.failure(failed, words, failure);
          page.say(interpolate(failed, Object.assign({error: failure.error}, words), true));
          lookAgain();
        }).then(page.readAgain).finally(() => {
          delete members.pending[job.id];
        });
      }

      /** The same for many jobs, with progress. */
      function writeMany(jobs, callOf, title, working, done) {
        const moves = jobs.map(job => ({name: job.name, job, call: callOf(job)}));
        atWork = true;
        return sendAll(moves, title, working, move => send(move.job, move.call)).then(outcome => {
          const count = outcome.answers.length;
          if (count) {
            tell(interpolate(done(count), {count, session: page.session.name}, true),
                 outcome.undo);
          }
          if (outcome.failures.length) {
            lookAgain();
          }
        }).then(page.readAgain).finally(() => {
          atWork = false;
        });
      }

      /** Sends the call and updates the open pool. */
      function send(job, call) {
        return memberMoves.send(call).then(answer => {
          if (members.pool && answer.job && !answer.job.session_id) {
            members.pool.keep(answer.job);
          } else if (members.pool) {
            members.pool.drop(job.id);
          }
          return answer;
        });
      }

      function sendAll(moves, title, working, sendOne) {
        return memberMoves.sendAll(
          moves, tasks => bulkOperation.open({title, working, tasks}), sendOne);
      }

      /** After a failure: the write may be half done, or something else has changed. */
      function lookAgain() {
        health.again();
        refreshPool();
      }

      function refreshPool() {
        if (members.pool) {
          members.pool.refresh();
        }
      }

      function tell(words, calls) {
        page.say(words);
        members.undo.push(words, calls);
      }

      /** The undo of one write, or of many. */
      function takeBack(calls) {
        page.say('');
        return (calls.length > 1 ? takeBackMany(calls) : takeBackOne(calls[0])).then(left => {
          refreshPool();
          return page.readAgain().then(() => left);
        });
      }

      function takeBackOne(call) {
        return memberMoves.send(call).then(() => {
          page.say(gettext('Undone.'));
          return [];
        }, failure => {
          toast.failure(gettext('Unable to undo. %(error)s'), {}, failure);
          health.again();
          return undos.mayPass(failure) ? [call] : [];
        });
      }

      /** The dialog shows failures; calls that were not begun stay to be undone. */
      function takeBackMany(calls) {
        const moves = calls.map(call => ({name: nameById(call.job_id), call}));
        return sendAll(moves, gettext('Undo'), gettext('Undoing…')).then(outcome => {
          if (outcome.failures.length) {
            health.again();
          }
          page.say(outcome.left.length ? '' : gettext('Undone.'));
          return outcome.waiting.map(move => move.call);
        });
      }

      function nameById(id) {
        return (all().find(member => member.id === id) || {name: id}).name;
      }

      /** Focuses the member at this index. */
      function focusRow(index) {
        list();
        const member = members.listed[Math.min(index, members.listed.length - 1)];
        focus(member ? '[data-job="' + $window.CSS.escape(member.id) + '"] .freezer-remove'
          : '.freezer-toggle-add');
      }

      /** Focuses the element once it is drawn. */
      function focus(selector) {
        $timeout(() => {
          angular.element($document[0].querySelector('.freezer-session')).find(selector).first()
            .trigger('focus');
        }, 0);
      }
    }
  }
})();
