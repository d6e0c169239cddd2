# Two commands on a fresh Debian 12 with a Swift toolchain: `make demo` runs the main job, `make test` passes the tests.
# Each first installs the system packages it misses, and is quick when nothing is missing.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help demo build test chaos backlog evaluate learn lint format clean swift libraries python peers

# What chiso is built from, and what its tests use as independent peers.
LIBRARIES := pkg-config librdkafka-dev libxml2-dev
PEERS := kcat python3 python3-venv chromium chromium-driver
VENV := .venv
RELEASE := .build/release/chiso
READING := (ExtractionTests|EvaluationTests)
CHAOS := ChaosTests\.
# Optimised, as what ships is, so that tests of deadlines have time to spare; a debug build still, which counts its steps.
CHECKED := -Xswiftc -O -Xswiftc -warnings-as-errors

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/' | expand -t 14

demo: build ## Install what is missing, build, and run the whole job on the sample articles
	@$(RELEASE) demo

build: swift libraries ## Build the release binary: .build/release/chiso
	swift build -c release --static-swift-stdlib --product chiso

test: swift libraries peers ## Build everything with warnings as errors and run all tests
	swift build --build-tests $(CHECKED)
	# Apart, since what reads megabytes of text takes the processors from tests of deadlines.
	CHISO_TEST_PYTHON='$(CURDIR)/$(VENV)/bin/python' swift test --skip-build $(CHECKED) --skip '$(READING)|$(CHAOS)'
	CHISO_TEST_PYTHON='$(CURDIR)/$(VENV)/bin/python' swift test --skip-build $(CHECKED) --filter '$(READING)'
	# Apart too, one after the other: workers in processes of their own, which need the processors themselves.
	swift test --skip-build $(CHECKED) --no-parallel --filter '$(CHAOS)'
	python3 -B Tests/Page/check_pages.py --chiso .build/debug/chiso

# Chaos of other seeds, and longer: make chaos SEEDS="4 5 6" RECORDS=2000. KAFKA_BOOTSTRAP_SERVERS adds a real cluster.
SEEDS := 1 2 3 4 5
RECORDS := 1000
chaos: swift libraries ## Kill workers and brokers over the records of each of SEEDS, and account for every record
	swift build --build-tests $(CHECKED)
	CHISO_CHAOS_SEEDS='$(SEEDS)' CHISO_CHAOS_RECORDS=$(RECORDS) \
	  swift test --skip-build $(CHECKED) --no-parallel --filter 'ChaosTests\.ChaosTests'

# Of 5 KB each.
ARTICLES := 1000000
backlog: swift libraries ## Watch a worker's memory over a long backlog
	swift build --build-tests $(CHECKED)
	CHISO_BACKLOG_ARTICLES=$(ARTICLES) swift test --skip-build $(CHECKED) --filter 'ChaosTests\.BacklogTests'

# Annotated articles that are not shipped, and arguments for the evaluation: make evaluate GOLD=folder ARGUMENTS=--errors
GOLD := $(wildcard ../shared/gold/dev ../shared/gold/seeds)
ARGUMENTS :=
evaluate: build python ## Print how well the annotated articles are read
	@python3 Tests/Evaluation/evaluate.py --chiso $(RELEASE) $(ARGUMENTS) $(GOLD)

learn: build python ## Learn anew from the annotated articles what the reading weighs
	@python3 -c 'import numpy, lightgbm' 2>/dev/null || { echo 'make: this needs numpy and lightgbm: pip install numpy lightgbm' >&2; exit 1; }
	@python3 Tests/Evaluation/learn.py --chiso $(RELEASE) $(ARGUMENTS)

lint: swift ## Check the format of all Swift files
	swift format lint --strict --recursive --parallel Sources Tests Package.swift

format: swift ## Put all Swift files into format
	swift format format --in-place --recursive --parallel Sources Tests Package.swift

clean: ## Remove everything that was built
	rm -rf .build $(VENV)

swift:
	@command -v swift >/dev/null || { echo 'make: no Swift toolchain: install Swift 6.1 or newer from https://www.swift.org/install/linux and put its usr/bin on PATH' >&2; exit 1; }

# $(call install,packages): install them with apt, as root or through sudo.
define install
	command -v apt-get >/dev/null || { echo 'make: please install these by hand (Debian names): $(1)' >&2; exit 1; }; \
	as_root=; if [ "$$(id -u)" != 0 ]; then as_root=sudo; fi; \
	echo 'make: installing $(1)'; \
	$$as_root apt-get update -qq; \
	DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -qq --no-install-recommends -y $(1) >/dev/null
endef

libraries:
	@pkg-config --exists rdkafka libxml-2.0 2>/dev/null || { $(call install,$(LIBRARIES)); }

python:
	@command -v python3 >/dev/null || { $(call install,python3); }

peers:
	@{ command -v kcat && command -v chromium && command -v chromedriver && python3 -c 'import ensurepip, venv'; } >/dev/null 2>&1 || { $(call install,$(PEERS)); }
	@cmp -s .ci/requirements.txt $(VENV)/requirements.txt || { \
	  echo 'make: installing the Python clients of .ci/requirements.txt into $(VENV)'; \
	  python3 -m venv --clear $(VENV); \
	  $(VENV)/bin/pip install --quiet --disable-pip-version-check -r .ci/requirements.txt; \
	  cp .ci/requirements.txt $(VENV)/requirements.txt; }
