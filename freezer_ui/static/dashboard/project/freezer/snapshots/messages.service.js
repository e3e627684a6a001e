(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.snapshots')
    .factory('horizon.dashboard.project.freezer.snapshots.messages', messages);

  messages.$inject = [
    'horizon.dashboard.project.freezer.snapshots.stateStyles',
    'horizon.dashboard.project.freezer.core.clientName',
    'horizon.dashboard.project.freezer.core.clock',
    'horizon.dashboard.project.freezer.core.texts'
  ];

  /** Texts about a column and a cell; sentences about states come from the server. */
  function messages(stateStyles, clientName, clock, texts) {
    return {
      label, name, length, orNot, backup, day, shortDay, cellWords, head, cell, told
    };

    /** The label of a column's head: "42", "~41" or "?". */
    function label(item) {
      return item.tag === null ? '?'
        : (item.confidence === 'estimated' ? '~' : '') + item.tag;
    }

    /** "Tag 41, pinned" */
    function name(item) {
      return interpolate(gettext('%(name)s, %(sure)s'),
                         {name: item.name, sure: stateStyles.sure(item.confidence)}, true);
    }

    function length(seconds) {
      return seconds === null ? gettext('not recorded') : clock.duration(seconds);
    }

    /** A value, or "not recorded": Freezer does not record everything. */
    function orNot(value) {
      return value === null || value === undefined || value === ''
        ? gettext('not recorded') : value;
    }

    /** "orders, level 0 in /backups" */
    function backup(aBackup) {
      const words = aBackup.level === null ? gettext('%(backup)s in %(container)s')
        : gettext('%(backup)s, level %(level)s in %(container)s');
      return interpolate(words, {
        backup: aBackup.backup_name,
        level: aBackup.level,
        container: orNot(aBackup.container)
      }, true);
    }

    /** "Tue 24 Nov" */
    function day(at) {
      return clock.day(at, clock.zone());
    }

    /** "24 Nov" */
    function shortDay(at) {
      return clock.local(at, 'dayAndMonth');
    }

    function cellWords(aCell) {
      return aCell ? aCell.words : gettext('Probably not a member at that time');
    }

    /** {where, what, rest}: the texts about a column. */
    function head(item) {
      const rest = [interpolate(gettext('Started %s.'), [clock.local(item.start)])];
      if (item.duration !== null) {
        rest.push(interpolate(gettext('Took %s.'), [length(item.duration)]));
      }
      if (item.skew !== null) {
        rest.push(interpolate(gettext('Members started within %s.'), [length(item.skew)]));
      }
      return {where: name(item), what: item.words, rest: texts.sentences(rest)};
    }

    /** The same about one of its members. */
    function cell(item, row) {
      const found = item.cells[row.id];
      const where = row.client_id ? gettext('%(column)s: %(member)s on %(client)s')
        : gettext('%(column)s: %(member)s');
      const rest = [];
      if (found && found.at !== null) {
        rest.push(interpolate(gettext('Started %s.'), [clock.local(found.at)]));
      }
      if (found && found.backups) {
        rest.push(interpolate(
          ngettext('%s backup.', '%s backups.', found.backups), [found.backups]));
      }
      if (row.part_words) {
        rest.push(row.part_words);
      }
      return {
        where: interpolate(where, {
          column: name(item), member: row.name, client: clientName(row.client_id)
        }, true),
        what: cellWords(found),
        rest: texts.sentences(rest)
      };
    }

    function told(item, row) {
      return row ? cell(item, row) : head(item);
    }
  }
})();
