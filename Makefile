# The two commands to know: `make demo` and `make test`. Each does all its own set-up.
PYTHON := .venv/bin/python

.PHONY: bench-centre help demo test attacks cose crash soak fuzz thin lint bench screens translations lock test-bluez test-journey clean
help:
	@echo "make demo         the whole story on this machine: cuff, patient, relay, nurse"
	@echo "make test         all tests"
	@echo "make lint         style, types, import contracts"
	@echo "make attacks      each mitigation taken out and noticed; random schedules against a hostile relay"
	@echo "make cose         the forms of COSE against python-cwt, in an environment of its own"
	@echo "make crash        200 kill -9 of patient, nurse and relay during traffic, and a full disk"
	@echo "make fuzz         hostile input for the relay, ten minutes"
	@echo "make thin         a patient's year over 64 kbit/s with broken connections"
	@echo "make bench        benchmarks, as ratios"
	@echo "make bench-centre a nurse's program over 10,000 patients with two years on disk"
	@echo "make screens      every screen and state as a picture, checked, in build/screens/index.html"
	@echo "make test-bluez   the device scenarios on the real Linux Bluetooth stack, in a small virtual machine"
	@echo "make soak         1,000 random sessions with devices and faults (docs/soak.md)"
	@echo "make test-journey the cuff on that stack, its figure on the patient's and the nurse's real windows (Xvfb)"
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

soak:
	@.ci/prepare dev
	$(PYTHON) -m tests.devices.soak 1000

# each mitigation taken out, and random schedules against a hostile relay (docs/attacks.md)
attacks:
	@.ci/prepare dev
	$(PYTHON) -m tests.mutations
	HEMMONITOR_SCHEDULES=300 $(PYTHON) -m pytest -q tests/sync/test_simulator.py

# the forms of COSE against python-cwt, in an environment of its own
cose:
	@.ci/prepare dev
	@test -x .cwt-venv/bin/python || $(PYTHON) -m venv .cwt-venv
	@.cwt-venv/bin/python -m pip install --quiet --disable-pip-version-check "cwt>=3.3,<4"
	HEMMONITOR_CWT=$(CURDIR)/.cwt-venv/bin/python $(PYTHON) -m pytest -q tests/crypto/test_cose.py

# 200 kill -9 of patient, nurse and relay during traffic, with a full disk now and then (docs/attacks.md)
crash:
	@.ci/prepare dev
	$(PYTHON) -m tests.whole.crash 200

# hostile requests, envelopes and bytes for ten minutes
fuzz:
	@.ci/prepare dev
	$(PYTHON) -m tests.relay.fuzz 600

# a patient's year over an emulated line of 64 kbit/s that breaks every fifth connection
thin:
	@.ci/prepare dev
	$(PYTHON) -m tests.relay.thin

test-journey:
	@.ci/prepare dev
	@tests/bluez/vm/build_vm.sh .bluez-vm
	BLUEZ_REQUIRED=1 $(PYTHON) -m pytest tests/bluez/test_journey.py -m journey

lint:
	@.ci/prepare dev
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

bench:
	@.ci/prepare dev
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks

# a nurse's program over 100, 1,000 and 10,000 patients with two years on disk (built once, 8 GB; docs/scale.md)
bench-centre:
	@.ci/prepare dev
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m benchmarks.centre

screens:
	@.ci/prepare dev
	QT_QPA_PLATFORM=offscreen $(PYTHON) -m tests.ui.lookbook build/screens

translations:
	@.ci/prepare dev
	$(PYTHON) resources/i18n/update.py

# uv pins for every supported Python and system at once, and writes no address into the file
lock:
	@.ci/prepare dev
	$(PYTHON) -m pip install --quiet --disable-pip-version-check uv
	$(PYTHON) -m uv pip compile pyproject.toml --extra build $(LOCK) -o requirements/run.txt
	$(PYTHON) -m uv pip compile pyproject.toml --extra dev $(LOCK) -o requirements/dev.txt
LOCK := --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --quiet

clean:
	rm -rf .venv .cwt-venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache demo-output build/screens
