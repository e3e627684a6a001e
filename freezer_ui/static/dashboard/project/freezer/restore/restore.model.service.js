(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.restore')
    .factory('horizon.dashboard.project.freezer.restore.model', models);

  /**
   * What of a snapshot is restored, and where to. A line is a backup of a member, or a member's
   * gap with the older backups that can fill it: {row, backup, older, chosen, client_id, path,
   * errors: {field: sentence}}. A single backup is a snapshot of one line.
   */
  function models() {
    return {create};

    /** `material` is the answer of GET …/restore. */
    function create(material) {
      let sent = [];
      const model = {
        name: material.name,
        confirm: material.confirm,
        gaps: material.gaps,
        clients: material.clients,
        overwriteWords: material.overwrite_words,
        into: material.into || 'beside',
        // volumes have no other choice
        isOnlyOver: material.into === 'original',
        root: material.root,
        typed: '',
        lines: [],
        errors: [],
        confirmError: null,
        setRoot,
        fill,
        chosen,
        body,
        refuse
      };
      model.lines = material.rows.flatMap(asLines);
      return model;

      function asLines(row) {
        return row.backups.length ? row.backups.map(backup =>
          line(row, backup, [])) : [line(row, null, row.older)];
      }

      function line(row, backup, older) {
        return {
          row, backup, older,
          chosen: Boolean(backup && !backup.refused),
          client_id: row.client_id,
          path: below(model.root, backup),
          errors: {}
        };
      }

      /** Puts every folder below another root, even if one was typed. */
      function setRoot(root) {
        model.lines.forEach(each => {
          each.path = below(root, each.backup);
        });
      }

      function below(root, backup) {
        return backup && backup.below ? (root || '').replace(/\/+$/, '') + backup.below : '';
      }

      /** Takes over the older backup chosen for a gap, or none. Typed values stay. */
      function fill(each) {
        const isTyped = each.path && !each.older.some(older =>
          each.path === below(model.root, older));
        each.chosen = Boolean(each.backup);
        if (!isTyped) {
          each.path = below(model.root, each.backup);
        }
      }

      function chosen() {
        return model.lines.filter(each => each.chosen && each.backup);
      }

      /** The body of the request. */
      function body(isCheck) {
        sent = chosen();
        model.errors = [];
        model.confirmError = null;
        model.lines.forEach(each => {
          each.errors = {};
        });
        return Object.assign(
          {into: model.into, check: isCheck, choices: sent.map(choice)},
          model.into === 'original' && !isCheck ? {confirm: model.typed || ''} : {}
        );
      }

      function choice(each) {
        const isTyped = model.into === 'beside' && !each.backup.outcome;
        return Object.assign({backup_id: each.backup.id, client_id: each.client_id},
                              isTyped ? {path: each.path} : {});
      }

      /** Shows the errors of a request: {"choices.0.path": sentence}. */
      function refuse(detail) {
        Object.keys(detail).forEach(key => {
          const parts = key.split('.');
          const its = parts[0] === 'choices' && sent[Number(parts[1])];
          if (its) {
            its.errors[parts[2]] = detail[key];
          } else if (key === 'confirm') {
            model.confirmError = detail[key];
          } else {
            model.errors.push(detail[key]);
          }
        });
      }
    }
  }
})();
