# Two commands set everything up: `make demo` and `make test`. They need Python 3.11 or later and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types corpus evaluate clean

demo: $(VENV)/installed  ## analyse a press release of the corpus
	$(BIN)/policytext analyse corpus/mittelstaedtebund-zukunftspakt/original.pdf

test: $(VENV)/installed lint types  ## everything that must hold before a commit; at its end what was not checked, and why
	$(BIN)/pytest -n 2 --cov --cov-report=term:skip-covered --cov-fail-under=90 -q -rs

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed
	$(BIN)/mypy

evaluate: $(VENV)/installed  ## figures on the corpus, against its floors
	$(BIN)/policytext evaluate corpus

corpus: $(VENV)/installed  ## write the corpus documents and their gold anew from their sources
	$(BIN)/python corpus/build/build.py

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "policytext needs Python 3.11 or later")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
