# make          set everything up and build output/
# make test     set everything up and pass every check
# The rest is for developers: lint, types, lock, wheel, clean.

PYTHON ?= python3
VENV := .venv/bin
.DEFAULT_GOAL := build
.PHONY: build check test setup setup-test lint types lock wheel clean
.NOTPARALLEL:

build: setup
	@$(VENV)/python render.py build

check: setup
	@$(VENV)/python render.py check

test: setup-test lint types build
	@$(VENV)/python -m pytest

setup:
	@$(PYTHON) tools/bootstrap.py requirements.lock

setup-test:
	@$(PYTHON) tools/bootstrap.py requirements-test.lock

lint: setup-test
	@$(VENV)/ruff check --quiet
	@$(VENV)/ruff format --check

types: setup-test
	@$(VENV)/basedpyright --level error

# New versions within the bounds of pyproject.toml. The locks hold hashes for every platform, and no address.
COMPILE := uv --quiet pip compile --universal --python-version 3.11 --generate-hashes --upgrade --no-header --no-emit-index-url
lock:
	@$(COMPILE) pyproject.toml --output-file requirements.lock
	@$(COMPILE) pyproject.toml --constraint requirements.lock --extra test --extra conformance --output-file requirements-test.lock
	@echo "Wrote requirements.lock and requirements-test.lock"

wheel: setup-test
	@$(VENV)/python -m hatchling build -t wheel

clean:
	@rm -rf .venv dist .pytest_cache .ruff_cache .hypothesis
	@echo "Removed .venv and caches. output/ is left alone."
