(function() {
  'use strict';

  describe('horizon.dashboard.project.freezer', function() {
    var registry, $route, basePath;

    beforeEach(freezerFixtures.services);
    beforeEach(inject(function($injector) {
      registry = $injector.get('horizon.framework.conf.resource-type-registry.service');
      $route = $injector.get('$route');
      basePath = $injector.get('horizon.dashboard.project.freezer.basePath');
    }));

    it('knows where its files are', function() {
      expect(basePath).toBe('/static/dashboard/project/freezer/');
    });

    it('has a route for each panel and for a session', function() {
      expect($route.routes['/project/freezer_sessions'].templateUrl)
        .toBe(basePath + 'sessions/panel.html');
      expect($route.routes['/project/freezer_board'].templateUrl)
        .toBe(basePath + 'board/panel.html');
      expect($route.routes['/project/freezer_jobs'].templateUrl)
        .toBe(basePath + 'jobs/panel.html');
      expect($route.routes['/project/freezer_actions'].templateUrl)
        .toBe(basePath + 'actions/panel.html');
      expect($route.routes['/project/freezer_clients'].templateUrl)
        .toBe(basePath + 'clients/panel.html');
      expect($route.routes['/project/freezer_backups'].templateUrl)
        .toBe(basePath + 'backups/panel.html');
      expect($route.routes['/project/freezer_overview'].templateUrl)
        .toBe(basePath + 'overview/panel.html');
      expect($route.routes['/project/freezer_upcoming'].templateUrl)
        .toBe(basePath + 'upcoming/panel.html');
      expect($route.routes['/project/freezer_sessions/:id'].templateUrl)
        .toBe(basePath + 'session-page/page.html');
      expect($route.routes['/project/freezer_sessions/:id'].reloadOnSearch).toBe(false);
    });

    it('registers sessions by stable ids', function() {
      var type = registry.getResourceType('OS::Freezer::Session');
      expect(type.getName(1)).toBe('Session');
      expect(type.getName(2)).toBe('Sessions');
      expect(type.getDefaultIndexUrl()).toBe('/project/freezer_sessions/');
      expect(ids(type.getTableColumns())).toEqual([
        '$rank', 'description', 'time_start', 'next_run', 'schedule_words']);
      type.getTableColumns().forEach(function(column) {
        expect(column.title).not.toBe(column.id);
      });
      expect(type.filterFacets.map(function(facet) { return facet.name; })).toEqual(
        ['verdict_facet', 'name', 'status_facet', 'result_facet']);
      expect(ids(type.globalActions)).toEqual(
        ['createFreezerSessionAction', 'protectFreezerMachinesAction',
          'createFromFileFreezerSessionAction']);
      expect(ids(type.itemActions)).toEqual(
        ['retryFreezerSessionAction', 'editFreezerSessionAction', 'runFreezerSessionAction',
          'historyFreezerSessionAction', 'exportFreezerSessionAction',
          'updateFromFileFreezerSessionAction', 'deleteFreezerSessionAction']);
      expect(ids(type.batchActions)).toEqual(['batchDeleteFreezerSessionAction']);
      expect(ids(type.detailsViews)).toEqual([]);
    });

    it('is a part of Horizon\'s application', function() {
      expect(angular.module('horizon.app').requires)
        .toContain('horizon.dashboard.project.freezer');
    });

    it('registers backups by stable ids', function() {
      var type = registry.getResourceType('OS::Freezer::Backup');
      expect(type.getName(2)).toBe('Backups');
      expect(type.getDefaultIndexUrl()).toBe('/project/freezer_backups/');
      expect(type.itemName({name: 'Orders'})).toBe('Orders');
      expect(type.summaryTemplateUrl).toBe(basePath + 'lists/summary.html');
      expect(ids(type.getTableColumns())).toEqual([
        'name', 'made_at', 'hostname', 'job_label', 'session_label', 'place', 'state_label',
        'kept']);
      type.getTableColumns().forEach(function(column) {
        expect(column.title).not.toBe(column.id);
      });
      expect(type.filterFacets.map(function(facet) { return facet.name; })).toEqual(
        ['name', 'hostname', 'job_label', 'session_label', 'place', 'state_label', 'kept_facet']);
      expect(ids(type.globalActions)).toEqual([]);
      expect(ids(type.itemActions)).toEqual(
        ['restoreFreezerBackupAction', 'deleteFreezerBackupAction']);
      expect(ids(type.batchActions)).toEqual(['batchDeleteFreezerBackupAction']);
    });

    it('registers jobs by stable ids', function() {
      var type = registry.getResourceType('OS::Freezer::Job');
      expect(type.getName(1)).toBe('Job');
      expect(type.getName(2)).toBe('Jobs');
      expect(type.getDefaultIndexUrl()).toBe('/project/freezer_jobs/');
      expect(type.itemName({name: 'Orders'})).toBe('Orders');
      expect(type.summaryTemplateUrl).toBe(basePath + 'lists/summary.html');
      expect(ids(type.getTableColumns())).toEqual([
        '$rank', 'name', 'client_id', 'session_name', 'time_started', 'schedule_words']);
      type.getTableColumns().forEach(function(column) {
        expect(column.title).not.toBe(column.id);
      });
      expect(type.filterFacets.map(function(facet) { return facet.name; })).toEqual(
        ['need_facet', 'name', 'client_id', 'session_name', 'runs_facet', 'result_facet']);
      expect(keys(type, 'runs_facet')).toEqual(['_session', '_alone', '_nothing']);
      expect(keys(type, 'result_facet')).toEqual(['_success', '_fail', '_none']);
      expect(keys(type, 'client_id')).toBeUndefined();
      expect(ids(type.globalActions)).toEqual(
        ['createFreezerJobAction', 'createFromFileFreezerJobAction']);
      expect(ids(type.itemActions)).toEqual(['editFreezerJobAction', 'startFreezerJobAction',
        'stopFreezerJobAction', 'copyFreezerJobAction', 'joinFreezerJobAction',
        'takeOutFreezerJobAction', 'exportFreezerJobAction', 'updateFromFileFreezerJobAction',
        'deleteFreezerJobAction']);
      expect(ids(type.batchActions)).toEqual(['batchStartFreezerJobAction',
        'batchStopFreezerJobAction', 'batchDeleteFreezerJobAction']);
      expect(ids(type.detailsViews)).toEqual([]);
    });

    it('registers clients by stable ids', function() {
      var type = registry.getResourceType('OS::Freezer::Client');
      expect(type.getName(1)).toBe('Client');
      expect(type.getName(2)).toBe('Clients');
      expect(type.getDefaultIndexUrl()).toBe('/project/freezer_clients/');
      expect(type.itemName({name: 'db-1'})).toBe('db-1');
      expect(type.summaryTemplateUrl).toBe(basePath + 'lists/summary.html');
      expect(ids(type.getTableColumns())).toEqual([
        '$rank', 'name', 'description', 'time_ended']);
      type.getTableColumns().forEach(function(column) {
        expect(column.title).not.toBe(column.id);
      });
      expect(type.filterFacets.map(function(facet) { return facet.name; })).toEqual(
        ['protection_facet', 'name', 'hostname', 'description', 'result_facet']);
      expect(keys(type, 'protection_facet')).toEqual(
        ['_failed', '_unprotected', '_never', '_protected']);
      expect(keys(type, 'result_facet')).toEqual(['_success', '_fail', '_none']);
      expect(ids(type.globalActions)).toEqual(
        ['protectFreezerClientsAction', 'addFreezerMachineAction']);
      expect(ids(type.itemActions)).toEqual(
        ['protectFreezerClientAction', 'deleteFreezerClientAction']);
      expect(ids(type.batchActions)).toEqual(['batchDeleteFreezerClientAction']);
      expect(ids(type.detailsViews)).toEqual([]);
    });

    it('registers actions by stable ids', function() {
      var type = registry.getResourceType('OS::Freezer::Action');
      expect(type.getName(1)).toBe('Action');
      expect(type.getName(2)).toBe('Actions');
      expect(type.getDefaultIndexUrl()).toBe('/project/freezer_actions/');
      expect(type.itemName({name: 'orders'})).toBe('orders');
      expect(type.summaryTemplateUrl).toBe(basePath + 'lists/summary.html');
      expect(ids(type.getTableColumns())).toEqual([
        'name', 'action', 'mode', 'path', 'place', 'engine', 'jobs']);
      type.getTableColumns().forEach(function(column) {
        expect(column.title).not.toBe(column.id);
      });
      expect(type.filterFacets.map(function(facet) { return facet.name; })).toEqual(
        ['name', 'action', 'path', 'place', 'used_facet']);
      expect(keys(type, 'used_facet')).toEqual(['_used', '_free']);
      expect(ids(type.globalActions)).toEqual(
        ['createFreezerActionAction', 'createFromFileFreezerActionAction']);
      expect(ids(type.itemActions)).toEqual(
        ['editFreezerActionAction', 'copyFreezerActionAction', 'exportFreezerActionAction',
          'updateFromFileFreezerActionAction', 'deleteFreezerActionAction']);
      expect(ids(type.batchActions)).toEqual(['batchDeleteFreezerActionAction']);
      expect(ids(type.detailsViews)).toEqual([]);
    });

    function keys(type, name) {
      var facet = type.filterFacets.find(function(each) { return each.name === name; });
      return facet.options && facet.options.map(function(each) { return each.key; });
    }

    function ids(list) {
      return list.map(function(each) { return each.id; });
    }
  });
})();
