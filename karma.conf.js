'use strict';

/*
 * Runs the specs that stand beside their sources, in headless Chromium, on the AngularJS and the
 * Horizon that the product runs on: everything but our own files is taken from the installed
 * Python packages, which say themselves where they are.
 */

const childProcess = require('child_process');
const fs = require('fs');
const path = require('path');
const vm = require('vm');

const STATIC = 'freezer_ui/static/';
const VENV_PYTHON = path.join(__dirname, '.venv', 'bin', 'python');
const PYTHON = process.env.PYTHON || (fs.existsSync(VENV_PYTHON) ? VENV_PYTHON : 'python3');

const FIND_PACKAGES = [
  'import importlib.util, json, os',
  'def where(name):',
  '    return list(importlib.util.find_spec(name).submodule_search_locations)[0]',
  'print(json.dumps({"xstatic": os.path.join(where("xstatic"), "pkg"),',
  '                  "horizon": where("horizon"), "dashboard": where("openstack_dashboard")}))'
].join('\n');

function packages() {
  try {
    return JSON.parse(childProcess.execFileSync(PYTHON, ['-c', FIND_PACKAGES], {timeout: 30000}));
  } catch (error) {
    throw new Error(
      'Horizon is not installed for ' + PYTHON + ' (make installs it): ' + error.message);
  }
}

/** Throws, with the file and the line, for the first script of ours that cannot be read. */
function readAll() {
  for (const file of fs.readdirSync(path.join(__dirname, STATIC), {recursive: true})) {
    if (file.endsWith('.js')) {
      const name = path.join(STATIC, file);
      new vm.Script(fs.readFileSync(path.join(__dirname, name), 'utf8'), {filename: name});
    }
  }
}

module.exports = function(config) {
  // else each spec fails, because there is no module
  readAll();
  const at = packages();
  const seed = process.env.SEED || String(Math.floor(Math.random() * 100000));

  if (!process.env.CHROME_BIN && fs.existsSync('/usr/bin/chromium')) {
    process.env.CHROME_BIN = '/usr/bin/chromium';
  }

  function lib(file) {
    return path.join(at.xstatic, file);
  }

  function files(root, patterns) {
    return patterns.map(pattern => ({pattern: path.join(root, pattern), watched: false}));
  }

  console.log('The order of the specs: SEED=' + seed); // eslint-disable-line no-console

  config.set({
    basePath: __dirname,
    frameworks: ['jasmine'],
    browsers: ['HeadlessChromium'],
    customLaunchers: {
      HeadlessChromium: {
        base: 'Chrome',
        flags: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
      }
    },
    browserNoActivityTimeout: 60000,
    captureTimeout: 120000,
    // on a machine that has other work
    pingTimeout: 60000,
    // SEED=… runs the specs in that order again
    client: {
      jasmine: {random: true, seed},
      // as the server says them in a page
      pageRules: require('./tests/api/page_rules.json')
    },
    autoWatch: false,
    singleRun: true,

    files: [STATIC + 'dashboard/project/freezer/spec/shim.mock.js'].concat([
      'jquery/data/jquery.js',
      'angular/data/angular.js',
      'angular/data/angular-route.js',
      'angular/data/angular-mocks.js',
      'angular/data/angular-cookies.js',
      'angular/data/angular-sanitize.js',
      'angular_bootstrap/data/angular-bootstrap.js',
      'angular_gettext/data/angular-gettext.js',
      'angular_fileupload/data/ng-file-upload-all.js',
      'angular_smart_table/data/smart-table.js',
      'angular_lrdragndrop/data/lrdragndrop.js',
      'd3/data/d3.js',
      'rickshaw/data/rickshaw.js',
      'tv4/data/tv4.js',
      'objectpath/data/ObjectPath.js',
      'angular_schema_form/data/schema-form.js'
    ].map(lib), files(at.horizon, [
      'static/horizon/js/horizon.js',
      'static/framework/**/*.module.js',
      'static/framework/**/!(*.spec|*.mock).js',
      'static/framework/**/!(*.mock).html'
    ]), files(at.dashboard, [
      'static/app/**/*.module.js',
      'dashboards/**/static/**/*.module.js',
      'static/app/**/!(*.spec|*.mock).js',
      'dashboards/**/static/**/!(*.spec|*.mock).js'
    ]), [
      // the panels' modules add themselves to it
      STATIC + 'dashboard/project/freezer/freezer.module.js',
      STATIC + '**/*.module.js',
      STATIC + '**/!(*.spec|*.mock).js',
      STATIC + 'dashboard/project/freezer/spec/fixtures.mock.js',
      STATIC + '**/!(shim).mock.js',
      STATIC + '**/*.spec.js',
      STATIC + '**/*.html'
    ]),

    preprocessors: {
      '**/*.html': ['ng-html2js'],
      'freezer_ui/static/**/!(*.spec|*.mock).js': ['coverage']
    },
    ngHtml2JsPreprocessor: {
      moduleName: 'templates',
      cacheIdFromPath(file) {
        // .../static/framework/x.html is served as /static/framework/x.html
        return file.replace(/^.*?static\//, '/static/');
      }
    },

    reporters: ['dots', 'coverage'],
    coverageReporter: {
      dir: path.join(__dirname, '.cache', 'coverage-js'),
      reporters: [{type: 'text-summary'}, {type: 'text', file: 'by-file.txt'}],
      // what is true today, to a tenth: it goes up only
      check: {global: {statements: 98.9, branches: 92.9, functions: 98.7, lines: 99}}
    }
  });
};
