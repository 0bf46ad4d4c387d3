"""Every text has its Swedish, the compiled files are those of the sources, and the language can change."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

import resources
from ui.i18n import Language, TranslationError, Translations
from ui.theme import Face, Zone
from ui.widgets.badge import ZoneBadge
from ui.widgets.chain import Sent, SentChain, Stage
from ui.widgets.words import zone_word


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("i18n_update", resources.path("i18n", "update.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tool = load_tool()
AREAS = tool.areas()


@pytest.mark.parametrize("area", AREAS)
def test_every_text_is_translated(area: str) -> None:
    for language in Language:
        assert tool.unfinished(resources.path("i18n", f"{area}_{language}.ts")) == []


@pytest.mark.parametrize("area", AREAS)
def test_the_files_hold_the_texts_of_the_code(area: str, tmp_path: Path) -> None:
    for language in Language:
        name = f"{area}_{language}.ts"
        (tmp_path / name).write_bytes(resources.path("i18n", name).read_bytes())
    tool.collect(area, tmp_path)
    for language in Language:
        name = f"{area}_{language}.ts"
        kept, fresh = tool.messages(resources.path("i18n", name)), tool.messages(tmp_path / name)
        assert set(fresh) - set(kept) == set(), "texts not collected: run resources/i18n/update.py"
        assert set(kept) - set(fresh) == set(), "texts no longer in the code: run resources/i18n/update.py"


@pytest.mark.parametrize("area", AREAS)
def test_the_compiled_files_are_up_to_date(area: str, tmp_path: Path) -> None:
    for language in Language:
        name = f"{area}_{language}"
        (tmp_path / f"{name}.ts").write_bytes(resources.path("i18n", f"{name}.ts").read_bytes())
    tool.compile_area(area, tmp_path)
    for language in Language:
        name = f"{area}_{language}.qm"
        assert (tmp_path / name).read_bytes() == resources.path("i18n", name).read_bytes(), name


@pytest.mark.parametrize("area", AREAS)
def test_parameters_survive_translation(area: str) -> None:
    """A translation names the parameters of its source, or formatting would fail before a person."""
    for (context, source, _), forms in tool.messages(resources.path("i18n", f"{area}_sv.ts")).items():
        for form in forms or []:
            assert parameters(form) == parameters(source), (context, source)


def parameters(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)\}", text))


def test_an_untranslated_text_is_found(tmp_path: Path) -> None:
    file = tmp_path / "x_sv.ts"
    file.write_text(
        '<TS version="2.1"><context><name>C</name>'
        "<message><source>Done</source><translation>Klart</translation></message>"
        '<message><source>New</source><translation type="unfinished"></translation></message>'
        '<message numerus="yes"><source>%n x</source><translation><numerusform>en</numerusform>'
        "<numerusform></numerusform></translation></message></context></TS>",
        encoding="utf-8",
    )
    assert tool.unfinished(file) == ["C: New", "C: %n x"]
    tool.fill(file, {"C": {"New": "Ny", "%n x": ["%n ett", "%n flera"]}})
    assert tool.unfinished(file) == []


class Page(QWidget):
    """A widget with a badge and a chain, as screens have them."""

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        self.badge, self.chain = ZoneBadge(Zone.YELLOW), SentChain(Sent(Stage.SENT))
        column.addWidget(self.badge)
        column.addWidget(self.chain)


def test_the_language_changes_while_the_window_is_open(
    qapp: QApplication, translations: Translations
) -> None:
    page = Page()
    page.show()
    heard: list[None] = []
    translations.changed.connect(lambda: heard.append(None))
    assert page.badge.word == "Keep an eye"
    translations.use(Language.SV)
    qapp.processEvents()
    assert page.badge.word == "Håll koll"
    assert page.chain.accessibleName() == "Sparat. Skickat. Inte läst än"
    assert QLocale().language() is QLocale.Language.Swedish
    translations.use(Language.EN)
    qapp.processEvents()
    assert page.chain.accessibleName() == "Saved. Sent. Not read yet"
    assert len(heard) == 2


def test_subclasses_keep_the_translations_of_their_base(qapp: QApplication, swedish: Translations) -> None:
    class Own(SentChain):
        """A chain of a screen's own."""

    assert Own(Sent(Stage.OFFLINE)).accessibleName() == "Sparat på din dator"


@pytest.mark.parametrize("count", [1, 3])
def test_plurals(qapp: QApplication, translations: Translations, count: int) -> None:
    said = {}
    for language in Language:
        translations.use(language)
        said[language] = QCoreApplication.translate("TimerRing", "%n minute(s) left", "", count)
    assert said[Language.SV] == ("1 minut kvar" if count == 1 else "3 minuter kvar")
    assert said[Language.EN] == ("1 minute left" if count == 1 else "3 minutes left")


def test_patient_and_nurse_read_different_zone_words(qapp: QApplication, swedish: Translations) -> None:
    assert [zone_word(zone, Face.PATIENT) for zone in Zone] == [
        "Som det ska", "Håll koll", "Kontakta vården", "Ingen mätning",
    ]  # fmt: skip
    assert [zone_word(zone, Face.NURSE) for zone in Zone] == ["Grön", "Gul", "Röd", "Ingen mätning"]


def test_a_damaged_installation_is_said(
    qapp: QApplication, translations: Translations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "common_sv.qm").write_bytes(b"not a translation file")
    monkeypatch.setattr("ui.i18n.FOLDER", tmp_path)
    with pytest.raises(TranslationError, match="common_sv"):
        translations.use(Language.SV)
    assert translations.language is Language.EN
