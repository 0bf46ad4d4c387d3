"""One cold start, timed by the process that began it: ``start_worker bare`` or ``start_worker patient DIR``.

Prints ``ready KIB`` (peak memory) when the window is shown with its content and has been painted.
"""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"


def ready() -> None:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sys.stdout.write(f"ready {peak}\n")
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
    from hemmonitor import clock
    from hemmonitor.bootstrap import Profile
    from hemmonitor.settings import Settings
    from tests.whole.world import FileStore
    from ui.app.parts import application, looks
    from ui.app.patient import PatientProgram
    from ui.app.start import radio
    from ui.theme import Face

    app = application()
    program = PatientProgram(
        lambda: Profile.open(folder, store=FileStore(folder / "keystore")),
        radio,
        clock.now,
        looks(app, Settings(language="sv", theme="light"), Face.PATIENT),
    )
    drawn: list[object] = []
    program.bridge.state.connect(drawn.append)
    program.bridge.tick()  # the window has asked before we listened
    program.window.resize(1280, 800)
    program.start()
    while not drawn:
        app.processEvents()
    program.window.grab()
    ready()


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else patient(Path(sys.argv[2]))
