"""Languages of the program, switched while it runs.

Source texts in code are English; `resources/i18n/<area>_<language>.ts` hold the Swedish texts (complete)
and the English plural forms. An area is a face (patient, nurse, ...) or "common" for the rest of ui.
`resources/i18n/update.py` collects the texts (lupdate) and compiles them (lrelease); the compiled .qm
files are part of the program, so a fresh machine needs no tools.

How to write texts:
- in a widget ``self.tr("Start")``; elsewhere ``QCoreApplication.translate("Context", "Start")``
- plurals ``self.tr("%n reading(s)", "", count)``; parameters ``self.tr("by {name}").format(name=name)``
- set texts in ``retranslate()`` (see `ui.widgets.base.Themed`), which runs when the language changes
"""

import enum

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

import resources

FOLDER = resources.path("i18n")


class Language(enum.StrEnum):
    """A language the program speaks."""

    SV = "sv"
    EN = "en"


class TranslationError(Exception):
    """A translation file of the program could not be read; the installation is damaged."""


def system_language() -> Language:
    """The language the machine's user reads: English if the system asks for it, else Swedish."""
    first = (QLocale.system().uiLanguages() or ["sv"])[0]
    return Language.EN if first.startswith("en") else Language.SV


class Translations(QObject):
    """The translators installed in the application; one object per program."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._installed: list[QTranslator] = []
        self._language = Language.EN

    @property
    def language(self) -> Language:
        """The language in force (English, the source language, before `use`)."""
        return self._language

    def use(self, language: Language) -> None:
        """Switch to `language`; every widget gets a LanguageChange event. Raises `TranslationError`."""
        fresh = _translators(language, self)
        self.remove()
        for new in fresh:
            QCoreApplication.installTranslator(new)
        self._installed, self._language = fresh, language
        QLocale.setDefault(QLocale("sv_SE" if language is Language.SV else "en_GB"))
        self.changed.emit()

    def remove(self) -> None:
        """Take the translators out again; the texts are those of the code."""
        for old in self._installed:
            QCoreApplication.removeTranslator(old)
        self._installed = []


class _Texts(QTranslator):
    """A translator that holds its texts itself; Qt keeps only a pointer to them."""

    def load_bytes(self, texts: bytes) -> bool:
        self._kept = texts
        return self.load(self._kept)


def _translators(language: Language, parent: QObject) -> list[QTranslator]:
    made: list[QTranslator] = []
    for file in sorted(FOLDER.glob(f"*_{language}.qm")):
        translator = _Texts(parent)
        # from memory: Qt would map the file, and a file that is replaced meanwhile ends the program
        if not translator.load_bytes(file.read_bytes()):
            raise TranslationError(file.name)
        made.append(translator)
    if not made:
        raise TranslationError(f"no translation files for {language}")
    qt = QTranslator(parent)
    if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        made.append(qt)  # Qt's own dialogs; they stay English where Qt was built without translations
    return made
