# docs2sdk. `make help` lists the targets.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
NODE   := $(shell command -v npm 2>/dev/null)
TS     := tests/typescript_client
NPM    := $(TS)/node_modules/.bin
SITE   := tests/site
SOURCES := runtimes/typescript $(TS)/runtime
JOBS   ?= 2
comma  := ,

.DEFAULT_GOAL := all
.PHONY: all setup build check lint types test bench hard adopt wire facts samples mutations site preview watch lock clean help consumers

all: setup build ## set up and build generated/ from specs/ (the default)

setup: $(VENV)/.ready $(if $(NODE),$(TS)/node_modules/.ready $(SITE)/node_modules/.ready) ## create the virtual environment, install locked versions

$(VENV)/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(TS)/node_modules/.ready: $(TS)/package-lock.json
	cd $(TS) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(SITE)/node_modules/.ready: $(SITE)/package-lock.json
	cd $(SITE) && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

build: setup ## specs/ -> generated/, only what changed is written
	$(BIN)/docs2sdk build

check: setup ## fail when generated/ is not what a build would write, or a sample does not compile
	$(BIN)/docs2sdk check --full
	PATH="$(CURDIR)/$(NPM):$$PATH" $(BIN)/docs2sdk lint specs --compile --select S030$(if $(NODE),$(comma)B030)

lint: setup ## ruff, black, eslint, prettier, and docs2sdk's own lint of specs/
	$(BIN)/ruff check .
	$(BIN)/black --quiet --check generator tests
	$(BIN)/black --quiet --check --line-length 88 runtimes/python
	$(if $(NODE),$(NPM)/eslint --config $(TS)/eslint.config.js $(SOURCES))
	$(if $(NODE),$(NPM)/prettier --log-level warn --config $(TS)/.prettierrc.json --check $(SOURCES))
	$(if $(NODE),$(NPM)/prettier --log-level warn --config runtimes/site/.prettierrc.json --check runtimes/site/vitepress runtimes/site/theme runtimes/site/preview $(SITE)/browse.mjs)
	$(BIN)/docs2sdk lint specs

types: setup ## mypy --strict, tsc
	$(BIN)/mypy
	$(if $(NODE),$(NPM)/tsc --project $(TS))

test: check lint types ## everything that must hold: check, lint, types, tests
	$(BIN)/python -m pytest -n $(JOBS)

bench: setup ## speed, as ratios against named baselines in the same run
	$(BIN)/python -m tests.bench

hard: setup ## both targets over all documents of ../shared/openapi: emitted, imported, type-checked in part
	$(BIN)/python -m tests.hard

adopt: setup ## all documents of ../shared/openapi adopted (init, build, check, lint) or rendered; new pages against those of the original factory
	$(BIN)/python -m tests.adopt
	$(BIN)/python -m tests.adopt.factory

wire: setup $(VENV)/judge/.ready ## every operation of real documents called on both clients, judged by openapi-core
	$(BIN)/python -m tests.wire

# apart from the other tools: openapi-core wants an older openapi-spec-validator
$(VENV)/judge/.ready:
	$(PYTHON) -m venv $(VENV)/judge
	$(VENV)/judge/bin/python -m pip install --quiet --disable-pip-version-check openapi-core==0.23.1
	@touch $@

consumers: setup ## both packages installed in empty projects and used: attw, publint, Jest, Node.js 18 to 24, Bun; pip, mypy
	$(BIN)/python -m tests.consumers

facts: setup ## 2,000 changes of one fact on real pages: that fact changes in the document and no other, or it is told
	$(BIN)/python -m tests.onefact

samples: setup ## samples of the pages of ../shared/corpus, compiled: each that a compiler refuses is named by a rule
	$(BIN)/python -m tests.rules

mutations: setup ## diff over ../shared/openapi/real: 20 places for each kind of change, and what changes words only
	$(BIN)/python -m tests.drift.mutations
	$(BIN)/python -m tests.drift.refactorings

site: setup ## generated/site, and all of it built by VitePress and looked at in Chromium (SHOTS=DIR for pictures)
	$(BIN)/docs2sdk site
	$(BIN)/python -m tests.site

preview: setup ## the pages in a browser, with their findings, anew on every save
	$(BIN)/docs2sdk preview

watch: setup ## build on save
	$(BIN)/docs2sdk watch

lock: setup ## renew requirements.lock after a change of pyproject.toml
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --strip-extras --extra dev --upgrade --output-file - --no-header --no-annotate \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host pyproject.toml \
	  | grep -v '^docs2sdk' > requirements.lock

clean: ## remove what setup made; generated/ stays
	rm -rf $(VENV) $(TS)/node_modules $(SITE)/node_modules generated/site .mypy_cache .ruff_cache .pytest_cache .hypothesis .venv-peers

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10
