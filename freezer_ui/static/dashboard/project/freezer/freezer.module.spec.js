(function() {
  'use strict';

  describe('horizon.dashboard.project.freezer', () => {
    let registry, resources, basePath;

    // other plugins extend the lists by these ids
    const LISTS = {
      Session: {
        columns: '$rank description time_start next_run schedule_words',
        facets: 'verdict_facet name status_facet result_facet',
        globals: 'createFreezerSession protectFreezerMachines createFromFileFreezerSession',
        items: 'retryFreezerSession editFreezerSession runFreezerSession historyFreezerSession ' +
          'exportFreezerSession updateFromFileFreezerSession deleteFreezerSession',
        removal: 'remove',
        batches: 'batchDeleteFreezerSession'
      },
      Job: {
        columns: '$rank name client_id session_name time_started schedule_words',
        facets: 'need_facet name client_id session_name runs_facet result_facet',
        globals: 'createFreezerJob createFromFileFreezerJob',
        items: 'editFreezerJob startFreezerJob stopFreezerJob copyFreezerJob joinFreezerJob ' +
          'takeOutFreezerJob exportFreezerJob updateFromFileFreezerJob deleteFreezerJob',
        removal: ['jobs:delete', 'sessions:job:remove'],
        batches: 'batchStartFreezerJob batchStopFreezerJob batchDeleteFreezerJob',
        keys: {runs_facet: '_session _alone _nothing', result_facet: '_success _fail _none'}
      },
      Client: {
        columns: '$rank name description time_ended',
        facets: 'protection_facet name hostname description result_facet',
        globals: 'protectFreezerClients addFreezerMachine',
        items: 'protectFreezerClient deleteFreezerClient',
        removal: ['clients:delete'],
        batches: 'batchDeleteFreezerClient',
        keys: {
          protection_facet: '_failed _unprotected _never _protected',
          result_facet: '_success _fail _none'
        }
      },
      Action: {
        columns: 'name action mode path place engine jobs',
        facets: 'name action path place used_facet',
        globals: 'createFreezerAction createFromFileFreezerAction',
        items: 'editFreezerAction copyFreezerAction exportFreezerAction ' +
          'updateFromFileFreezerAction deleteFreezerAction',
        removal: ['actions:delete'],
        batches: 'batchDeleteFreezerAction',
        keys: {used_facet: '_used _free'}
      },
      Backup: {
        columns: 'name made_at hostname job_label session_label place state_label kept',
        facets: 'name hostname job_label session_label place state_label kept_facet',
        globals: '',
        items: 'restoreFreezerBackup deleteFreezerBackup',
        removal: ['backups:delete'],
        batches: 'batchDeleteFreezerBackup'
      }
    };

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      resources = freezer('lists.resources');
      registry = $injector.get('horizon.framework.conf.resource-type-registry.service');
      basePath = freezer('basePath');
    });

    it('is a part of Horizon\'s application', () => {
      expect(basePath).toBe('/static/dashboard/project/freezer/');
      expect(angular.module('horizon.app').requires).toContain('horizon.dashboard.project.freezer');
    });

    it('has a route for each panel, for a session, and for a row of each other list', () => {
      ['sessions', 'board', 'backups', 'overview', 'upcoming'].forEach(panel => {
        expect($route.routes['/project/freezer_' + panel].templateUrl)
          .toBe(basePath + panel + '/panel.html');
      });
      ['jobs', 'actions', 'clients'].forEach(panel => {
        expect($route.routes['/project/freezer_' + panel].template)
          .toContain('<freezer-list-panel');
      });
      ['jobs', 'actions', 'clients', 'backups'].forEach(panel => {
        expect($route.routes[`/project/freezer_${panel}/:id`].template)
          .toContain('<freezer-item-page');
      });
      expect($route.routes['/project/freezer_sessions/:id'].templateUrl)
        .toBe(basePath + 'session-page/page.html');
      // they write into their own address
      ['sessions', 'jobs', 'actions', 'clients', 'backups', 'overview', 'sessions/:id']
        .forEach(page => {
          expect($route.routes['/project/freezer_' + page].reloadOnSearch).toBe(false);
        });
    });

    Object.keys(LISTS).forEach(name => it(`registers each ${name} by stable ids`, () => {
      const type = registry.getResourceType('OS::Freezer::' + name);
      const list = LISTS[name];
      expect([type.getName(1), type.getName(2)]).toEqual([name, name + 's']);
      expect(type.getDefaultIndexUrl()).toBe(`/project/freezer_${name.toLowerCase()}s/`);
      expect(type.itemName({name: 'Orders'})).toBe('Orders');
      expect(type.summaryTemplateUrl).toBe(basePath + 'lists/summary.html');
      expect(ids(type.getTableColumns())).toBe(list.columns);
      type.getTableColumns().forEach(column => { expect(column.title).not.toBe(column.id); });
      expect(type.filterFacets.map(facet => facet.name).join(' ')).toBe(list.facets);
      expect(actions(type.globalActions)).toBe(list.globals);
      expect(actions(type.itemActions)).toBe(list.items);
      expect(actions(type.batchActions)).toBe(list.batches);
      expect(ids(type.detailsViews)).toBe('');
      Object.keys(list.keys || {}).forEach(facet => {
        expect(type.filterFacets.find(each => each.name === facet).options.map(each => each.key)
          .join(' ')).toBe(list.keys[facet]);
      });
    }));

    Object.keys(LISTS).forEach(name => it(`asks before a ${name} is deleted, and says so`, () => {
      const dialog = freezerFixtures.dialog();
      const list = resources.of('OS::Freezer::' + name);
      let deleted;
      spyOn(toasts, 'add');
      spyOn(permissions, 'allowed').and.returnValue($q.when());
      spyOn(api, 'delete' + name).and.returnValue($q.when());
      spyOn(list, 'drop');
      list.remove.allowed();
      expect(permissions.allowed).toHaveBeenCalledWith(LISTS[name].removal);
      list.remove.perform({id: 'a', name: 'Orders'}).then(result => { deleted = result.deleted; });
      $rootScope.$apply();
      expect(dialog.spec.title).toBe('Confirm Delete ' + name);
      expect(dialog.names()).toEqual(['Orders']);
      expect(api['delete' + name]).toHaveBeenCalledWith('a');
      expect(list.drop).toHaveBeenCalledWith('a');
      expect(deleted).toEqual([{type: 'OS::Freezer::' + name, id: 'a'}]);
      expect(toasts.add).toHaveBeenCalledWith('success', `Deleted ${name.toLowerCase()} Orders.` +
        (name === 'Backup' ? ' Its data stays in the storage.' : ''));
    }));

    function actions(list) {
      return list.map(each => each.id.replace(/Action$/, '')).join(' ');
    }

    function ids(list) {
      return list.map(each => each.id).join(' ');
    }
  });
})();
