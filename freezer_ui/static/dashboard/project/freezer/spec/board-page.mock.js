/* The board as a page, with a server that answers when the spec says so. */
(function(window) {
  'use strict';

  window.freezerFixtures.boardPage = boardPage;

  function boardPage() {
    const fx = window.freezerFixtures;
    let scope;
    const page = {
      // what is there: {session id: [job ids]}, and rows by job id
      sessions: {s: ['a'], t: []},
      jobs: {a: fx.job('a', {session_id: 's'}), p: fx.job('p'), q: fx.job('q')},
      allowed: true,
      answers: null,
      prepare,
      draw,
      leave,
      session,
      cards,
      card,
      press,
      click,
      drag,
      pick,
      drop,
      send,
      said,
      calls,
      succeed,
      fail
    };
    return page;

    /** Before anything is drawn. */
    function prepare() {
      const frames = [];
      spyOn(window, 'requestAnimationFrame').and.callFake(drawing => frames.push(drawing));
      page.frame = function frame() {
        // the browser tells of a scroll before it draws
        document.dispatchEvent(new Event('scroll'));
        frames.splice(0).forEach(drawing => { drawing(); });
      };
      spyOn(toasts, 'add');
      page.answers = fx.waiting(spyOn(api, 'call'));
      spyOn(api, 'getAllSessions').and.callFake(
        () => $q.when(Object.keys(page.sessions).map(session)));
      spyOn(api, 'getJobs').and.callFake(getJobs);
      spyOn(api, 'getHealth').and.returnValue($q.defer().promise);
    }

    function getJobs(params) {
      const ids = params.ids && params.ids.split(',');
      const rows = Object.keys(page.jobs).map(id => page.jobs[id]);
      return $q.when({next: null, checked: rows.length, items: rows.filter(fits)});

      function fits(job) {
        return ids ? ids.includes(job.id)
          : !job.session_id && job.description.includes(params.q || '');
      }
    }

    function session(id) {
      return fx.session(id, {
        members: page.sessions[id].map(job => ({id: job, client_id: 'c', state: 'succeeded'}))
      });
    }

    function draw() {
      scope = $rootScope.$new();
      page.element = fx.draw(fx.template('board/panel'), scope);
      page.ctrl = page.element.find('.freezer-board').controller();
      page.scope = scope;
    }

    function leave() {
      scope.$destroy();
      page.element.remove();
    }

    function cards(zone) {
      return page.element.find('[data-zone="' + zone + '"] .freezer-card').map(function id() {
        return this.getAttribute('data-job');
      }).get();
    }

    function card(id) {
      return page.element.find('.freezer-card[data-job=' + id + ']');
    }

    function press(id, key, more) {
      return fx.press(key, more, card(id)[0]);
    }

    function click(id, more) {
      card(id)[0].dispatchEvent(new MouseEvent('click', Object.assign({bubbles: true}, more)));
    }

    function drag(id, zone) {
      const transfer = pick(id);
      drop(zone, transfer);
      send((card(id)[0] || document.body), 'dragend', transfer);
    }

    function pick(id) {
      const transfer = new DataTransfer();
      send(card(id)[0], 'dragstart', transfer);
      $timeout.flush(0);
      return transfer;
    }

    function drop(zone, transfer) {
      send(page.element.find('[data-zone="' + zone + '"]')[0], 'drop', transfer);
    }

    function send(node, name, transfer) {
      node.dispatchEvent(new DragEvent(name, {
        bubbles: true, cancelable: true, dataTransfer: transfer}));
    }

    function said() {
      return freezerFixtures.announced();
    }

    function calls() {
      return api.call.calls.allArgs().map(args => args[0]);
    }

    /** The server has moved the job as it was asked to. */
    function succeed(index, job, undo) {
      const call = calls()[index];
      const from = page.jobs[call.job_id].session_id;
      const to = call.verb === 'PUT' ? call.session_id : null;
      if (from) {
        page.sessions[from].splice(page.sessions[from].indexOf(call.job_id), 1);
      }
      if (to) {
        page.sessions[to].push(call.job_id);
      }
      page.jobs[call.job_id] = fx.job(call.job_id, Object.assign({session_id: to}, job));
      page.answers[index].resolve({
        session: session(call.session_id),
        left: to && from ? session(from) : null,
        job: page.jobs[call.job_id],
        undo: undo || null
      });
      scope.$apply();
    }

    function fail(index, error) {
      page.answers[index].reject({status: 409, error});
      scope.$apply();
    }
  }
})(window);
