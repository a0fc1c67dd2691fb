# The contributor's whole interface: `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
UV_VERSION := 0.13.9
UV := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
# Trust what this machine trusts, so that an index behind a company's own certificate works.
ifneq ($(wildcard /etc/ssl/certs/ca-certificates.crt),)
export UV_SYSTEM_CERTS ?= true
endif
BIN := .venv/bin
SOURCES := ontology loaders queries plans ui tests benchmarks
# The shapes are left out: the formatter would join each of them into one long line.
TURTLE := ontology/*.ttl ontology/alignments/*.ttl

.PHONY: help
help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.tools/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cxscape needs Python 3.11 or newer: $(PYTHON) is " + sys.version.split()[0] + ". Name another one with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --target .tools uv==$(UV_VERSION)

.venv: | $(if $(filter .tools/bin/uv,$(UV)),.tools/bin/uv)
	$(UV) venv --quiet --python $(PYTHON) .venv

# What the app needs to run; contributors' tools come on top of it with `make setup`.
.venv/.runtime: requirements.lock pyproject.toml | .venv
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: setup
setup: .venv/.dev ## Create .venv with the command cxscape and the contributor's tools
	@echo "Ready: $(BIN)/cxscape"

.PHONY: serve
serve: .venv/.runtime ## Open the app on the shipped landscape (PORT=8501)
	$(BIN)/cxscape serve $(if $(PORT),--port $(PORT))

.PHONY: test
test: .venv/.dev browser ## Run every test, a real browser included
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder $(ARGS)

.PHONY: browser
browser: .venv/.dev ## Find a browser for the tests, or install Debian's chromium when run as root
	$(BIN)/python -m tests.browser

.PHONY: lint
lint: .venv/.dev ## Check formatting, lint, types and the ontology
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/mypy tests benchmarks
	$(BIN)/turtlefmt --check $(TURTLE)
	$(BIN)/python -m ontology.tidy
	$(BIN)/python -m queries.search
	$(BIN)/cxscape ontology check

.PHONY: format
format: .venv/.dev ## Rewrite files in the project's format
	$(BIN)/ruff format $(SOURCES)
	$(BIN)/ruff check --fix $(SOURCES)
	$(BIN)/turtlefmt $(TURTLE)
	$(BIN)/python -m ontology.tidy --write

.PHONY: bench
bench: .venv/.dev browser ## Measure loading, answering, the endpoint and the app, beside the best others do
	$(BIN)/python -m benchmarks.run

.PHONY: screenshots
screenshots: .venv/.dev browser ## Take the pictures of the documentation anew
	$(BIN)/python -m tests.screenshots

.PHONY: editor
editor: ## Bundle the editor of the workbench anew (needs Node.js and npm)
	cd ui/components/editor && npm ci --no-audit --no-fund && npm run build && rm -rf node_modules

.PHONY: lock
lock: .venv ## Resolve the dependencies anew into the two lock files
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group build pyproject.toml -o requirements.lock
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --group dev pyproject.toml -c requirements.lock -o requirements-dev.lock

.PHONY: clean
clean: ## Remove the environment and caches
	rm -rf .venv .tools .mypy_cache .pytest_cache .ruff_cache .hypothesis
