(function() {
  'use strict';

  angular
    .module('horizon.dashboard.project.freezer.sessions')
    .factory('horizon.dashboard.project.freezer.sessions.restore.model', models);

  /**
   * What of a snapshot is restored, and where to. A line is a backup of a member, or a member's
   * gap with the older backups that can fill it: {row, backup, older, chosen, client_id, path,
   * errors: {field: sentence}}.
   */
  function models() {
    return {create};

    /** `material` is what GET …/restore answers. */
    function create(material) {
      var sent = [];
      var model = {
        snapshot: material.snapshot,
        gaps: material.gaps,
        clients: material.clients,
        lines: [].concat(...material.rows.map(asLines)),
        root: '',
        errors: [],
        setRoot,
        fill,
        chosen,
        choices,
        refuse
      };
      return model;

      ////////////

      function asLines(row) {
        return row.backups.length ? row.backups.map(backup =>
          line(row, backup, [])) : [line(row, null, row.older)];
      }

      function line(row, backup, older) {
        var own = material.clients.some(client => client.id === row.client_id);
        return {
          row, backup, older, chosen: Boolean(backup),
          client_id: own ? row.client_id : null,
          // of this backup, where a member makes several
          original: backup && backup.path || row.path || '',
          path: backup && backup.path || row.path || '', errors: {}
        };
      }

      /** Every original path below another folder; '' gives the original ones back. */
      function setRoot(root) {
        model.lines.forEach(each => {
          if (each.original) {
            each.path = below(root, each.original);
          }
        });
      }

      function below(root, path) {
        return path && (root || '').replace(/\/+$/, '') + path;
      }

      /** An older backup was chosen for a gap, or none. It may be of another path. */
      function fill(each) {
        var isUntouched = each.path === below(model.root, each.original);
        each.chosen = Boolean(each.backup);
        each.original = each.backup && each.backup.path || each.row.path || '';
        if (isUntouched) {
          each.path = below(model.root, each.original);
        }
      }

      function chosen() {
        return model.lines.filter(each => each.chosen && each.backup);
      }

      /** What is sent. */
      function choices() {
        sent = chosen();
        model.errors = [];
        model.lines.forEach(each => {
          each.errors = {};
        });
        return sent.map(each =>
          ({backup_id: each.backup.id, client_id: each.client_id, path: each.path}));
      }

      /** What is wrong with what was sent: {"choices.0.path": sentence}. */
      function refuse(detail) {
        Object.keys(detail).forEach(key => {
          var parts = key.split('.');
          var its = parts[0] === 'choices' && sent[Number(parts[1])];
          if (its) {
            its.errors[parts[2]] = detail[key];
          } else {
            model.errors.push(detail[key]);
          }
        });
      }
    }
  }
})();
