# `make` says what there is. `make run` and `make test` set up what they need.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

PREFIX ?= /usr/local
DESTDIR ?=
# What `make run` hands to countersign.
ARGS ?= demo
# What `make soak` is told: --drain, --log, --drift, --daemon, --fuzz, --keys; see SOAK=--help.
SOAK ?=
# What `make bench` is told: names of measurements, --generations N, --runs N.
BENCH ?=

# The program carries Swift's libraries in itself, so that it runs where no Swift is installed.
RELEASE := swift build -c release --static-swift-stdlib
BINARIES := .build/release
# A few hundred at a time: swift format keeps open every file that it is given.
each_source := find Package.swift Sources Tests -name '*.swift' -print0 | xargs -0 -n 200

root := $(DESTDIR)$(PREFIX)
program := $(root)/bin/countersign
manual := $(root)/share/man/man1/countersign.1
bash_completion := $(root)/share/bash-completion/completions/countersign
zsh_completion := $(root)/share/zsh/site-functions/_countersign
fish_completion := $(root)/share/fish/vendor_completions.d/countersign.fish
shared := $(root)/share/countersign
library := $(root)/lib/countersign

.PHONY: help
help: ## say what there is
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' Makefile | while IFS=$$'\t' read -r name words; do \
	  printf '  make %-14s %s\n' "$$name" "$$words"; done

.PHONY: run
run: build ## open the demo, or what ARGS says: make run ARGS="local"
	@$(BINARIES)/countersign $(ARGS)

.PHONY: build
build: ## build the program as it is installed
	@.ci/deps build
	$(RELEASE) --product countersign

.PHONY: test
test: ## build everything and run all tests
	@.ci/deps test
	swift build --build-tests --explicit-target-dependency-import-check error
	.ci/together

.PHONY: soak
soak: ## empty a queue by 50 sessions, seal beside 64 writers, give bytes to every decoder for 10 minutes, press random keys, or what SOAK says: SOAK="--log", SOAK="--fuzz"
	@.ci/deps test
	swift build --product countersign
	swift build --product soak
	@.build/debug/soak $(SOAK)

.PHONY: soak-lineage
soak-lineage: ## take the events of real producers in 20 orders, each event twice, and compare the graphs
	@.ci/deps test
	swift build --build-tests
	COUNTERSIGN_LINEAGE_ORDERS=20 .ci/tests --filter CatalogGraphTests

.PHONY: e2e
e2e: e2e-clients e2e-lineage e2e-mlflow e2e-cards e2e-signatures e2e-log e2e-drift e2e-packs ## hand what we write to other people's programs, and take what theirs send

.PHONY: e2e-clients
e2e-clients: ## let real OpenTelemetry and OpenLineage clients report to the daemon
	@.ci/deps peers
	swift build --product countersign
	@python3 -m venv .build/clients
	@.build/clients/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Peers/clients/requirements.txt
	@.build/clients/bin/python Tests/Peers/clients/real_clients.py .build/debug/countersign

.PHONY: e2e-lineage
e2e-lineage: ## take what dbt-ol on a real Postgres and openlineage-python say, and compare a real pgvector table with its source
	@.ci/deps peers
	swift build --product countersign
	@python3 -m venv .build/lineage
	@.build/lineage/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Peers/lineage/requirements.txt
	@.build/lineage/bin/python Tests/Peers/lineage/producers.py .build/debug/countersign

.PHONY: e2e-mlflow
e2e-mlflow: ## follow a real MLflow server on a real Postgres, and let its client read an alias back
	@.ci/deps peers
	swift build --product countersign
	@python3 -m venv .build/mlflow
	@.build/mlflow/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Peers/mlflow/requirements.txt
	@.build/mlflow/bin/python Tests/Peers/mlflow/check.py .build/debug/countersign

.PHONY: e2e-signatures
e2e-signatures: ## let securesystemslib judge the signatures of promotions, and OpenSSL and OpenSSH our keys
	@.ci/deps peers
	swift build --product countersign
	@python3 -m venv .build/signatures
	@.build/signatures/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Peers/signatures/requirements.txt
	@COUNTERSIGN_HOME=$${COUNTERSIGN_PEERS_HOME:-$$PWD/.build/peers/signatures} \
	  .build/signatures/bin/python Tests/Peers/signatures/check.py .build/debug/countersign

