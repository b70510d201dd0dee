PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: help build release test test-spark test-thorough lint bench lock clean

help:
	@echo "make build           check the catalog, then build site, routing and calculator into build/"
	@echo "make release         build, and pack the routing for mail admins into dist/ (TAG=v1 names it)"
	@echo "make test            style, types, layers, then all tests with coverage"
	@echo "make test-thorough   business time against 2,000 random calendars, clocks against 10,000 tickets"
	@echo "make test-spark      the calculator on a local Spark (needs Java)"
	@echo "make lint            style, types and layers only"
	@echo "make bench           measure speed beside peers, write docs/business-time.md and routing-measured.md"
	@echo "make lock            pin the newest fitting versions of all dependencies"
	@echo "make clean           remove what was built, and the environments"

build: $(VENV)/ready
	$(BIN)/sportello check
	$(BIN)/sportello test
	$(BIN)/sportello build

# The same commit gives the same bytes; the name in the archive is that of the release.
TAG = $(shell git describe --tags --always --dirty)
ARCHIVE = sportello-routing-$(TAG)

release: build
	mkdir -p dist
	tar --create --directory build --sort name --mtime @0 --owner 0 --group 0 --numeric-owner \
		--mode u=rwX,go=rX --format gnu --transform 's,^routing,$(ARCHIVE),' routing \
		| gzip --no-name --best > dist/$(ARCHIVE).tar.gz
	cd dist && sha256sum $(ARCHIVE).tar.gz > $(ARCHIVE).tar.gz.sha256

test: lint
	$(BIN)/pytest --cov --cov-report=term

test-thorough: $(VENV)/ready
	EXAMPLES=2000 $(BIN)/pytest tests/worktime/test_against_wall_clock.py tests/worktime/test_bulk.py
	EXAMPLES=10000 $(BIN)/pytest tests/sla/clock/test_against_minutes.py

test-spark: $(VENV)-spark/ready
	$(VENV)-spark/bin/pytest tests/spark

lint: $(VENV)/ready
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --quiet --offline .github

bench: $(VENV)-bench/ready
	$(VENV)-bench/bin/python benchmarks/check.py
	$(VENV)-bench/bin/python benchmarks/business_time.py
	$(VENV)-bench/bin/python benchmarks/mail_routing.py

lock: $(VENV)/ready
	$(call compile,--upgrade --output-file requirements.lock)
	$(call compile,--group peers --constraint requirements.lock --output-file benchmarks/requirements.lock)
	$(call compile,--group spark --constraint requirements.lock --output-file tests/spark/requirements.lock)

clean:
	rm -rf build dist $(VENV) $(VENV)-spark $(VENV)-bench

# Each environment has a lock file of its own, for the same project.
$(VENV)/ready: requirements.lock
$(VENV)-spark/ready: tests/spark/requirements.lock
$(VENV)-bench/ready: benchmarks/requirements.lock

$(VENV)/ready $(VENV)-spark/ready $(VENV)-bench/ready: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sportello needs Python 3.11 or newer: name one with PYTHON=…")'
	$(PYTHON) -m venv $(@D)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $(filter %.lock,$^)
	$(@D)/bin/pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	touch $@

compile = $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock" --quiet --group dev pyproject.toml $(1)
