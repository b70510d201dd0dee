PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.PHONY: help build test lint bench lock clean

help:
	@echo "make build   check the catalog, then build site, routing and calculator into build/"
	@echo "make test    style, types, layers, then all tests with coverage"
	@echo "make lint    style, types and layers only"
	@echo "make bench   measure speed beside peers"
	@echo "make lock    pin the newest fitting versions of all dependencies"
	@echo "make clean   remove what was built, and the environment"

build: $(READY)
	$(BIN)/sportello check
	$(BIN)/sportello build

test: lint
	$(BIN)/pytest --cov --cov-report=term

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --quiet --offline .github

bench: $(READY)
	$(BIN)/python benchmarks/check.py

lock: $(READY)
	$(BIN)/uv pip compile --universal --python-version 3.11 --upgrade --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" --quiet \
		--group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf build $(VENV)

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sportello needs Python 3.11 or newer: name one with PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@