.PHONY: e2e-log
e2e-log: ## let pymerkle judge proofs of the log, and OpenSSL the signatures of checkpoints
	@.ci/deps peers
	swift build --product countersign
	@python3 -m venv .build/merkle
	@.build/merkle/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Peers/log/requirements.txt
	@COUNTERSIGN_HOME=$${COUNTERSIGN_PEERS_HOME:-$$PWD/.build/peers/log} \
	  .build/merkle/bin/python Tests/Peers/log/check.py .build/debug/countersign

.PHONY: e2e-drift
e2e-drift: ## compare samples of fresh seeds with SciPy and Evidently
	@.ci/deps peers
	swift build --product countersign
	@python3 -m venv .build/drift
	@.build/drift/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Peers/drift/requirements.txt
	@.build/drift/bin/python Tests/Peers/drift/check.py .build/debug/countersign

.PHONY: e2e-packs
e2e-packs: ## let GNU tar, Python's csv, html5lib and securesystemslib read a pack, and its own verify.py judge it
	@.ci/deps peers
	swift build --product countersign
	@python3 -m venv .build/packs
	@.build/packs/bin/python -m pip install --quiet --disable-pip-version-check -r Tests/Peers/packs/requirements.txt
	@COUNTERSIGN_HOME=$${COUNTERSIGN_PEERS_HOME:-$$PWD/.build/peers/packs} \
	  .build/packs/bin/python Tests/Peers/packs/check.py .build/debug/countersign .build/peers/pack-files

.PHONY: bench
bench: build ## measure beside peers, on 10⁶ generations: about ten minutes and 15 GB of /var/tmp
	@.ci/deps test
	$(RELEASE) --product bench
	@$(BINARIES)/bench $(BENCH)

.PHONY: e2e-cards
e2e-cards: ## read the sample world's cards and forms with CycloneDX, Hugging Face, HTML and PDF readers
	@.ci/deps peers
	swift build --product countersign
	Tests/Peers/cards/run.sh .build/debug/countersign .build/peers/cards

.PHONY: screenshots
screenshots: ## draw the pictures that README shows (PNG beside them where rsvg-convert is present)
	@.ci/deps test
	swift build --product countersign
	swift build --product screenshots
	.build/debug/screenshots screenshots
	@if command -v rsvg-convert >/dev/null; then \
	  for picture in screenshots/*.svg; do rsvg-convert --zoom 2 "$$picture" -o "$${picture%.svg}.png"; done; \
	fi

.PHONY: check
check: lint format-check test ## all that CI checks

.PHONY: lint
lint: ## check the rules of the house that no compiler knows
	@.ci/lint

.PHONY: format
format: ## lay out all sources
	$(each_source) swift format --in-place --parallel

.PHONY: format-check
format-check: ## say which sources are not laid out
	$(each_source) swift format lint --strict --parallel

.PHONY: deps
deps: ## install the packages that are missing (Debian and its kin)
	@.ci/deps test

.PHONY: install
install: build ## install program, manual page, completions, themes and policy engine into PREFIX (/usr/local)
	$(RELEASE) --product generate-manual
	install -D -m 755 $(BINARIES)/countersign $(program)
	install -d $(dir $(manual)) $(dir $(bash_completion)) $(dir $(zsh_completion)) $(dir $(fish_completion))
	$(BINARIES)/generate-manual $(BINARIES)/countersign --output-directory $(dir $(manual)) \
	  --date "$$(git log -1 --format=%cs 2>/dev/null || date +%F)"
	$(BINARIES)/countersign --generate-completion-script bash > $(bash_completion)
	$(BINARIES)/countersign --generate-completion-script zsh > $(zsh_completion)
	$(BINARIES)/countersign --generate-completion-script fish > $(fish_completion)
	install -D -m 644 -t $(shared)/themes themes/*.yaml
	rm -rf $(library)
	if [[ -d .build/regopy/regopy ]]; then \
	  install -D -m 644 -t $(library)/regopy .build/regopy/regopy/librego_shared.so; \
	  install -D -m 644 -t $(library)/regopy.libs .build/regopy/regopy.libs/*; \
	  install -D -m 644 -t $(library)/regopy .build/regopy/regopy-*.dist-info/METADATA; fi

.PHONY: uninstall
uninstall: ## take away what install put into PREFIX
	rm -f $(program) $(manual) $(bash_completion) $(zsh_completion) $(fish_completion)
	rm -rf $(shared) $(library)

.PHONY: clean
clean: ## remove what was built
	swift package clean
	rm -rf .build
