# Tidu: everything from `git make python3` alone. `make help` lists the targets.
# Cold set-up takes seconds; a second call does nothing.
PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
RUN := .venv/bin

export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never
export UV_SYSTEM_CERTS ?= 1
unexport VIRTUAL_ENV

.PHONY: help setup run test lint generate openapi-diff docs bench bench-neo4j bench-questions bench-sparql smoke clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup: .venv/.ready ## create .venv with the locked dependencies

.uv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Tidu needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
	  || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	         apt-get update -qq </dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv </dev/null >/dev/null; \
	       else echo "Python's venv module is missing. Run: sudo apt install python3-venv" >&2; exit 2; fi; }
	$(PYTHON) -m venv .uv && .uv/bin/pip install -q 'uv>=0.13,<0.14'

.venv/.ready: pyproject.toml uv.lock Makefile | .uv/bin/uv
	.uv/bin/uv sync --locked --quiet --python $(PYTHON) && touch $@

run: setup ## build the graph and serve it on http://127.0.0.1:8000
	$(RUN)/tidu build
	$(RUN)/tidu serve --host $(HOST) --port $(PORT)

test: setup ## run every test
	$(RUN)/pytest

lint: setup ## ruff, mypy --strict, import-linter, drift of generated files
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	@# folds are loaded by path: their folders are named as questions are, which no package can be
	printf '%s\0' graph/questions/*/fold.py graph/functions/*/answer.py | xargs -0 -n1 $(RUN)/mypy
	$(RUN)/lint-imports
	$(RUN)/python -m ontology.generate --check
	$(RUN)/python -m api.generate --check

openapi-diff: setup ## what has changed in the API since it was landed last (or BASE=REVISION), and whether it breaks clients
	$(RUN)/python -m api.changes $(if $(BASE),--base $(BASE))

generate: setup ## write the generated files anew (JSON-LD context, JSON Schemas, diagram, OpenAPI)
	$(RUN)/python -m ontology.generate
	$(RUN)/python -m api.sampling
	$(RUN)/python -m api.generate

smoke: setup ## build sdist and wheel, install the wheel in a bare environment, ask it a question
	bash tests/smoke.sh

docs: setup ## write the outputs and lists that the docs show anew
	$(RUN)/python -m tests.docs

bench: setup ## measure speed and memory beside rdflib
	$(RUN)/python -m bench

bench-neo4j: setup ## measure starting, loading and asking Neo4j beside its bare driver
	$(RUN)/python -m bench.neo4j

bench-questions: setup ## measure the questions beside SPARQL endpoints and Neo4j's HTTP API
	$(RUN)/python -m bench.questions

bench-sparql: setup ## measure /sparql beside Oxigraph, Fuseki and rdflib-endpoint, which it installs
	$(RUN)/python -m bench.endpoints

clean: ## remove the environments and the local builds
	rm -rf .venv .uv .tidu dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
