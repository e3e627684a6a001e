(function() {
  'use strict';

  /** What every part of the front end needs: the API, permissions, labels, times and states. */
  angular
    .module('horizon.dashboard.project.freezer.core', [
      'ngCookies',
      'horizon.app.core',
      'horizon.framework'
    ])
    .constant('horizon.dashboard.project.freezer.basePath',
      window.STATIC_URL + 'dashboard/project/freezer/')
    .constant('horizon.dashboard.project.freezer.core.sessionType', 'OS::Freezer::Session')
    .constant('horizon.dashboard.project.freezer.core.stateStyles', {
      // What a state of a run or of a member looks like; its words come with it. The tones are
      // the classes of freezer.scss. Only icons that Horizon's material theme has too.
      complete: {tone: 'good', icon: 'fa-check'},
      succeeded: {tone: 'good', icon: 'fa-check'},
      incomplete: {tone: 'bad', icon: 'fa-exclamation-triangle'},
      failed: {tone: 'bad', icon: 'fa-times-circle'},
      running: {tone: 'busy', icon: 'fa-play'},
      late: {tone: 'warn', icon: 'fa-exclamation-circle'},
      missing: {tone: 'warn', icon: 'fa-minus'},
      overdue: {tone: 'warn', icon: 'fa-exclamation-circle'},
      unknown: {tone: 'warn', icon: 'fa-question-circle'},
      // only the jobs can tell, and they are being read
      checking: {tone: 'calm', icon: 'fa-search'},
      waiting: {tone: 'calm', icon: 'fa-pause'},
      never: {tone: 'calm', icon: 'fa-pause'},
      empty: {tone: 'calm', icon: 'fa-ban'},
      partial: {tone: 'bad', icon: 'fa-exclamation-triangle'},
      refused: {tone: 'bad', icon: 'fa-ban'},
      dangling: {tone: 'warn', icon: 'fa-exclamation-circle'},
      // of a client: that something runs says nothing of what became of it, so it is not green
      protected: {tone: 'calm', icon: 'fa-check'},
      unprotected: {tone: 'warn', icon: 'fa-exclamation-triangle'},
      // of a backup
      gone: {tone: 'warn', icon: 'fa-question-circle'},
      there: {tone: 'calm', icon: 'fa-check'},
      // of an action
      free: {tone: 'calm', icon: 'fa-ban'},
      used: {tone: 'calm', icon: 'fa-check'}
    });
})();
