"""One cold start, timed by the process that began it: ``start_worker bare`` or ``start_worker patient DIR``.

Prints ``ready KIB CPU`` (peak memory, seconds of processor time) when the window is shown with its content
and has been painted. The patient's program starts as it does for a person: settings, the profile opened
on the worker by the key store's key, who is who checked, the record folded, judged, and drawn. A PIN is
typed, and its Argon2id waited for, before any of it, so it is not timed.
"""

from __future__ import annotations

import gc
import os
import resource
import sys
import time
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def ready() -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"ready {peak} {time.process_time():.3f}\n")
    sys.stdout.flush()
    os._exit(0)  # the ending is not measured


def bare() -> None:
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    plot = pg.PlotWidget()
    plot.plot([float(n % 17) for n in range(1000)])
    window.setCentralWidget(plot)
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab()
    ready()


def patient(folder: Path) -> None:
    gc.disable()  # as the front door does
    from hemmonitor.settings import Settings
    from tests.whole.keystore import FileStore
    from ui.app.parts import application
    from ui.app.start import Desktop
    from ui.theme import Face

    app = application()
    settings = Settings(data_dir=folder.parent, language="sv", theme="light")
    store = FileStore(folder / "keystore")
    desktop = Desktop(app, settings, face=Face.PATIENT, key_store=lambda: store)

    def runs() -> None:
        from ui.app.patient import PatientProgram

        assert isinstance(desktop.program, PatientProgram)
        window = desktop.program.window
        window.drawn.connect(lambda: (window.grab(), ready()))

    desktop.runs.connect(runs)
    desktop.begin()
    app.exec()


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else patient(Path(sys.argv[2]))
