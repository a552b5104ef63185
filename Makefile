# `make nightly` runs the main job, `make test` the checks of the code; both set up .venv first.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# Tests run in parallel on the cores there are, in random order.
PYTEST := $(BIN)/python -m pytest -n auto --dist loadfile
# These start processes of their own, and come in a second go: by then the workers of the first have gigabytes of seasons.
PROCESS_TESTS := tests/canary tests/chaos tests/load tests/platform tests/services tests/smoke

.DEFAULT_GOAL := help
.PHONY: help nightly test test-nightly lint kill-matrix chaos-matrix safeguards mutants benchmarks bench-peers snapshots lock clean

help: ## what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(INSTALLED): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv --clear $(VENV)
	# The lock is complete, so nothing is left to resolve: a newer release of a package cannot get into the way.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	touch $@

# Exit status 3 says that nothing failed but something is unknown, which the report explains; it is no error of make's.
nightly: $(INSTALLED) ## load recordings (HARNESS_RECORDINGS=dir) or a season, check everything, say where the report is
	@HARNESS_RECORDINGS="$(HARNESS_RECORDINGS)" HARNESS_WINDOW="$(HARNESS_WINDOW)" $(BIN)/harness nightly || [ $$? -eq 3 ]

lint: $(INSTALLED) ## style, types, direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint ## everything that CI runs
	$(PYTEST) -m "not nightly" $(addprefix --ignore=,$(PROCESS_TESTS))
	$(PYTEST) -m "not nightly" $(PROCESS_TESTS)

test-nightly: lint ## the slow checks too
	$(PYTEST) $(addprefix --ignore=,$(PROCESS_TESTS))
	$(PYTEST) $(PROCESS_TESTS)

kill-matrix: $(INSTALLED) ## corrupt the season in every way, see who notices, write docs/kill-matrix.md
	$(BIN)/harness kill-matrix --out docs

# Both ways for each experiment, in rehearsal; TIMES=20 for the repetitions.
chaos-matrix: $(INSTALLED) ## run each experiment with all safeguards and without its own, write docs/chaos-matrix.md
	rm -rf build/chaos-matrix
	$(BIN)/harness chaos run --all --rehearsal --times $(or $(TIMES),1) --out build/chaos-matrix
	$(BIN)/harness chaos run --all --rehearsal --times $(or $(TIMES),1) --out build/chaos-matrix --without named
	$(BIN)/python -m chaos.matrix --journals build/chaos-matrix

safeguards: $(INSTALLED) ## switch each safeguard of the reference platform off, see who finds it, write docs/safeguards.md
	$(BIN)/python -m harness.races.ablation

# What changed since BASE (HEAD unless it is set), or everything with ALL=1.
mutants: $(INSTALLED) ## change the validators one place at a time, list what no defect and no test notices
	$(BIN)/python tests/mutation/run_mutants.py $(if $(ALL),--all) $(ONLY)

benchmarks: $(INSTALLED) ## print the figures of the README
	$(BIN)/python tests/benchmarks/contract_scan.py
	$(BIN)/python tests/benchmarks/season_build.py
	$(BIN)/python tests/benchmarks/season_plan.py
	$(BIN)/python tests/benchmarks/validators_scan.py
	$(BIN)/python tests/benchmarks/firestore_channel.py
	$(BIN)/python tests/benchmarks/interleavings.py
	$(BIN)/python tests/benchmarks/load_generator.py
	$(BIN)/python tests/benchmarks/chaos_proxy.py

# The peers' pins are not ours, so they live in places of their own.
bench-peers: $(INSTALLED) ## the contract scan beside pandera and Great Expectations, the races beside frontrun
	for pandas in pandas-2 pandas-3; do \
		$(PYTHON) -m venv build/peers/$$pandas && \
		build/peers/$$pandas/bin/python -m pip install --quiet --disable-pip-version-check \
			--requirement tests/benchmarks/peers/$$pandas.txt || exit; \
	done
	$(BIN)/python tests/benchmarks/contract_scan_peers.py \
		--great-expectations build/peers/pandas-2/bin/python --great-expectations build/peers/pandas-3/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target build/frontrun frontrun==0.7.0
	PYTHONPATH=build/frontrun $(BIN)/python tests/benchmarks/interleavings.py --frontrun

snapshots: $(INSTALLED) ## write the BigQuery SQL of every check anew
	UPDATE_SNAPSHOTS=1 $(BIN)/python -m pytest -q -p no:randomly tests/warehouse/test_bigquery_sql_snapshots.py

# In an environment of its own: the one of the tests cannot be made before the lock holds all that pyproject.toml asks for.
lock: ## resolve pyproject.toml into requirements.lock, with hashes and without addresses
	$(PYTHON) -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --all-extras --output-file requirements.lock pyproject.toml

clean: ## remove what was made
	rm -rf $(VENV) reports build *.egg-info
