PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := .venv-uv/bin/uv

.PHONY: help build core release docs example node-tools test test-coverage test-data test-site test-long test-later test-lowest test-pythons test-spark test-thorough \
	lint bench lock clean

help:
	@echo "make build           check the catalog, then build site, routing and calculator into build/"
	@echo "make core            the program alone: all commands but build, serve, plan, report and sla bulk"
	@echo "make release         build, and pack the routing for mail admins and the wheel into dist/ (TAG=v1 names it)"
	@echo "make test            style, types, layers, then all tests"
	@echo "make test-data       what a change of catalog/ alone can break: build, and ten ordinary edits"
	@echo "make test-site       every type of page in every view, by axe, Lighthouse and keyboard; ten minutes"
	@echo "make test-long       what takes too long for every change, an hour or two: the five below"
	@echo "make test-coverage   all tests, and which lines none of them runs"
	@echo "make test-thorough   business time against 2,000 random calendars, clocks against 10,000 tickets,"
	@echo "                     the calculator of pages against 20,000 requests, mail in plans against 2,000 edits,"
	@echo "                     4,000 damaged catalogs and 200 random ones, and twenty made-up exports of"
	@echo "                     each ticket system"
	@echo "make test-later      the tests by the clock of two and of five years from now (needs faketime)"
	@echo "make test-lowest     the tests with the oldest versions that pyproject.toml allows"
	@echo "make test-pythons    the tests with every other Python that is here, 3.12 to 3.14"
	@echo "make test-spark      the calculator and the figures of reports on a local Spark (needs Java)"
	@echo "make docs            write the documents that are made from the program"
	@echo "make example         write the made-up figures that the site of this repository shows"
	@echo "make node-tools      what the tests run of npm (Node itself comes with make test)"
	@echo "make lint            style, types and layers only"
	@echo "make bench           measure speed beside peers, write docs/business-time.md, routing-, site-, plan-, report-measured.md"
	@echo "make lock            pin the newest fitting versions of all dependencies"
	@echo "make clean           remove what was built, and the environments"

build: $(VENV)/build
	$(BIN)/sportello schema --write
	$(BIN)/sportello check
	$(BIN)/sportello test
	$(BIN)/sportello build

core: $(VENV)/core

# The same commit gives the same bytes; the name in the archive is that of the release.
TAG = $(shell git describe --tags --always --dirty)
ARCHIVE = sportello-routing-$(TAG)

release: build
	mkdir -p dist
	tar --create --file dist/$(ARCHIVE).tar.gz --use-compress-program 'gzip --no-name --best' \
		--directory build --sort name --mtime @0 --owner 0 --group 0 --numeric-owner \
		--mode u=rwX,go=rX --format gnu --transform 's,^routing,$(ARCHIVE),' routing
	cp build/manifest.json dist/$(ARCHIVE).manifest.json
	rm -f dist/sportello-*.whl
	$(UV) build --quiet --wheel --no-build-isolation --python $(BIN)/python --out-dir dist
	cd dist && sha256sum $(ARCHIVE).tar.gz $(ARCHIVE).manifest.json sportello-*.whl > SHA256SUMS

# Two at a time: the tests of a file stay together, with the servers that it starts.
test: lint
	$(BIN)/pytest --numprocesses 2 --dist loadfile

# Measuring takes half as long again, and says little of a single change.
test-coverage: $(VENV)/test
	$(BIN)/pytest --numprocesses 2 --dist loadfile --cov --cov-report=term

test-data: build $(VENV)/test
	$(BIN)/pytest tests/data

test-site: $(VENV)/test node-tools
	VIEWS=all $(BIN)/pytest --numprocesses 2 tests/live/pages

test-thorough: $(VENV)/test
	EXAMPLES=2000 $(BIN)/pytest tests/worktime/test_against_wall_clock.py tests/worktime/test_bulk.py
	EXAMPLES=10000 $(BIN)/pytest tests/sla/clock/test_against_minutes.py
	EXAMPLES=20000 $(BIN)/pytest tests/live/test_answers_js.py
	EXAMPLES=4000 $(BIN)/pytest tests/catalog/test_never_raises.py
	EXAMPLES=200 $(BIN)/pytest tests/catalog/test_published.py tests/targets/test_whole_catalogs.py tests/leak/test_published.py
	EXAMPLES=2000 $(BIN)/pytest tests/plan/test_mail_against_decide.py tests/plan/test_rules_against_decide.py tests/plan/test_random_promises.py
	EXAMPLES=20 $(BIN)/pytest tests/report/test_systems.py

test-long: test-coverage test-thorough test-later test-lowest test-pythons

# What talks to servers and browsers is left to `make test`. SAMPLE=7 runs every fifth of the tests,
# beginning with the one that 7 chooses.
OFFLINE = -m pytest --ignore tests/live --ignore tests/deploy $(if $(SAMPLE),--sample $(SAMPLE))

test-later: test-later-2 test-later-5
test-later-%: $(VENV)/test
	PYTHONPATH=$(CURDIR)/tests/later faketime --exclude-monotonic -f "+$*y" $(BIN)/python $(OFFLINE)

test-lowest: $(VENV)-lowest/ready
	$(VENV)-lowest/bin/python $(OFFLINE)

