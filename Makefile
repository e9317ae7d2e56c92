# tinhso: two commands do all set-up on a fresh machine: `make demo` and `make test`.
PYTHON ?= python3
PROVINCE ?= 46
BOUNDARIES ?=
PORT ?= 8000
BIN := .venv/bin
STAMPS := .stamps
# the packages of Python and of the front end come side by side
MAKEFLAGS += -j2

.PHONY: setup demo test check faults attack bench docs reading sbom lock clean

setup: $(STAMPS)/python $(STAMPS)/frontend $(STAMPS)/messages $(STAMPS)/static

$(STAMPS)/tools: scripts/check_tools.sh
	@sh scripts/check_tools.sh "$(PYTHON)"
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/python: $(STAMPS)/tools requirements.lock pyproject.toml
	@echo "==> Python: môi trường ảo và các gói (khoảng một phút)"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(STAMPS)/frontend: $(STAMPS)/tools package.json package-lock.json vite.config.mjs $(shell find src/tinhso/ui/frontend src/tinhso/*/*/frontend src/tinhso/*/*/templates src/tinhso/ui/templates -type f 2>/dev/null)
	@echo "==> Giao diện: các gói npm và Vite"
	@test node_modules/.package-lock.json -nt package-lock.json || npm ci --loglevel error --no-audit --no-fund >/dev/null
	@npx vite build --logLevel warn
	@touch $@

$(STAMPS)/messages: $(STAMPS)/python $(shell find src -name 'django.po' 2>/dev/null)
	@$(BIN)/python scripts/compile_messages.py
	@touch $@

$(STAMPS)/static: $(STAMPS)/python $(STAMPS)/frontend $(shell find src -path '*/static/*' -type f -not -path '*/dist/*' 2>/dev/null)
	@TINHSO_DATABASE_URL=sqlite:///:memory: TINHSO_DATA_DIR=build TINHSO_SECRET_KEY=only-for-collecting-static-files \
		$(BIN)/tinhso django collectstatic --noinput --clear --verbosity 0
	@touch $@

$(STAMPS)/dev: $(STAMPS)/python requirements-dev.lock
	@echo "==> Python: các gói để kiểm thử"
	@$(BIN)/pip install -qq --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: setup
	@$(BIN)/tinhso demo start --province "$(PROVINCE)" --port "$(PORT)" $(if $(BOUNDARIES),--boundaries "$(BOUNDARIES)")

test: setup $(STAMPS)/dev
	@$(BIN)/python scripts/run_tests.py

check: setup $(STAMPS)/dev
	@$(BIN)/python scripts/run_tests.py --only checks

faults: setup $(STAMPS)/dev
	@$(BIN)/python scripts/run_tests.py --only faults

attack: setup $(STAMPS)/dev
	@$(BIN)/python scripts/run_tests.py --only attack

bench: setup $(STAMPS)/dev
	@$(BIN)/python -m benchmarks

docs: setup $(STAMPS)/dev
	@$(BIN)/python scripts/write_reference.py

reading: setup $(STAMPS)/dev
	@$(BIN)/python scripts/measure_reading.py

sbom: setup $(STAMPS)/dev
	@$(BIN)/python scripts/write_sbom.py

lock: $(STAMPS)/dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --extra dev --extra otel --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-header --extra otel --constraint requirements-dev.lock \
		--output-file requirements-otel.lock pyproject.toml

clean:
	rm -rf .venv .stamps node_modules build src/tinhso/ui/static/ui/dist src/tinhso/core/typefaces
