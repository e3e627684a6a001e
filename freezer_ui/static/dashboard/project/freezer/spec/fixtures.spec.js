(function() {
  'use strict';

  /** A spec is given what the server answers, field by field (tests/rest/test_answers.py). */
  describe('the fixtures', function() {
    var fixtures = window.freezerFixtures;
    var answers = window.freezerAnswers;

    function kind(value) {
      return angular.isArray(value) ? 'array' : typeof value;
    }

    /** Fields that are not the server's, and those with a value of another kind. */
    function strange(fixture, answer) {
      return Object.keys(fixture).filter(function isStrange(name) {
        var ours = fixture[name];
        var real = answer[name];
        return !(name in answer) || (ours !== null && real !== null && kind(ours) !== kind(real));
      });
    }

    it('have no field that is not answered, and none of another kind', function() {
      expect(strange(fixtures.row('a'), answers.sessions.items[0])).toEqual([]);
      expect(strange(fixtures.session('a'), answers.session)).toEqual([]);
      expect(strange(fixtures.member('a'), answers.session.members[0])).toEqual([]);
      expect(strange(fixtures.job('a'), answers.jobs.items[0])).toEqual([]);
      expect(strange(fixtures.history([]), answers.history)).toEqual([]);
      expect(strange(fixtures.snapshot(42), answers.history.items[0])).toEqual([]);
      expect(strange(fixtures.backup('a'), answers.backups.items[0])).toEqual([]);
    });
  });
})();
