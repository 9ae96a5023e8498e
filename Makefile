# Two commands do all the set-up on a machine with Python 3.11+, pip and make: `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check

.PHONY: run test test-resume test-cluster fuzz lock clean test-report chromium bench bench-long

run: .venv/run.stamp
	$(BIN)/pactwire run corpus/samples --output outputs/samples

test: .venv/test.stamp chromium
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

# Kills the real command at 40 random moments, interrupts it, and runs it with 1, 2 and 8 workers; ten minutes.
test-resume: .venv/test.stamp
	$(BIN)/pytest -m slow tests/test_resume.py

# Reads tens of thousands of damaged files of every format; minutes.
fuzz: .venv/test.stamp
	$(BIN)/pytest -m slow tests/reading/test_fuzz.py

# Speed as ratios to the bare model, a curve, HeidelTime for dates; docs/performance.md. FOLDER=... for articles of your own.
bench: .venv/test.stamp
	$(BIN)/python tests/benchmarks/speed.py $(FOLDER)
	$(BIN)/python tests/benchmarks/speed.py --curve 1000 4000
	$(BIN)/python tests/benchmarks/speed.py --heideltime $(FOLDER)

# The long end of the curve; ten minutes on two idle cores.
bench-long: .venv/test.stamp
	$(BIN)/python tests/benchmarks/speed.py --curve 1000 10000 100000

# Measures a report of 5,000 events in the browser.
test-report: .venv/test.stamp chromium
	$(BIN)/pytest -s -m slow tests/report

chromium:
	@tests/report/install_chromium.sh

# The command on a cluster of local processes, of which one is killed, and then the scheduler; minutes.
test-cluster: .venv/test.stamp
	$(BIN)/pytest -m slow tests/test_cluster.py

.venv/pip.stamp: requirements/pip.lock
	$(PYTHON) -m venv .venv
	$(INSTALL) --require-hashes -r requirements/pip.lock
	touch $@

.venv/run.stamp: .venv/pip.stamp requirements/run.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements/run.lock
	$(INSTALL) --no-deps --no-build-isolation --editable .
	touch $@

.venv/test.stamp: .venv/run.stamp requirements/test.lock
	$(INSTALL) --require-hashes -r requirements/test.lock
	touch $@

# Renews the lock files; the only target that needs uv (https://docs.astral.sh/uv/).
LOCK := uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11
lock:
	$(LOCK) --extra build pyproject.toml --output-file requirements/run.lock
	$(LOCK) --extra build --extra test --extra cluster --constraint requirements/run.lock pyproject.toml --output-file requirements/test.lock
	echo 'pip>=26' | $(LOCK) - --output-file requirements/pip.lock

clean:
	rm -rf .venv outputs/* .mypy_cache .ruff_cache .pytest_cache .hypothesis
