/* The board as a page, with a server that answers when the spec says so. */
(function(window) {
  'use strict';

  window.freezerFixtures.boardPage = boardPage;

  function boardPage() {
    const fx = window.freezerFixtures;
    let get, scope;
    const page = {
      // what is there: {session id: [job ids]}, and rows by job id
      sessions: {s: ['a'], t: []},
      jobs: {a: fx.job('a', {session_id: 's'}), p: fx.job('p'), q: fx.job('q')},
      allowed: true,
      answers: [],
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

    /** Before anything is drawn: `injector` has the modules of the board. */
    function prepare(injector) {
      get = injector.get;
      const frames = [];
      spyOn(window, 'requestAnimationFrame').and.callFake(drawing => frames.push(drawing));
      page.frame = function frame() {
        // the browser tells of a scroll before it draws
        document.dispatchEvent(new Event('scroll'));
        frames.splice(0).forEach(drawing => { drawing(); });
      };
      page.api = get('horizon.dashboard.project.freezer.core.api');
      page.toast = get('horizon.framework.widgets.toast.service');
      spyOn(page.toast, 'add');
      spyOn(page.api, 'call').and.callFake(() => {
        const deferred = get('$q').defer();
        page.answers.push(deferred);
        return deferred.promise;
      });
      spyOn(page.api, 'getAllSessions').and.callFake(
        () => get('$q').when(Object.keys(page.sessions).map(session)));
      spyOn(page.api, 'getJobs').and.callFake(getJobs);
      spyOn(page.api, 'getHealth').and.returnValue(get('$q').defer().promise);
    }

    function getJobs(params) {
      const ids = params.ids && params.ids.split(',');
      const rows = Object.keys(page.jobs).map(id => page.jobs[id]);
      return get('$q').when({next: null, checked: rows.length, items: rows.filter(fits)});

      function fits(job) {
        return ids ? ids.indexOf(job.id) > -1
          : !job.session_id && job.description.indexOf(params.q || '') > -1;
      }
    }

    function session(id) {
      return fx.session(id, {
        members: page.sessions[id].map(job => ({id: job, client_id: 'c', state: 'succeeded'}))
      });
    }

    function draw() {
      scope = get('$rootScope').$new();
      page.element = get('$compile')('<div>' + get('$templateCache').get(
        '/static/dashboard/project/freezer/board/panel.html') + '</div>')(scope);
      angular.element(document.body).append(page.element);
      scope.$apply();
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
      const event = new KeyboardEvent('keydown', angular.extend(
        {key, bubbles: true, cancelable: true}, more));
      card(id)[0].dispatchEvent(event);
      return event;
    }

    function click(id, more) {
      card(id)[0].dispatchEvent(new MouseEvent('click', angular.extend({bubbles: true}, more)));
    }

    function drag(id, zone) {
      const transfer = pick(id);
      drop(zone, transfer);
      send((card(id)[0] || document.body), 'dragend', transfer);
    }

    function pick(id) {
      const transfer = new DataTransfer();
      send(card(id)[0], 'dragstart', transfer);
      get('$timeout').flush(0);
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
      return page.api.call.calls.allArgs().map(args => args[0]);
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
      page.jobs[call.job_id] = fx.job(call.job_id, angular.extend({session_id: to}, job));
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
