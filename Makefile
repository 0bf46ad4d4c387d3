# The two commands to know: `make demo` and `make test`. Each does all its own set-up.
PYTHON := .venv/bin/python
export QT_QPA_PLATFORM_PLUGIN_PATH :=

.PHONY: help demo test lint bench screens translations lock test-bluez clean
help:
	@echo "make demo         the whole story on this machine: cuff, patient, relay, nurse"
	@echo "make test         all tests"
	@echo "make lint         style, types, import contracts"
	@echo "make bench        benchmarks, as ratios"
	@echo "make screens      a picture of every screen in screens-output/"
	@echo "make test-bluez   the device scenarios on the real Linux Bluetooth stack, in a small virtual machine"
	@echo "make translations update the Swedish and English texts from the code"
	@echo "make lock         pin the dependencies anew"

demo:
	@.ci/prepare run
	@$(PYTHON) -m hemmonitor demo

test:
	@.ci/prepare dev
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m pytest -n 2 --dist loadgroup

test-bluez:
	@.ci/prepare dev
	@tests/bluez/vm/build_vm.sh .bluez-vm
	BLUEZ_REQUIRED=1 $(PYTHON) -m pytest tests/bluez -m bluez

lint:
	@.ci/prepare dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

bench:
	@.ci/prepare dev
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo-output screens-output
