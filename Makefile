# One Query. `make run` opens the course, `make test` proves it works. Both start from a bare checkout.

PYTHON ?= python3
PORT ?= 8000
TEST_PROCESSES ?= 2
TEST_OPTIONS ?=

VENV := .venv
OWN_PYTHON := $(VENV)/bin/python
A_KEY = $(shell $(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(50))')

export PORT

.PHONY: run test check bench fuzz soak dev setup fixtures clean help

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 12

run: ## install what is missing, then open the course on http://127.0.0.1:8000 (PORT=… changes it)
	@$(PYTHON) make/setup.py --venv $(VENV)
	@$(OWN_PYTHON) make/serve.py

test: ## install what is missing, then run the whole test suite
	@$(PYTHON) make/setup.py --venv $(VENV) --dev
	@DJANGO_ALLOW_ASYNC_UNSAFE=true $(OWN_PYTHON) -m pytest -n $(TEST_PROCESSES) $(TEST_OPTIONS)

check: ## linters, types, migrations, security settings, and every exercise against its own answers
	@$(PYTHON) make/setup.py --venv $(VENV) --dev
	$(OWN_PYTHON) -m ruff check
	$(OWN_PYTHON) -m mypy
	$(OWN_PYTHON) -m djlint --lint --quiet course/templates
	$(OWN_PYTHON) manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy, with the settings of a deployed site"
	@env -u DEBUG -u LOCAL_HTTP SECRET_KEY='$(A_KEY)' ALLOWED_HOSTS=course.example \
		$(OWN_PYTHON) manage.py check --deploy --fail-level WARNING
	@LOCAL_HTTP=true $(OWN_PYTHON) make/prepare.py
	$(OWN_PYTHON) manage.py check_course

bench: ## the benchmarks, as ratios against a floor measured in the same run
	@$(PYTHON) make/setup.py --venv $(VENV) --dev
	@LOCAL_HTTP=true $(OWN_PYTHON) make/prepare.py
	@$(OWN_PYTHON) -m bench $(ROUNDS)

fuzz: ## feed random input to the parsers of untrusted bytes for MINUTES (default 5)
	@$(PYTHON) make/setup.py --venv $(VENV) --dev
	$(OWN_PYTHON) -m tests.fuzz $(or $(MINUTES),5)

soak: ## RUNS hostile and honest runs at each level (default 1000), then look for anything left behind
	@$(PYTHON) make/setup.py --venv $(VENV) --dev
	$(OWN_PYTHON) -m tests.attacks.soak $(or $(RUNS),1000)

dev: ## like run, with Django's development server, DEBUG and django-debug-toolbar
	@$(PYTHON) make/setup.py --venv $(VENV) --dev
	@DEBUG=true $(OWN_PYTHON) make/prepare.py
	@DEBUG=true $(OWN_PYTHON) manage.py runserver 127.0.0.1:$(PORT)

setup: ## only install: virtual environment, packages, editor bundle
	@$(PYTHON) make/setup.py --venv $(VENV) --dev

fixtures: ## write fixtures/*.json again with the seeded generator
	@$(PYTHON) make/setup.py --venv $(VENV)
	$(OWN_PYTHON) -m sandbox_app.town_library

clean: ## remove what set-up and tests made (not var/, which holds the site's data)
	rm -rf $(VENV) .venv-* node_modules course/static/course/build staticfiles .pytest_cache .mypy_cache .ruff_cache
