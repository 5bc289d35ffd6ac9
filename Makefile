# make demo    build the graph of data/documents in demo/
# make test    everything that must hold: lint, types, floors, tests
# make test-fast  the tests but for the slow ones (kills, builds upon builds, giants, second engines, servers) and
#              the browser's: about a minute
# make lint    only what needs no run
# make editor  the editor of `tifagraph serve` anew, of the packages in graph/serve/assets (needs npm)
# make bench   speed, memory and cost against size, beside other tools, as one table; of a corpus:
#              make bench CORPUS=items.jsonl.gz SIZES='1000 2000 5000 10000'

PYTHON ?= python3
BIN := .venv/bin
SIZES ?= 1000 2000 5000

.PHONY: demo test test-fast lint editor bench

demo: .venv/installed
	$(BIN)/tifagraph build data/documents -o demo

test: lint
	$(BIN)/python -m pytest

test-fast: lint
	$(BIN)/python -m pytest -n auto -m 'not slow' --ignore tests/browser

lint: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

editor:
	cd graph/serve/assets && npm ci --no-audit --no-fund && npm run build

bench: .venv/installed-bench
	$(BIN)/python tests/benchmarks/bench.py $(CORPUS) -n $(SIZES)

.venv/installed: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/installed-test: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch .venv/installed $@

.venv/installed-bench: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch .venv/installed $@

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; try: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
