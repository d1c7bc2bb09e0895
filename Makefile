# Two commands for a fresh machine with Python 3.11 and make: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test check unit postgres soak docs bench clean

demo: $(STAMP)
	@$(BIN)/saasctl demo

test: check unit

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: $(STAMP)
	$(BIN)/pytest -n 2 --dist worksteal --no-skips

postgres: $(STAMP)
	$(BIN)/pytest -n 2 --dist worksteal --no-skips --engine postgresql tests/scripts tests/operations tests/acts tests/store

soak: $(STAMP)
	$(BIN)/pytest -n 2 --dist worksteal --all-values tests/honesty

docs: $(STAMP)
	$(BIN)/python tools/reference.py
	$(BIN)/python tools/completions.py

bench: $(STAMP)
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/billing.py
	$(BIN)/python benchmarks/billing_postgres.py
	$(BIN)/python benchmarks/reads.py
	$(BIN)/python benchmarks/imports.py
	$(BIN)/python benchmarks/credits.py
	$(BIN)/python benchmarks/clocks.py
	$(BIN)/python benchmarks/penalties.py
	$(BIN)/python benchmarks/usage.py
	$(BIN)/python benchmarks/peers.py

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "saasctl needs Python 3.11 or newer: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $(STAMP)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
