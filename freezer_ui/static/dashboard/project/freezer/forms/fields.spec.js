(function() {
  'use strict';


  describe('freezer form from a table of fields', () => {
    let scope, element, fieldTable, $compile;

    beforeEach(freezerFixtures.page);
    beforeEach(inject($injector => {
      fieldTable = freezer('forms.fieldTable');
      $compile = $injector.get('$compile');
      scope = $injector.get('$rootScope').$new();
      scope.errors = freezer('forms.fieldErrors').create();
      scope.fields = [
        field('storage', {kind: 'choice', needed: true, default: 'swift', choices: [
          {value: 'swift', label: 'Swift <b>'}, {value: 'ssh', label: 'Another machine'}]}),
        field('host', {needed: true, when: {storage: ['ssh']}}),
        field('password', {kind: 'secret', when: {storage: ['ssh']}, more: true}),
        field('key', {when: {password: ['with a key']}}),
        field('steps', {kind: 'switch', default: true}),
        field('level', {kind: 'number', default: 6, when: {steps: [true]}, help: ''}),
        field('links', {kind: 'choice', choices: [{value: 'soft', label: 'Soft'}], more: true})
      ];
      scope.values = fieldTable.defaults(scope.fields);
      element = $compile('<div><freezer-fields fields="fields" values="values" prefix="action."' +
        ' errors="errors" refused="refused"></freezer-fields></div>')(scope);
      scope.$apply();
    }));

    function field(name, more) {
      return Object.assign({name, kind: 'text', label: 'Label of ' + name,
        help: 'Help for ' + name, needed: false, default: null, choices: [], when: {}, least: 0,
        most: 100, more: false}, more);
    }

    function input(name) {
      return element.find('[id="freezer-action.' + name + '"]');
    }

    function drawn() {
      return element.find('[data-field]').map(function name() {
        return this.dataset.field.replace('action.', '');
      }).get();
    }

    function toggle() {
      return element.find('.freezer-more-options');
    }

    function choose(index) {
      input('storage').find('option').eq(index).prop('selected', true);
      input('storage').trigger('change');
    }

    function body() {
      return fieldTable.body(scope.fields, scope.values);
    }

    it('disables what the chosen clients cannot do, and says why', () => {
      const isDisabled = () => input('storage').find('option')
        .map((i, each) => each.disabled).get();
      expect(element.find('.freezer-refused').length).toBe(0);
      scope.refused = {storage: {ssh: 'web-1 <b>cannot</b>.'}};
      scope.$apply();
      expect(isDisabled()).toEqual([false, true]);
      expect(element.find('.freezer-refused').text().trim()).toBe('web-1 <b>cannot</b>.');
      expect(described('storage')).toEqual(['Help for storage', 'web-1 <b>cannot</b>.']);
      // what is chosen already stays
      scope.refused = {storage: {swift: 'web-2 cannot.'}};
      scope.$apply();
      expect(isDisabled()).toEqual([false, false]);
      expect(input('storage').val()).toBe('string:swift');
      scope.refused = {};
      scope.$apply();
      expect(described('storage')).toEqual(['Help for storage']);
    });

    /** The texts that screen readers read with an input. */
    function described(name) {
      return input(name).attr('aria-describedby').split(' ')
        .map(id => element.find('[id="' + id + '"]').text().trim());
    }

    it('draws each kind with its label and help', () => {
      toggle().click();
      choose(1);
      expect(drawn()).toEqual(['storage', 'host', 'steps', 'level', 'password', 'links']);
      expect(input('host').attr('type')).toBe('text');
      expect(input('level').attr('type')).toBe('number');
      expect(input('steps').attr('type')).toBe('checkbox');
      expect(input('steps').prop('checked')).toBe(true);
      expect(input('password').attr('type')).toBe('password');
      expect(input('password').attr('autocomplete')).toBe('off');
      expect(input('storage').find('option').eq(0).text()).toBe('Swift <b>');
      expect(element.find('label[for="freezer-action.host"]').text()).toBe('Label of host');
      expect(element.find('[id="' + input('host').attr('aria-describedby') + '"]').text())
        .toBe('Help for host');
      expect(input('level').attr('aria-describedby')).toBeUndefined();
      expect(input('host').attr('aria-required')).toBe('true');
      expect(input('password').attr('aria-required')).toBeUndefined();
    });

    it('does not keep a choice that the next field of its name does not have', () => {
      const modes = (kind, value) => field('mode', {kind: 'choice', default: 'fs',
        when: {kind: [kind]}, choices: [{value: 'fs', label: 'Files'}, {value, label: value}]});
      const kinds = ['a', 'b'].map(value => ({value, label: value}));
      scope.fields = [field('kind', {kind: 'choice', choices: kinds}),
        modes('a', 'sql'), modes('b', 'volume')];
      scope.values = {kind: 'a', mode: 'sql'};
      scope.$apply();
      expect(scope.values.mode).toBe('sql');
      // what another tool wrote stays, until the kind is changed
      scope.values = {kind: 'a', mode: 'tape'};
      scope.$apply();
      expect(scope.values.mode).toBe('tape');
      scope.values.kind = 'b';
      scope.$apply();
      expect(scope.values.mode).toBe('fs');
    });

    it('neither draws nor sends what does not apply', () => {
      expect(drawn()).toEqual(['storage', 'steps', 'level']);
      expect(body()).toEqual({storage: 'swift', steps: true, level: 6, links: null});
      choose(1);
      input('host').val('db-1').trigger('input');
      // outside of a document a click alone changes nothing
      input('steps').click().trigger('change');
      expect(drawn()).toEqual(['storage', 'host', 'steps']);
      expect(body()).toEqual(
        {storage: 'ssh', host: 'db-1', password: null, steps: false, links: null});
      choose(0);
      expect(body()).toEqual({storage: 'swift', steps: false, links: null});
      choose(1);
      expect(input('host').val()).toBe('db-1');
    });

    it('does not apply what depends on a field that does not apply', () => {
      choose(1);
      scope.values.password = 'with a key';
      scope.$apply();
      expect(drawn()).toContain('key');
      choose(0);
      expect(drawn()).not.toContain('key');
    });

    it('sends what was emptied, and what is no number, for the server to judge', () => {
      input('level').val('').trigger('input');
      expect(body().level).toBe(null);
      input('level').val('1000').trigger('input');
      expect(body().level).toBe(1000);
      scope.values.level = undefined;
      expect(body().level).toBe('?');
    });

    it('has what is seldom needed behind a button', () => {
      expect(toggle().attr('aria-expanded')).toBe('false');
      toggle().click();
      expect(toggle().attr('aria-expanded')).toBe('true');
      expect(drawn()).toContain('links');
      expect(input('links').find('option').eq(0).text()).toBe('None of these');
      toggle().click();
      expect(drawn()).not.toContain('links');
      scope.fields = scope.fields.slice(0, 1);
      scope.$apply();
      expect(toggle().length).toBe(0);
    });

    it('shows the sentence of the server at its field until that is changed', () => {
      scope.errors.refuse({status: 400, error: 'Wrong', detail: {'action.level': 'Too <b>high.'}});
      scope.$apply();
      expect(input('level').attr('aria-invalid')).toBe('true');
      expect(element.find('[id="' + input('level').attr('aria-describedby') + '"]').text().trim())
        .toBe('Too <b>high.');
      input('level').val('7').trigger('input');
      expect(input('level').attr('aria-invalid')).toBe('false');
      expect(element.find('.freezer-field-error').length).toBe(0);
    });

    it('opens what is seldom needed where that is wrong', () => {
      scope.errors.refuse({status: 400, error: 'Wrong', detail: {'action.links': 'Not these.'}});
      scope.$apply();
      expect(input('links').attr('aria-invalid')).toBe('true');
    });
  });
})();
