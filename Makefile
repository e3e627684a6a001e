# freezer-ui: `make demo` shows the product on a whole embedded cloud, `make test` tests it.

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= python3
HORIZON_PORT ?= 8080
KEYSTONE_PORT ?= 5000
FREEZER_PORT ?= 9090
SWIFT_PORT ?= 8888
CINDER_PORT ?= 8776
export HORIZON_PORT KEYSTONE_PORT FREEZER_PORT SWIFT_PORT CINDER_PORT

PY := .venv/bin/python
# The stamps are in the folders that they stand for: removing a folder removes its stamp.
VENV := .venv/.installed
NODE := node_modules/.installed
LOAD := .venv/.load

# Files of tests/rest that test-rest leaves out; each list runs in a cloud of its own.
FAULTS := bad_times cache_outage fault_table kill_points model outage page_loads storm
NONSENSE := documents fuzz nonsense
AGENTS := live_agents live_lists
SCENARIOS := live_restores live_storages scenarios
VOLUMES := live_volumes
RUN_NOW := live_run_now
SESSIONS := live_sessions
EDITS := live_edits
rest = $(1:%=tests/rest/test_%.py)
# Tests that visit all screens.
SCREENS := $(addprefix tests/browser/test_,inert.py languages.py layout.py)

# The longest first. Tests with live agents mostly wait.
PARTS := test-rest test-browser test-faults test-agents test-run-now test-screens test-nonsense \
  test-scenarios test-volumes test-unit test-package test-js lint
AT_ONCE ?= 6
# With live agents, a quarter of an hour or more each: not part of `make test`.
LONG := test-sessions test-edits test-journeys test-mariadb test-ha
# After so many failures all is broken, and a part ends: in Chromium each may take a minute and a half.
MAXFAIL ?= 10
test-browser test-screens test-journeys: MAXFAIL = 5
PYTEST = $(PY) -m pytest --maxfail=$(MAXFAIL)
# Measures pytest's process and the Horizons that the tests start (stack/dashboard.py). It takes a third to
# a half longer, so it is optional.
ifdef COVERAGE
MEASURED := $(filter-out lint test-package test-js,$(PARTS)) $(LONG)
$(MEASURED): export STACK_COVERAGE := $(CURDIR)/pyproject.toml
PYTEST = $(PY) -m coverage run -m pytest --maxfail=$(MAXFAIL)
endif

.PHONY: help demo demo-ha test coverage $(PARTS) $(PARTS:%=told-%) $(LONG) fuzz faults \
  faults-1 faults-2 load load-outage endurance bench scenarios compare-lists layouts screenshots openapi \
  calls answers constraints licences audit messages glossary clean chromium memcached qemu sshd mariadb \
  haproxy

help:
	@echo "make demo          a whole cloud with the plugin on http://127.0.0.1:$(HORIZON_PORT), until Ctrl-C"
	@echo "make demo-ha       as operators deploy it: two of each behind HAProxy, MariaDB, memcached"
	@echo "make test          all tests, AT_ONCE=$(AT_ONCE) parts at a time: $(sort $(PARTS))"
	@echo "make coverage      the same, and how much of freezer_ui it covers"
	@echo "make test-journeys tasks of a tenant in Chromium, with live agents; test-sessions and test-edits:"
	@echo "                   changes of sessions with live agents, over several runs"
	@echo "make fuzz          10,000 random requests to all endpoints; SEED=... repeats them"
	@echo "make faults        every call to Freezer of every story, failing in every way"
	@echo "make load          50 tenants on the cloud of demo-ha for SECONDS=300, then each part is killed"
	@echo "                   and frozen; make load-outage: Horizon while Freezer hangs; make endurance: an"
	@echo "                   hour of live refresh, MINUTES=60"
	@echo "make bench         our costs compared with the bare Freezer API; ROWS='rest pages size memory"
	@echo "                   history board' measures only some of them"
	@echo "make scenarios     pictures of how runs with real agents can end, into doc/images"
	@echo "make compare-lists whether list, board and page of live sessions agree, for ten minutes"
	@echo "make layouts       the main screens in several widths and themes, compared with tests/layouts/pictures;"
	@echo "                   RENEW=1 keeps the new ones"
	@echo "make screenshots   pictures for the README into doc/images"
	@echo "make openapi       doc/openapi.json from the endpoints"
	@echo "make calls         tests/rest/calls.json, the calls to Freezer of every endpoint"
	@echo "make answers       spec/answers.mock.js, real answers for the specs of the front end"
	@echo "make constraints   constraints.txt: versions of all installed packages; make licences: their"
	@echo "                   licences into doc/licences.md; make audit: their known vulnerabilities"
	@echo "make messages      all texts of the product into the catalogues of freezer_ui/locale;"
	@echo "                   LANGUAGE=fr starts a new one"
	@echo "make glossary      doc/glossary.md from the browser's glossary, in all languages"
	@echo "make clean         removes everything that the other targets made in this checkout"

