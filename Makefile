# `make run` tries the system out, `make test` tests it. README.md says how to deploy it.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
UV ?= uv

VENV := .venv
# Always by the interpreter and not by the scripts beside it: those break when the folder moves.
BIN := $(VENV)/bin/python
PIP := $(BIN) -m pip install --quiet --disable-pip-version-check --require-hashes

LOCK := $(UV) pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

.PHONY: help run test test-fast lint lock screenshots
.DEFAULT_GOAL := help

help: ## list these targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## (.*)/make \1\t\2/' | expand -t 18

# What a trial on one's own machine needs; a server sets these for itself.
run: export DEBUG ?= 1
run: export HOME_COUNTRY ?= US
run: export PORT := $(PORT)
run: $(VENV)/run.stamp ## serve the system on 127.0.0.1:$PORT (8000) with an example in it
	@$(BIN) -c "import socket; socket.create_server(('127.0.0.1', $(PORT)))" 2>/dev/null || { \
		echo "Port $(PORT) can't be used: another program has it, perhaps an earlier 'make run'."; \
		echo "Stop that one, or choose another port: make run PORT=8001"; exit 1; }
	@$(BIN) manage.py prepare
	@exec $(BIN) -m gunicorn config.wsgi --bind 127.0.0.1:$(PORT) --workers 2 --threads 4 --no-control-socket \
		--log-level warning

test: $(VENV)/dev.stamp ## check, then test on SQLite, on PostgreSQL and in a browser
	@$(BIN) tests/run.py $(ARGS)

test-fast: $(VENV)/dev.stamp ## test in less than a minute what needs neither a browser nor many pages
	@$(BIN) tests/run.py fast

lint: $(VENV)/dev.stamp ## check the code and the templates without running them
	@$(BIN) tests/run.py lint

screenshots: $(VENV)/dev.stamp ## make the pictures in docs/ again
	@$(BIN) tests/screenshots.py

lock: ## choose the newest versions that pyproject.toml allows (needs uv)
	$(LOCK) --upgrade -o requirements.lock
	$(LOCK) --upgrade --group dev -o requirements-dev.lock

# A stamp is made last, so an install that broke off is done again. The environment
# itself is made anew when it has no working pip: its Python may be gone, or the
# package that brings venv was missing at the first try.
$(VENV)/run.stamp: requirements.lock
	@$(venv)
	@echo "Installing what requirements.lock lists …"
	@$(PIP) -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: requirements-dev.lock
	@$(venv)
	@echo "Installing what requirements-dev.lock lists …"
	@$(PIP) -r requirements-dev.lock
	@touch $@

define venv
$(BIN) -m pip --version >/dev/null 2>&1 || { \
	"$(PYTHON)" -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>/dev/null || { \
		echo "Python 3.11 or newer is needed; say where it is: make run PYTHON=/path/to/python3"; exit 1; }; \
	echo "Making $(VENV) with $(PYTHON) …"; \
	"$(PYTHON)" -m venv --clear $(VENV); }
endef
