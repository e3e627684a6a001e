(function() {
  'use strict';

  describe('freezer drag and drop', () => {
    const TYPE = 'application/x-freezer-job';
    let scope, card, zone, inside;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      scope = $rootScope.$new();
      scope.can = true;
      scope.start = jasmine.createSpy('start');
      scope.drop = jasmine.createSpy('drop');
      card = $compile('<li freezer-drag-card="\'j\'" drag-enabled="can" on-drag-start="start()"' +
        ' drag-words="words"></li>')(scope);
      zone = $compile('<ul freezer-drop-zone on-drop="drop(job)"><li></li></ul>')(scope);
      inside = zone.find('li');
      angular.element(document.body).append(card).append(zone);
      scope.$apply();
    });

    /** A native event, sent as the browser sends it. */
    function send(target, name, transfer, other) {
      const event = new DragEvent(name, {
        relatedTarget: other && other[0],
        bubbles: true, cancelable: true, dataTransfer: transfer || new DataTransfer()
      });
      target[0].dispatchEvent(event);
      return event;
    }

    function ours() {
      const transfer = new DataTransfer();
      transfer.setData(TYPE, 'j');
      return transfer;
    }

    function touch(kind) {
      card[0].dispatchEvent(new PointerEvent('pointerdown', {pointerType: kind, bubbles: true}));
      return card[0].draggable;
    }

    it('makes a card draggable by a mouse, while it may be dragged', () => {
      expect(card[0].draggable).toBe(false);
      expect(touch('mouse')).toBe(true);
      expect(touch('touch')).toBe(false);
      scope.can = false;
      expect(touch('mouse')).toBe(false);
    });

    it('has a picture of many under the pointer', () => {
      const transfer = new DataTransfer();
      spyOn(DataTransfer.prototype, 'setDragImage');
      send(card, 'dragstart', transfer);
      expect(DataTransfer.prototype.setDragImage).not.toHaveBeenCalled();
      scope.words = '<b>3</b> jobs';
      send(card, 'dragstart', transfer);
      const image = DataTransfer.prototype.setDragImage.calls.mostRecent().args[0];
      expect(image.textContent).toBe('<b>3</b> jobs');
    });

    it('keeps what is dropped on a zone inside for that', () => {
      scope.inner = jasmine.createSpy('inner');
      const strip = $compile('<p freezer-drop-zone on-drop="inner(job)"></p>')(scope);
      zone.append(strip);
      send(zone, 'dragenter', ours());
      send(strip, 'dragenter', ours());
      send(zone, 'dragleave', ours(), strip);
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
      expect(strip.hasClass('freezer-drop-over')).toBe(true);
      send(zone, 'dragenter', ours());
      send(strip, 'dragleave', ours(), zone);
      expect(zone.hasClass('freezer-drop-over')).toBe(true);
      send(strip, 'drop', ours());
      expect(scope.inner).toHaveBeenCalledWith('j');
      expect(scope.drop).not.toHaveBeenCalled();
    });

    it('carries the job, and tells the start', () => {
      const transfer = new DataTransfer();
      send(card, 'dragstart', transfer);
      expect(transfer.getData(TYPE)).toBe('j');
      expect(scope.start).not.toHaveBeenCalled();
      $timeout.flush(0);
      expect(scope.start).toHaveBeenCalled();
    });

    describe('is over', () => {
      let drag, end;

      beforeEach(() => {
        end = jasmine.createSpy('end');
        drag = freezer('board.drag').create();
        drag.followPointer(end);
      });
      afterEach(() => {
        drag.release();
      });

      function point(name) {
        document.body.dispatchEvent(new PointerEvent(name, {bubbles: true}));
      }

      it('with the dragend of its card', () => {
        send(card, 'dragend');
        send(card, 'dragend');
        expect(end).toHaveBeenCalledTimes(1);
      });

      it('when the pointer is heard of again, where the card is gone', () => {
        card.remove();
        send(card, 'dragend');
        // strays
        for (let i = 0; i < 20; i++) {
          point('pointermove');
        }
        expect(end).not.toHaveBeenCalled();
        point('pointermove');
        expect(end).toHaveBeenCalledTimes(1);
      });

      it('when the pointer is pressed, where the card is gone', () => {
        card.remove();
        point('pointerdown');
        expect(end).toHaveBeenCalledTimes(1);
      });

      it('without a word when nobody wants to know', () => {
        drag.release();
        send(card, 'dragend');
        point('pointerdown');
        expect(end).not.toHaveBeenCalled();
      });
    });

    it('takes our cards', () => {
      expect(send(zone, 'dragenter', ours()).defaultPrevented).toBe(true);
      expect(zone.hasClass('freezer-drop-over')).toBe(true);
      expect(send(zone, 'dragover', ours()).defaultPrevented).toBe(true);
      expect(send(inside, 'drop', ours()).defaultPrevented).toBe(true);
      expect(scope.drop).toHaveBeenCalledWith('j');
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
    });

    it('is still over the zone when over something inside', () => {
      send(zone, 'dragenter', ours());
      send(inside, 'dragenter', ours());
      send(zone, 'dragleave', ours(), inside);
      expect(zone.hasClass('freezer-drop-over')).toBe(true);
      send(inside, 'dragleave', ours());
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
    });

    it('is left by a drag that ends over a card which is drawn anew', () => {
      send(zone, 'dragenter', ours());
      document.dispatchEvent(new Event('dragend'));
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
    });

    it('takes nothing else', () => {
      const text = new DataTransfer();
      text.setData('text/plain', 'j');
      ['dragenter', 'dragover', 'dragleave', 'drop'].forEach(name => {
        expect(send(zone, name, text).defaultPrevented).toBe(false);
      });
      expect(scope.drop).not.toHaveBeenCalled();
      expect(zone.hasClass('freezer-drop-over')).toBe(false);
    });
  });

  describe('freezer drag near an edge', () => {
    let drags, drag, frames, list;

    beforeEach(freezerFixtures.services);
    beforeEach(() => {
      frames = [];
      spyOn($window, 'requestAnimationFrame').and.callFake(step => frames.push(step));
      spyOn($window, 'scrollBy');
      list = angular.element('<div class="freezer-scrolls"><div></div></div>')
        .css({height: 200, width: 99, position: 'fixed', top: 0, overflow: 'auto'});
      list.find('div').css({height: 900});
      angular.element(document.body).append(list);
      drags = freezer('board.drag');
      drag = drags.create();
      drag.followPointer(angular.noop);
    });
    afterEach(() => {
      drag.release();
      list.remove();
    });

    function over(node, y) {
      node.dispatchEvent(new DragEvent('dragover', {clientY: y, bubbles: true}));
      frames[frames.length - 1]();
    }

    it('is the faster the nearer to the edge', () => {
      expect(drags.speed(500, 0, 1000)).toBe(0);
      expect(drags.speed(-5, 0, 1000)).toBe(-16);
      expect(drags.speed(30, 0, 1000)).toBe(-8);
      expect(drags.speed(1000, 0, 1000)).toBe(16);
    });

    it('scrolls a list, and the window where that has come to its end', () => {
      over(list[0], 199);
      expect(list[0].scrollTop).toBeGreaterThan(0);
      expect($window.scrollBy).not.toHaveBeenCalled();
      list[0].scrollTop = 0;
      over(list[0], 1);
      expect($window.scrollBy.calls.mostRecent().args[1]).toBeLessThan(0);
    });

    it('ends with the drag', () => {
      over(document.body, $window.innerHeight);
      expect($window.scrollBy.calls.mostRecent().args[1]).toBe(16);
      document.dispatchEvent(new DragEvent('dragend'));
      const before = frames.length;
      document.dispatchEvent(new DragEvent('dragover', {clientY: 0}));
      expect(frames.length).toBe(before);
    });
  });
})();