# Without qemu-img the demo has no volumes, and says so.
demo: $(VENV)
	-@command -v qemu-img > /dev/null || $(MAKE) --no-print-directory qemu
	@exec $(PY) -m stack.demo

demo-ha: $(VENV) | mariadb haproxy memcached
	@exec $(PY) -m stack.demo_ha

# Every part runs, whatever the others say; failures and totals are printed at the end.
test: $(VENV) $(NODE) | memcached chromium qemu sshd
	@rm -rf .test/coverage .test/logs; mkdir -p .test/logs
	@echo "$(words $(PARTS)) parts, $(AT_ONCE) at a time; what each prints is in .test/logs"
	@$(MAKE) --no-print-directory -j $(AT_ONCE) $(PARTS:%=told-%)
	@cd .test/logs; failed=$$(grep -l FAILED *.total); \
	for total in $$failed; do echo; echo "== $${total%.total}"; cat $${total%.total}.log; done; \
	echo; echo "== totals"; cat $(PARTS:%=%.total); \
	if [ -n "$$failed" ]; then echo "failed:" $${failed//.total/}; exit 1; fi

$(PARTS:%=told-%): told-%:
	@log=.test/logs/$*.log; verdict=ok; \
	$(MAKE) --no-print-directory $* > $$log 2>&1 || verdict=FAILED; \
	total=$$(tr '\r' '\n' < $$log | sed 's/\x1b\[[0-9;]*[A-Za-z]//g' \
	  | grep -E '(passed|failed|errors?|no tests ran).* in [0-9]|Executed [0-9]+ of|problems? \(|All checks passed|Found [0-9]+ error' \
	  | tail -n 1 | tr -d '='); \
	printf '%-14s %-7s %s\n' $* $$verdict "$$total" | tee .test/logs/$*.total

coverage:
	@result=0; $(MAKE) --no-print-directory test COVERAGE=1 || result=$$?; \
	$(PY) -m coverage combine -q .test/coverage && $(PY) -m coverage report --show-missing \
	  > .test/logs/coverage.log; \
	printf '%-14s %-7s %s\n' coverage '' "$$(tail -n 1 .test/logs/coverage.log \
	  | awk '{print $$NF " of the lines and branches of freezer_ui (.test/logs/coverage.log)"}')"; \
	exit $$result

# The markers of a merge that nobody finished come first: they are errors in no text file.
lint: $(VENV) $(NODE)
	@! git grep --untracked -nE '^(<{7}|>{7})( |$$)'
	.venv/bin/ruff check .
	.venv/bin/mypy
	npm run --silent lint

test-unit: $(VENV)
	$(PYTEST) tests/unit tests/agents

test-rest: $(VENV) | memcached
	$(PYTEST) tests/api tests/rest tests/stack $(addprefix --ignore=,$(call rest,$(FAULTS) $(NONSENSE) \
	  $(AGENTS) $(SCENARIOS) $(VOLUMES) $(RUN_NOW) $(SESSIONS) $(EDITS)))

# Failures of Freezer, the cache and Horizon; many simultaneous requests.
test-faults: $(VENV) | memcached
	$(PYTEST) $(call rest,$(FAULTS))

# Nonsense in requests and in Freezer's documents.
test-nonsense: $(VENV) | memcached
	$(PYTEST) $(call rest,$(NONSENSE))

# No test of live agents holds Freezer up: where the machine is slow, Horizon waits.
test-agents test-scenarios test-volumes test-run-now $(LONG): export STACK_FREEZER_READ_TIMEOUT := 45

# Schedules and lists, with real agents.
test-agents: $(VENV) | memcached
	$(PYTEST) $(call rest,$(AGENTS))

# Every scenario of a run and of a restore, in every storage.
test-scenarios: $(VENV) | memcached sshd
	$(PYTEST) $(call rest,$(SCENARIOS))

# Volumes, with a real Cinder.
test-volumes: $(VENV) | qemu
	$(PYTEST) $(call rest,$(VOLUMES))

# Drops and moves, each followed by several runs of real agents.
test-sessions: $(VENV) | memcached
	$(PYTEST) $(call rest,$(SESSIONS))

# Edits and restarts of agents, likewise.
test-edits: $(VENV) | memcached
	$(PYTEST) $(call rest,$(EDITS))

# Run now, likewise.
test-run-now: $(VENV) | memcached
	$(PYTEST) $(call rest,$(RUN_NOW))

# A tenant's tasks in Chromium, with real agents.
test-journeys: $(VENV) | chromium
	$(PYTEST) tests/journeys

# Storm, membership and journeys on the database that operators use.
test-mariadb: $(VENV) | mariadb memcached chromium
	STACK_DATABASE=mariadb $(PYTEST) tests/rest/test_storm.py tests/rest/test_membership.py \
	  tests/journeys

# Each process of demo-ha is killed and restarted.
test-ha: $(VENV) | mariadb haproxy memcached
	$(PYTEST) tests/load

# Builds the wheel and installs it into a Horizon of its own.
test-package: $(VENV) | memcached
	$(PY) -m pytest tests/package

test-js: $(VENV) $(NODE) | chromium
	PYTHON=$(CURDIR)/$(PY) npm test --silent

test-browser: $(VENV) $(NODE) | chromium memcached
	$(PYTEST) tests/browser $(SCREENS:%=--ignore=%)

test-screens: $(VENV) $(NODE) | chromium memcached
	$(PYTEST) $(SCREENS)

# Without SEED, a new seed each time; it is printed, so that the requests can be repeated.
fuzz: $(VENV) | memcached
	@seed=$${SEED:-$$RANDOM}; echo "SEED=$$seed"; \
	SEED=$$seed FUZZ=$${FUZZ:-190} $(PY) -m pytest -q -s tests/rest/test_fuzz.py

# In two parallel halves; prints a line when a story ends.
faults: $(VENV) | memcached
	@mkdir -p .test/logs; result=0; \
	$(MAKE) --no-print-directory -k -j 2 faults-1 faults-2 || result=$$?; \
	awk '/ calls, [0-9]+ cells, [0-9]+ wrong$$/ {stories++; cells += $$(NF-3); wrong += $$(NF-1)} \
	  END {print stories+0 " stories, " cells+0 " cells, " wrong+0 " wrong"}' .test/logs/faults-?.log; \
	exit $$result

faults-1 faults-2: faults-%:
	@CELLS=0 PART=$*/2 $(PY) -m pytest -q -s $(call rest,fault_table) | tee .test/logs/faults-$*.log

# SECONDS=30 USERS=10 CALM=1 is a short check without faults.
load: $(LOAD) | mariadb haproxy memcached
	$(PY) -m tests.load --users $(or $(USERS),50) --seconds $(or $(SECONDS),300) \
	  $(if $(CALM),--no-faults)

# The proxy's complaints about closed connections go to the log.
load-outage: $(VENV) | memcached
	@mkdir -p .test/logs
	$(PY) -m tests.load.outage 2> .test/logs/load-outage.log || { cat .test/logs/load-outage.log; exit 1; }

endurance: $(VENV) | chromium memcached
	$(PY) -m tests.load.endurance --minutes $(or $(MINUTES),60)

bench: $(VENV) | chromium
	$(PY) -m tests.bench .test/bench.json doc/images/bench.svg $(ROWS)

scenarios: $(VENV) | chromium memcached
	PICTURES=doc/images/scenarios $(PY) -m pytest -s tests/rest/test_scenarios.py

compare-lists: $(VENV) | memcached
	LOOKS=60 $(PY) -m pytest -s tests/rest/test_live_lists.py

# For a single picture, for example LAYOUT=1024 PLACE=board.
layouts: $(VENV) | chromium
	$(PY) -m tests.layouts $(if $(RENEW),--renew) $(LAYOUT:%=--layout %) $(PLACE:%=--place %)

openapi: $(VENV)
	$(PY) -m tests.openapi doc/openapi.json

# The calls to Freezer of every endpoint, as they are now.
calls: $(VENV) | memcached
	CALLS=write $(PY) -m pytest -q tests/rest/test_calls.py -k table

# Real answers that the specs of the front end use.
answers: $(VENV) | memcached
	ANSWERS=write $(PY) -m pytest -q tests/rest/test_answers.py

# Pins the newest versions that setup.cfg allows.
constraints:
	@rm -rf .cache/constraints && $(PYTHON) -m venv .cache/constraints
	@.cache/constraints/bin/pip install -qq --disable-pip-version-check '.[stack,test,load]'
	@.cache/constraints/bin/pip freeze --exclude freezer-ui > constraints.txt
	@rm -rf .cache/constraints

# Asks the vulnerability databases of PyPI and npm, and fails if it cannot reach them.
audit:
	@$(PYTHON) -m venv .cache/audit
	@.cache/audit/bin/pip install -qq --disable-pip-version-check pip-audit
	@$(PYTHON) -m tests.audit .cache/audit/bin/pip-audit constraints.txt

licences: $(LOAD)
	$(PY) -m tests.licences doc/licences.md

screenshots: $(VENV) | chromium
	$(PY) -m tests.browser.screenshots

# As Horizon's extract_messages and update_catalog, but without guesses, and without line numbers, dates
# and obsolete texts, which make merges noisy. Also compiles the catalogues.
messages: $(VENV)
	@for domain in django djangojs; do \
	  .venv/bin/pybabel -q extract -F babel-$$domain.cfg --input-dirs freezer_ui \
	    --project freezer-ui -c Translators: --no-location --sort-output \
	    -o freezer_ui/locale/$$domain.pot || exit 1; \
	  [ -z "$(LANGUAGE)" ] && ! compgen -G 'freezer_ui/locale/*/' > /dev/null \
	    || .venv/bin/pybabel -q update -N --ignore-obsolete --ignore-pot-creation-date \
	      $(if $(LANGUAGE),--init-missing -l $(LANGUAGE)) \
	      -D $$domain -d freezer_ui/locale -i freezer_ui/locale/$$domain.pot || exit 1; \
	  echo "$$domain: $$(grep -c '^msgid' freezer_ui/locale/$$domain.pot) texts"; \
	done
	@! compgen -G 'freezer_ui/locale/*/' > /dev/null \
	  || .venv/bin/pybabel -q compile --statistics -D 'django djangojs' -d freezer_ui/locale

glossary: $(VENV)
	$(PY) -m tests.glossary doc/glossary.md

clean:
	rm -rf .venv .demo .demo-ha .test .cache .pytest_cache .ruff_cache node_modules build dist \
	  freezer_ui.egg-info

$(VENV): setup.cfg pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "freezer-ui needs Python 3.11 or newer, and '$(PYTHON)' is not:" \
	    "name one with PYTHON=..., for example 'make PYTHON=python3.11 demo'." >&2; exit 1; }
	@echo "Installing the Python packages into .venv (about a minute, once)"
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install -qq --disable-pip-version-check -c constraints.txt -e '.[stack,test]'
	@touch $@

