# Everything a user or a contributor starts. `make` alone lists the targets.
.DEFAULT_GOAL := help
.PHONY: help install demo test check browse bench nightly coverage docs clean

BIN     := .venv/bin
READY   := .venv/.installed
# Set on the command line when needed:  make install PYTHON=PATH-OF-A-PYTHON   make test ARGS='-k ledger'
PYTHON  ?=
ARGS    ?=

# Tests that are small enough for kernels that are not compiled, so that their lines are seen.
PLAIN   := tests/ledger tests/draws/test_draws_in_plain_integers.py tests/processes/test_funds_by_hand.py tests/processes/test_matching_by_hand.py \
	tests/processes/test_deals_by_hand.py \
	tests/golden/test_golden_small_circle.py

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(READY) ## make the environment in .venv (metrosim is then .venv/bin/metrosim)

demo: $(READY) ## compare three policies with the baseline and write a report into results/demo
	$(BIN)/metrosim compare baseline-2022 launch-fund verify-and-pilot transfer-agencies \
	    --replicates 20 --results results/demo $(ARGS)

test: $(READY) ## run the whole test suite
	$(BIN)/python -m pytest -q -n 2 $(ARGS)

check: $(READY) ## lint and check types
	$(BIN)/ruff check .
	$(BIN)/mypy

browse: $(READY) ## open live run, comparison, sweep, flows and evidence in a browser
	$(BIN)/metrosim browse $(ARGS)

bench: $(READY) ## measure speed and memory, write docs/performance.md (shorter with ARGS=--quick)
	$(BIN)/python -m benchmarks --write $(ARGS)

nightly: $(READY) ## live 1,000 random runs, 10,000 with random numbers, compare bits, alter the code: most of an hour
	$(BIN)/python -m benchmarks reliability numerics determinism mutation

coverage: $(READY) ## measure which lines the tests of the model reach, without compiled kernels where they are small
	$(BIN)/python -m coverage erase
	NUMBA_DISABLE_JIT=1 $(BIN)/python -m coverage run -p -m pytest -q -p no:xdist -W ignore $(PLAIN)
	$(BIN)/python -m coverage run -p -m pytest -q -n 0 -m "not slow and not browser" $(ARGS)
	$(BIN)/python -m coverage combine -q
	$(BIN)/python -m coverage report

docs: $(READY) ## write the generated reference files anew and build the site into site/
	$(BIN)/metrosim schema --write
	$(BIN)/python -m sim.reference
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

clean: ## remove caches and built files; .venv and results stay
	rm -rf build dist site .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +

# A usable interpreter is 3.12 or newer and can make environments: the one asked for with PYTHON=, else one on the
# PATH, else one of pyenv's, beginning with the versions that .python-version names.
NEW_ENOUGH := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 12))

$(READY): pyproject.toml requirements.lock
	@usable() { "$$1" -c '$(NEW_ENOUGH)' >/dev/null 2>&1; }; \
	if ! usable $(BIN)/python; then \
	    pyenv="$${PYENV_ROOT:-$$HOME/.pyenv}/versions"; chosen=; \
	    set -- python3.12 python3.13 python3 python \
	        "$$pyenv/$$(cat .python-version)"*/bin/python "$$pyenv"/3.1[2-9]*/bin/python; \
	    [ -z "$(PYTHON)" ] || set -- "$(PYTHON)"; \
	    for python; do \
	        if usable "$$python"; then chosen="$$python"; break; fi; \
	    done; \
	    [ -n "$$chosen" ] || { echo "make: Python 3.12 or newer (with venv) was not found: install it, or name it with make install PYTHON=PATH" >&2; exit 1; }; \
	    echo "Making .venv with $$("$$chosen" --version)"; \
	    "$$chosen" -m venv --clear .venv || exit 1; \
	fi
	@echo "Installing the locked packages (a minute or two the first time, more on a busy machine)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	@echo "Compiling the kernels (once, about a minute)"
	@$(BIN)/python -m sim.runs.warm
	@touch $@
