# The targets that people and CI call. `make` alone lists them.
# The environment is .venv; uv fills it when it is there, pip otherwise.

PYTHON ?= python3
SHARED ?= ../shared
BIN := .venv/bin
UV := $(shell command -v uv 2>/dev/null)

ifdef UV
install = UV_PROJECT_ENVIRONMENT=.venv $(UV) sync --quiet --inexact --no-default-groups $(addprefix --group ,$(1))
else
install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . $(addprefix --group ,$(1))
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo fmt lint types test golden evals bench docs screens train check

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/.dev  ## make .venv and install what development needs

demo: .venv/.runtime  ## read the story shipped with Recoupe and write dossier.html
	@$(BIN)/recoupe demo

fmt: .venv/.dev  ## format the code and mend what can be mended
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

lint: .venv/.dev  ## check form and style
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check

types: .venv/.dev  ## check types
	@$(BIN)/mypy

test: .venv/.dev  ## run the tests
	@$(BIN)/python -m pytest -n auto

golden: .venv/.dev  ## rewrite the golden files; their diff is the review
	@$(BIN)/python -m pytest --golden

evals: .venv/.dev  ## score on labeled examples, against floors
	@$(BIN)/python -m evals.floors $(wildcard $(SHARED))
	@$(BIN)/python -m evals.lineage 4
	@$(if $(wildcard $(SHARED)),$(BIN)/python -m evals.contradiction $(SHARED)/gold/daccord/daccord_dataset.tsv)

bench: .venv/.dev  ## measure speed and memory
	@$(BIN)/python -m bench.read
	@$(BIN)/python -m bench.render
	@$(BIN)/python -m bench.crosscheck
	@$(BIN)/python -m bench.store
	@$(BIN)/python -m bench.desk

docs: .venv/.docs  ## build the documentation into site/
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

screens: .venv/.dev  ## take the screenshots of the demo story that docs/ shows
	@$(BIN)/python docs/screens/take.py

train: .venv/.dev  ## train the French pipeline from treebanks in SHARED
	@$(BIN)/python -m training.train $(SHARED)/data/ud_fr

check: lint types test  ## all that must hold before a change lands

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "make: $(PYTHON) is older than Python 3.11; name a newer one: make PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(if $(UV),,$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade pip)

.venv/.runtime: pyproject.toml | $(BIN)/python
	$(call install)
	@touch $@

.venv/.dev: pyproject.toml | $(BIN)/python
	$(call install,dev)
	@touch $@ .venv/.runtime

.venv/.docs: pyproject.toml | $(BIN)/python
	$(call install,docs)
	@touch $@ .venv/.runtime