$(LOAD): $(VENV)
	@.venv/bin/pip install -qq --disable-pip-version-check -c constraints.txt -e '.[load]'
	@touch $@

$(NODE): package.json $(wildcard package-lock.json)
	@command -v npm > /dev/null || { \
	  echo "ESLint and karma need Node.js 20 or newer with npm: install it, then run make again." >&2; exit 1; }
	@echo "Installing the JavaScript tools into node_modules"
	@npm ci --silent
	@touch $@

# Installs a missing tool from Debian: $(call tool,its name,its commands,its packages)
define tool
@missing=; for command in $(2); do command -v $$command > /dev/null || missing=1; done; \
[ -z "$$missing" ] && exit 0; \
if [ "$$(id -u)" = 0 ] && command -v apt-get > /dev/null; then \
  echo "Installing $(1) from Debian"; \
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends $(3) > /dev/null; \
else \
  echo "The tests need $(1): as root, run 'apt-get install $(3)'." >&2; \
  exit 1; \
fi
endef

chromium:
	$(call tool,Chromium and its driver,chromium chromedriver,chromium chromium-driver fonts-liberation)

memcached:
	$(call tool,memcached,memcached,memcached)

mariadb:
	$(call tool,MariaDB,mariadbd mariadb-install-db,mariadb-server)

haproxy:
	$(call tool,HAProxy,haproxy,haproxy)

# Cinder creates volumes with qemu-img.
qemu:
	$(call tool,qemu-img,qemu-img,qemu-utils)

# Stores backups of other machines.
sshd:
	$(call tool,sshd,/usr/sbin/sshd,openssh-server)
