# Two commands: `make run` serves the dashboard, `make test` runs every test.
# Both install what they need into .venv from requirements/; nothing else on the machine is touched,
# but for Debian's Chromium and its Korean font, which `make test` installs where apt and root are there.

# One name at a time: dash's `command -v` looks at its first argument only. A name may also be a shim that cannot run.
PYTHON ?= $(shell for candidate in python3.13 python3.12 python3.11 python3; do \
	"$$candidate" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>&- \
	&& echo "$$candidate" && break; done)
PORT ?= 8501
HOST ?= 127.0.0.1
PYTEST ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export PIP_ROOT_USER_ACTION := ignore

# What the database is made from; a change of any of these makes it again.
INPUTS := $(shell find data queries unpriced -type f -not -path 'data/build/*' -not -path 'data/downloads/*' -not -path 'data/visitors/*' -not -path '*/__pycache__/*')

.PHONY: run build test check bench bench-diaries bench-middle lint format lock screenshots clean

run: build
	$(BIN)/unpriced serve --host $(HOST) --port $(PORT)

build: data/build/unpriced.duckdb

data/build/unpriced.duckdb: .venv/run.done $(INPUTS)
	$(BIN)/unpriced build

test: .venv/test.done .venv/browser.done build
	$(BIN)/python -m pytest -n auto $(PYTEST)

check: lint test

lint: .venv/test.done
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/test.done
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/test.done .venv/browser.done build
	$(BIN)/python -m benchmarks.run

# Real surveys where they are imported or lie beside the project; R's survey where it is; generated diaries always.
bench-diaries: .venv/test.done build
	$(BIN)/python -m benchmarks.diaries

# A definition of the middle class changed, beside R's survey where it is and numpy.
bench-middle: .venv/test.done build
	$(BIN)/python -m benchmarks.middle

screenshots: .venv/test.done .venv/browser.done build
	$(BIN)/python docs/screenshots.py

.venv/created:
	@test -n "$(PYTHON)" || { \
	echo "No Python 3.11, 3.12 or 3.13 with venv was found. On Debian or Ubuntu: apt install python3 python3-venv"; \
	exit 1; }
	@echo "Making the environment in .venv with $(PYTHON)"
	@"$(PYTHON)" -m venv .venv
	@touch $@

.venv/run.done: .venv/created requirements/run.txt pyproject.toml
	@echo "Installing the pinned packages of requirements/run.txt"
	@$(PIP) install --require-hashes --requirement requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/test.done: .venv/run.done requirements/test.txt
	@echo "Installing the pinned packages of requirements/test.txt"
	@$(PIP) install --require-hashes --requirement requirements/test.txt
	@touch $@

.venv/browser.done: .venv/test.done .ci/install-browser
	@.ci/install-browser $(BIN)/python
	@touch $@

# Pins every package with its hashes and without an index address. Needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--group build pyproject.toml --output-file requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
		--constraint requirements/run.txt --group test --output-file requirements/test.txt

clean:
	rm -rf .venv data/build static/generated .pytest_cache .mypy_cache .ruff_cache .hypothesis
