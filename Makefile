# What CI runs and what a newcomer types are the same recipes. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.synoptic

.PHONY: help demo setup chromium test lint types check evals bench screenshots lock clean

help:                 ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: setup           ## set up, then show the account of the demo story in the terminal and write demo.html
	$(BIN)/synoptic account examples/belmora/articles
	$(BIN)/synoptic account examples/belmora/articles -o demo.html
	@echo "The same as a page: demo.html"

setup: $(STAMP)       ## a virtual environment with just what requirements.lock pins

$(STAMP): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

chromium:             ## Debian's Chromium for the browser tests, where it is not there yet (as root)
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || [ -n "$$SYNOPTIC_CHROMIUM" ] || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium fonts-dejavu-core; \
	else echo "The browser tests want Chromium. As root: apt-get install chromium. Or set SYNOPTIC_CHROMIUM to its path." >&2; exit 1; fi

test: setup chromium  ## set up, then lint, type-check and run all tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest

lint: setup           ## lint and format check alone
	$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: setup          ## type check alone
	$(BIN)/mypy

evals: setup          ## the quality gate on the shared data (needs ../shared or SYNOPTIC_SHARED)
	$(BIN)/python evals/gate.py

SHARED := $(or $(SYNOPTIC_SHARED),../shared)
NEWS := $(wildcard $(SHARED)/data/stories/documents.jsonl)

bench: setup          ## speed, as ratios to the bare language-model pass (on real news where the shared data are there)
	$(BIN)/python bench/annotate.py $(if $(NEWS),--jsonl $(NEWS))
	$(BIN)/python bench/archive.py
	$(BIN)/python bench/desk.py $(if $(NEWS),--jsonl $(NEWS))

screenshots: setup chromium ## pictures of the desk's pages, into docs/screenshots
	$(BIN)/python docs/make_screenshots.py

lock: setup           ## pin anew what pyproject.toml asks for
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements.lock

clean:                ## remove the environment and caches
	rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis demo.html
