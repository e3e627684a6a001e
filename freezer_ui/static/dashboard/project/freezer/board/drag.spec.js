(function() {
  'use strict';

  describe('freezer drag and drop', function() {
    var TYPE = 'application/x-freezer-job';
    var scope, card, zone, inside, $timeout;

    beforeEach(module('horizon.framework', 'horizon.app.core'));
    beforeEach(module('horizon.dashboard.project.freezer'));
    beforeEach(inject(function($compile, $rootScope, _$timeout_) {
      $timeout = _$timeout_;
      scope = $rootScope.$new();
      scope.can = true;
      scope.start = jasmine.createSpy('start');
      scope.end = jasmine.createSpy('end');
      scope.drop = jasmine.createSpy('drop');
      card = $compile('<li freezer-drag-card="\'j\'" drag-enabled="can" on-drag-start="start()"' +
        ' on-drag-end="end()"></li>')(scope);
      zone = $compile('<ul freezer-drop-zone on-drop="drop(job)"><li></li></ul>')(scope);
      inside = zone.find('li');
      angular.element(document.body).append(card).append(zone);
      scope.$apply();
    }));
    afterEach(function() {
      card.remove();
      zone.remove();
    });

    /** A native event, sent as the browser sends it. */
    function send(target, name, transfer) {
      var event = new DragEvent(name, {
        bubbles: true, cancelable: true, dataTransfer: transfer || new DataTransfer()
      });
      target[0].dispatchEvent(event);
      return event;
    }

    function ours() {
      var transfer = new DataTransfer();
      transfer.setData(TYPE, 'j');
      return transfer;
    }

    it('makes a card draggable while it may be dragged', function() {
      expect(card[0].draggable).toBe(true);
      scope.can = false;
      scope.$apply();
      expect(card[0].draggable).toBe(false);
    });

    it('carries the job, and tells the start and the end', function() {
      var transfer = new DataTransfer();
      send(card, 'dragstart', transfer);
      expect(transfer.getData(TYPE)).toBe('j');
      expect(scope.start).not.toHaveBeenCalled();
      $timeout.flush(0);
      expect(scope.start).toHaveBeenCalled();
      send(card, 'dragend');
      expect(scope.end).toHaveBeenCalled();
    });

    it('takes our cards', function() {
      expect(send(zone, 'dragenter', ours()).defaultPrevented).toBe(true);
      expect(zone.hasClass('freezer-drop-over')).toBe(true);
      expect(send(zone, 'dragover', ours()).defaultPrevented).toBe(true);
      expect(send(inside, 'drop', ours()).defaultPrevented).toBe(true);
      expect(scope.drop).toHaveBeenCalledWith('j');
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
    });

    it('is still over the zone when over something inside', function() {
      send(zone, 'dragenter', ours());
      send(inside, 'dragenter', ours());
      send(zone, 'dragleave', ours());
      expect(zone.hasClass('freezer-drop-over')).toBe(true);
      send(inside, 'dragleave', ours());
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
    });

    it('takes nothing else', function() {
      var text = new DataTransfer();
      text.setData('text/plain', 'j');
      ['dragenter', 'dragover', 'dragleave', 'drop'].forEach(function(name) {
        expect(send(zone, name, text).defaultPrevented).toBe(false);
      });
      expect(scope.drop).not.toHaveBeenCalled();
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
    });
  });
})();