test-pythons: $(foreach each,3.12 3.13 3.14,$(if $(shell python$(each) --version 2>/dev/null),test-python-$(each)))
test-python-%: $(VENV)-python-%/ready
	$(VENV)-python-$*/bin/python $(OFFLINE)

test-spark: $(VENV)-spark/ready
	$(VENV)-spark/bin/pytest tests/spark

lint: $(VENV)/test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --quiet --offline .github action.yml docs/workflows/plan-of-forks.yml
	$(SCHEMA)github-workflows .github/workflows/*.yml docs/workflows/plan-of-forks.yml
	$(SCHEMA)github-actions action.yml
	$(SCHEMA)dependabot .github/dependabot.yml
	$(SCHEMA)gitlab-ci docs/workflows/gitlab-ci*.yml

# The schemas that GitHub's and GitLab's editors use, as check-jsonschema comes with them.
SCHEMA = $(BIN)/check-jsonschema --builtin-schema vendor.

bench: $(VENV)-bench/ready node-tools
	$(VENV)-bench/bin/python benchmarks/check.py
	$(VENV)-bench/bin/python benchmarks/business_time.py
	$(VENV)-bench/bin/python benchmarks/mail_routing.py
	$(VENV)-bench/bin/python benchmarks/site.py
	$(VENV)-bench/bin/python benchmarks/plan_speed.py
	$(VENV)-bench/bin/python benchmarks/rota_year.py
	$(VENV)-bench/bin/python benchmarks/feeds.py
	PYTHONPATH=tests $(VENV)-bench/bin/python benchmarks/report_speed.py

clean:
	rm -rf build .build.new dist $(VENV) $(VENV)-*

# An environment holds exactly what a lock in requirements/ lists. Nothing is resolved here, so
# what is released tomorrow changes nothing. `.venv` grows from core to build to test: what is
# enough for more is enough for less.
$(VENV)/core: requirements/core.lock
	$(call install,core)

$(VENV)/build: requirements/build.lock
	$(call install,core build)

$(VENV)/test: requirements/test.lock
	$(call install,core build test)

docs: $(VENV)/test
	PYTHONPATH=docs $(BIN)/python -m make

example: $(VENV)/test
	PYTHONPATH=tests $(BIN)/python -m report.example

# Nothing of it is run while it is installed.
node-tools: $(VENV)-node/ready

$(VENV)-node/ready: requirements/node/package-lock.json | $(VENV)/test
	mkdir -p $(@D)
	cp requirements/node/package*.json $(@D)
	$(BIN)/npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel error
	touch $@

$(VENV)-spark/ready: requirements/spark.lock
	$(call install,ready)

$(VENV)-bench/ready: requirements/bench.lock
	$(call install,ready)

$(VENV)-lowest/ready: requirements/test.lock requirements/lowest.lock
	$(call install,)
	$(UV) pip install --quiet --python $(@D)/bin/python --require-hashes --no-deps -r requirements/lowest.lock
	touch $@

.PRECIOUS: $(VENV)-python-%/ready
$(VENV)-python-%/ready: private PYTHON = python$*
$(VENV)-python-%/ready: requirements/test.lock pyproject.toml | $(UV)
	$(call install,ready)

$(VENV)/core $(VENV)/build $(VENV)/test: pyproject.toml | $(UV)
$(VENV)-spark/ready $(VENV)-bench/ready $(VENV)-lowest/ready: pyproject.toml | $(UV)

export UV_PYTHON_DOWNLOADS := never
define install
	test -x $(@D)/bin/python || $(UV) venv --quiet --python "$$(command -v $(PYTHON))" $(@D)
	$(UV) pip sync --quiet --python $(@D)/bin/python --require-hashes $<
	$(UV) pip install --quiet --python $(@D)/bin/python --no-build-isolation --no-deps --editable .
	cd $(@D) && rm -f core build test ready $(if $(1),&& touch $(1))
endef

$(UV): requirements/installer.lock
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Sportello needs Python 3.11 or newer: name one with PYTHON=…")'
	$(PYTHON) -m venv $(VENV)-uv
	$(VENV)-uv/bin/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $<
	touch $@

# All locks keep the versions of test.lock, but for lowest.lock: the oldest that pyproject.toml
# allows.
lock: $(UV) $(VENV)/test
	$(call compile,installer) --upgrade --group installer
	$(call compile,test) --upgrade $(ALL) --group test pyproject.toml
	$(call compile,core) $(SAME) --group build pyproject.toml
	$(call compile,build) $(SAME) $(BUILD) --group build pyproject.toml
	$(call compile,spark) $(SAME) $(ALL) --group spark pyproject.toml
	$(call compile,bench) $(SAME) $(ALL) --group bench pyproject.toml
	cd requirements/node && $(CURDIR)/$(BIN)/npm update --package-lock-only --ignore-scripts --omit-lockfile-registry-resolved --no-audit --no-fund
	$(call compile,lowest) --upgrade --resolution lowest-direct $(ALL) pyproject.toml

# Charts are 84 MB: whoever builds the site needs none.
BUILD := --extra site --extra bulk
ALL := $(BUILD) --extra report
SAME := --constraint requirements/test.lock
compile = $(UV) pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --quiet --output-file requirements/$(1).lock
