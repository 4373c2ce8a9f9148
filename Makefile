# The verbs of this project. `make demo` and `make test` work on a fresh machine with Python 3.11+ and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: demo test lint bench corpus docs clean

$(VENV)/installed: pyproject.toml constraints.txt
	@echo "Installing into $(VENV) (about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --upgrade pip
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/installed-dev: $(VENV)/installed
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

demo: $(VENV)/installed  ## read the shipped examples, print the table, write the dossier
	@rm -rf demo && mkdir demo
	@$(BIN)/dragoman read examples/valletta --record demo/record.db
	@$(BIN)/dragoman events --record demo/record.db --most 12
	@$(BIN)/dragoman dossier 1 --record demo/record.db --output demo/dossier.html >/dev/null
	@echo
	@echo "The first event's dossier: $(CURDIR)/demo/dossier.html"

test: $(VENV)/installed-dev  ## every test
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/installed-dev  ## style, sizes, types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

corpus: $(VENV)/installed-dev  ## scores on the real reports, against benchmarks/floors.json
	$(BIN)/python benchmarks/corpus.py

bench: $(VENV)/installed-dev  ## every benchmark, with newspaper4k beside the pages
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -e '.[bench]'
	for each in layout_lines outlets dating pages places timex names actors attribution attribution_chains events plover reuse \
	  event_coreference origins disagreements stories reading_cost serve_pages; \
	  do echo "== $$each"; $(BIN)/python benchmarks/$$each.py; done

docs: $(VENV)/installed-dev  ## the guide as web pages, into build/guide
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[docs]'
	$(BIN)/python docs/commands.py --check
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet --strict

clean:
	rm -rf $(VENV) demo build dist src/*.egg-info
