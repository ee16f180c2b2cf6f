# The only place that knows the product and its tests together. `make help` lists the targets.

# The flags never differ between two commands on one folder, or everything would be rebuilt.
BUILD_FLAGS = -c release --static-swift-stdlib
TEST_FLAGS  = -c release --scratch-path .build-tests
ACTLAB      = .build/release/actlab

# Not `?=`: LANGUAGE may stand in the environment, for other reasons.
LANGUAGE = ru
OUTPUT   = out/case-study
HOMEWORK = out/homework
PREFIX   = /usr/local
export PREFIX

.PHONY: help setup build report test lint bench install clean
.NOTPARALLEL:

help:
	@echo 'make report                both reports, in $(OUTPUT) and $(HOMEWORK) (LANGUAGE=ru or en)'
	@echo 'make test                  lint, all tests, and the example of the README'
	@echo 'make bench                 the speed of the program, beside SymPy and PyTorch'
	@echo 'make install PREFIX=…      program, resources, charts and completions (default $(PREFIX))'
	@echo 'make build                 only the program, $(ACTLAB)'
	@echo 'make setup                 only what the program needs: FLINT, and .venv for charts'
	@echo 'make clean                 removes what was built; keeps the Python environments'

setup:
	@Scripts/setup.sh product

build: setup
	swift build $(BUILD_FLAGS) --product actlab

report: build
	$(ACTLAB) report case-study --language $(LANGUAGE) --format md,ipynb,html -o $(OUTPUT) --force
	$(ACTLAB) report homework --language $(LANGUAGE) --format md,ipynb,html -o $(HOMEWORK) --force

lint:
	swift format lint --strict -r Sources Tests Package.swift

test:
	@Scripts/setup.sh tests
	@Scripts/setup.sh torch
	@$(MAKE) --no-print-directory lint
	swift test $(TEST_FLAGS) --no-parallel
	@Scripts/example.sh .build-tests

bench: build
	@Scripts/bench.sh $(ACTLAB)

install: build
	@Scripts/install.sh .build/release "$$PREFIX"

clean:
	rm -rf .build .build-tests out
