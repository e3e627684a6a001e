(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.board')
    .factory('horizon.dashboard.project.freezer.board.messages', messagesFactory);

  messagesFactory.$inject = ['horizon.dashboard.project.freezer.board.model'];

  /** What the board calls things: places, cards, how many. */
  function messagesFactory(boardModel) {
    return {create};

    function create(model) {
      return {
        // a card has them as text: a directive for each would take longer than the card
        select: gettext('Select'),
        moveTo: gettext('Move to…'),
        place,
        cards,
        jobs,
        selected,
        pause,
        alone,
        aloneOn,
        immovable
      };

      ////////////

      function place(id) {
        if (id === boardModel.RUN) {
          return gettext('the pool, still running');
        }
        var zone = model.zone(id);
        return zone && zone.session ? zone.session.description || zone.id : gettext('the pool');
      }

      function jobs(count) {
        var format = ngettext('%(count)s job', '%(count)s jobs', count);
        return interpolate(format, {count}, true);
      }

      function selected(count) {
        return interpolate(
          ngettext('%(count)s job selected', '%(count)s jobs selected', count), {count}, true);
      }

      /** One by its name, more by their number. */
      function cards(items) {
        var found = items.length === 1 && model.find(items[0].id, items[0].zone);
        return found ? found.card.name : jobs(items.length);
      }

      function pause() {
        return gettext('Remove and pause');
      }

      function alone() {
        return gettext('Remove, keep running');
      }

      /** On which schedule they would run alone. */
      function aloneOn(items) {
        var told = {};
        members(items).forEach(item => {
          told[scheduleOf(item)] = true;
        });
        var all = Object.keys(told);
        return all.length > 1
          ? gettext('each on its own schedule, or the session\'s if it has none') : all[0];
      }

      function members(items) {
        return items.filter(item => item.zone !== boardModel.POOL);
      }

      function scheduleOf(item) {
        var found = model.find(item.id, item.zone);
        if (!found || !found.card.known) {
          return gettext('on its own schedule, or the session\'s if it has none');
        }
        if (found.card.own) {
          return interpolate(gettext('on its own schedule: %s'), [found.card.own.words]);
        }
        var session = found.zone.session;
        return Object.keys(session.schedule).length
          ? interpolate(gettext('on the session\'s schedule: %s'), [session.schedule_words])
          : gettext('no schedule: the job would stop');
      }

      /** Why a card cannot be moved now, or ''. */
      function immovable(card) {
        if (card.running) {
          return interpolate(
            gettext('%(job)s is running. Wait until the run ends.'), {job: card.name}, true);
        }
        return card.pending
          ? interpolate(gettext('%(job)s is being moved.'), {job: card.name}, true) : '';
      }
    }
  }
})();
