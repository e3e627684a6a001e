(function() {
  'use strict';

  /** A spec is given what the server answers, field by field (tests/rest/test_answers.py). */
  describe('the fixtures', () => {
    const fx = window.freezerFixtures;

    it('are real answers with other values', () => {
      expect(fx.job('a').schedule_words).toBe('not scheduled');
      expect(fx.list('jobs', [fx.job('a')], {next: '1'}).items.length).toBe(1);
    });

    it('have no field that is not sent, at any depth', () => {
      expect(() => fx.job('a', {nmae: 'x'})).toThrowError(/does not send jobs.items.0.nmae/);
      expect(() => fx.row('a', {verdict: {words: 'x', told: 'x'}}))
        .toThrowError(/does not send sessions.items.0.verdict.told/);
      expect(() => fx.list('jobs', [{id: 'a', nmae: 'x'}]))
        .toThrowError(/does not send jobs.items\[\].nmae/);
    });

    it('have no value of another kind, but none', () => {
      expect(() => fx.job('a', {actions: 'backup'}))
        .toThrowError('REST sends jobs.items.0.actions as array, not as string');
      expect(fx.job('a', {actions: null}).actions).toBe(null);
    });
  });
})();
