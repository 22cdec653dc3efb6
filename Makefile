# GNU make >= 4.3. `make` alone lists the doors.

BIN := .venv/bin
PYTHON ?=
ARGS ?=

COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-config --custom-compile-command 'make lock' --quiet

.DEFAULT_GOAL := help
.PHONY: help venv judges run tour test fuzz check bench lock clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' Makefile

venv: ## prepare .venv, then .venv/bin/pia is the command (PYTHON=... chooses the interpreter)
	@python=$$(scripts/find-python "$(PYTHON)") && "$$python" scripts/prepare_venv.py

judges: venv ## add what only judges the work: a dictionary of words, a rival for redlines (some 300 MB)
	@$(BIN)/python -m pip --disable-pip-version-check --no-input install -qq \
		--require-hashes --only-binary=:all: -r requirements-judges.lock

run: venv ## the application with the sample city; prints address and log-ins (PORT=... chooses the port)
	@$(BIN)/python scripts/run_demo.py

tour: venv ## the command line in a minute: import, edit, compare, export; results in var/tour
	@$(BIN)/python scripts/tour.py

test: venv ## run the tests (ARGS="-m long" runs the long ones)
	@$(BIN)/python -m pytest -q -n 2 $(ARGS)

fuzz: venv ## 5,000 changed files through every reader (ARGS="--from N --count N" repeats some)
	@$(BIN)/python -m tests.fuzz.run $(ARGS)

check: venv ## ruff, mypy, the rooms, the documentation
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/check_docs.py
	$(BIN)/python scripts/check_paths.py

bench: venv ## measure (ARGS=diff runs bench/bench_diff.py alone)
	@$(BIN)/python -m bench.run $(ARGS)

lock: ## pin anew after a change of dependencies (needs uv; ARGS=--upgrade for newer versions)
	$(COMPILE) --group dev --output-file requirements.lock $(ARGS)
	$(COMPILE) --group judges --constraint requirements.lock --output-file requirements-judges.lock $(ARGS)

clean: ## remove .venv and all caches
	rm -rf .venv .*_cache .hypothesis build dist
	find pia tests scripts bench -name __pycache__ -type d -prune -exec rm -rf {} +
