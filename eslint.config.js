'use strict';

const js = require('@eslint/js');
const globals = require('globals');

const style = {
  'max-len': ['error', {code: 100, ignoreUrls: true}],
  'no-trailing-spaces': 'error',
  'eol-last': 'error',
  indent: ['error', 2, {
    SwitchCase: 1,
    MemberExpression: 1,
    FunctionDeclaration: {parameters: 'off'},
    CallExpression: {arguments: 'off'},
    ignoredNodes: ['ConditionalExpression']
  }],
  quotes: ['error', 'single', {avoidEscape: true}],
  semi: ['error', 'always'],
  curly: 'error',
  eqeqeq: 'error',
  strict: ['error', 'function'],
  'no-shadow': 'error',
  'no-console': 'error',
  'no-eval': 'error',
  'no-implied-eval': 'error',
  'no-use-before-define': ['error', {functions: false}],
  'no-unused-vars': ['error', {args: 'after-used'}],
  'no-var': 'error',
  'prefer-const': ['error', {destructuring: 'all'}],
  'prefer-arrow-callback': 'error',
  'arrow-body-style': 'error',
  'arrow-parens': ['error', 'as-needed'],
  'object-shorthand': 'error',
  'no-else-return': 'error',
  'no-lonely-if': 'error',
  'no-useless-return': 'error',
  'no-unneeded-ternary': 'error',
  'prefer-rest-params': 'error',
  'prefer-spread': 'error',
  'dot-notation': 'error',
  // what the language has by itself
  'no-restricted-properties': ['error', ...Object.entries({
    extend: 'Object.assign', isArray: 'Array.isArray', isDefined: '!== undefined',
    isUndefined: '=== undefined'
  }).map(([property, own]) => ({object: 'angular', property, message: `Write ${own}.`}))]
};

// Models, drawings and what they count with: written without AngularJS, which Horizon leaves panel
// by panel. They are registered with it, and wait with its promises ($q), which redraw the page.
const plain = [
  'board/{board.model,drag,job-cache,keyboard,messages,moves,selection}',
  'core/{choice,client-name,latest,reading,text-match,virtual-list}',
  'timeline/*',
  'upcoming/{drawing,runs}',
  'session-page/run/{drawing,time-span}',
  'snapshots/{drawing,grid-positions,model,places}',
  'restore/restore.model',
  'writes/{member-moves,task-queue,undo}'
].map(name => 'freezer_ui/static/dashboard/project/freezer/' + name + '.service.js');

const withoutAngular = {
  'no-restricted-syntax': ['error', {
    selector: 'MemberExpression[object.name="angular"][property.name!="module"]',
    message: 'This file is plain JavaScript: AngularJS registers it only.'
  }, {
    selector: 'AssignmentExpression[left.property.name="$inject"] ' +
      'Literal[value=/^\\$(?!q$)|^horizon\\.(framework|app)/]',
    message: 'This file is plain JavaScript: it is given no service of AngularJS or Horizon but $q.'
  }]
};

module.exports = [
  js.configs.recommended,
  {
    // Served as it is, minified by Horizon's rJSmin: ES2015, which every browser of Horizon has.
    files: ['freezer_ui/static/**/*.js'],
    languageOptions: {
      ecmaVersion: 2015,
      sourceType: 'script',
      globals: Object.assign({}, globals.browser, {
        angular: 'readonly',
        gettext: 'readonly',
        ngettext: 'readonly',
        pgettext: 'readonly',
        interpolate: 'readonly',
        freezerFixtures: 'readonly',
        horizon: 'readonly',
        Intl: 'readonly'
      })
    },
    rules: style
  },
  {
    files: plain,
    rules: withoutAngular
  },
  {
    files: ['freezer_ui/static/**/*.spec.js', 'freezer_ui/static/**/*.mock.js'],
    languageOptions: {
      ecmaVersion: 2015,
      sourceType: 'script',
      globals: Object.assign({}, globals.jasmine, ...[
        'module', 'inject',
        // spec/fixtures.mock.js
        'freezer', 'api', 'permissions', 'toast', 'toasts', '$compile', '$controller', '$cookies',
        '$document', '$http', '$httpBackend', '$injector', '$interval', '$location', '$q',
        '$rootScope', '$route', '$templateCache', '$timeout', '$uibModal', '$uibModalStack',
        '$verifyNoPendingTasks', '$window'
      ].map(name => ({[name]: 'readonly'})))
    }
  },
  {
    files: ['*.js'],
    languageOptions: {
      ecmaVersion: 2022, sourceType: 'commonjs', globals: globals.node
    },
    rules: Object.assign({}, style, {strict: ['error', 'global']})
  }
];
