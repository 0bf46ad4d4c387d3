"""Collect the texts of ui/ into the .ts files and compile them to .qm.

    python resources/i18n/update.py [area ...] [--fill WORDS.json]

An area is a face or the start (a folder of ui/ named below) or "common" (everything else in ui/). Without arguments
all areas are done. Prints every text that still lacks a translation and exits 1 if there is one.
`--fill` first enters translations from a file {"sv": {"Context": {"source text": "text" or ["one", "many"]}}}.
Swedish must be complete; English holds plural forms only. Texts no longer in the code are dropped.
"""

import json
import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FACES = ("start", "patient", "nurse", "centre", "room", "report", "moving")
LANGUAGES = ("sv", "en")


def areas() -> list[str]:
    """Areas that have any texts to translate."""
    return [area for area in ("common", *FACES) if sources(area)]


def sources(area: str) -> list[Path]:
    """The Python files of `area` that hold texts."""
    if area == "common":
        files = [
            file for file in (ROOT / "ui").rglob("*.py") if file.relative_to(ROOT / "ui").parts[0] not in FACES
        ]
    else:
        files = list((ROOT / "ui" / area).rglob("*.py"))
    return sorted(file for file in files if "tr(" in (text := file.read_text("utf-8")) or "translate(" in text)


def _tool(name: str, *arguments: str) -> None:
    tool = Path(sysconfig.get_path("scripts")) / f"pyside6-{name}"
    done = subprocess.run([str(tool), *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{name} failed:\n{done.stdout}{done.stderr}")


def collect(area: str, folder: Path = HERE) -> None:
    """Bring the .ts files of `area` in `folder` up to date with the code."""
    files = [str(file.relative_to(ROOT)) for file in sources(area)]
    for language in LANGUAGES:
        only = ["-pluralonly"] if language == "en" else []
        target = folder / f"{area}_{language}.ts"
        options = ["-no-obsolete", "-locations", "none", "-disable-heuristic", "similartext", *only]
        _tool("lupdate", *files, "-ts", str(target), *options, "-source-language", "en_GB",
              "-target-language", {"sv": "sv_SE", "en": "en_GB"}[language])  # fmt: skip


def compile_area(area: str, folder: Path = HERE) -> None:
    """Compile the .ts files of `area` in `folder` to .qm beside them."""
    for language in LANGUAGES:
        source = folder / f"{area}_{language}.ts"
        _tool("lrelease", str(source), "-qm", str(source.with_suffix(".qm")), "-silent")


def messages(file: Path) -> dict[tuple[str, str, str], list[str] | None]:
    """(context, source, comment) -> translations (one per plural form), None where unfinished."""
    found: dict[tuple[str, str, str], list[str] | None] = {}
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            forms = [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]
            key = (context.findtext("name", ""), message.findtext("source", ""), message.findtext("comment", ""))
            finished = translation.get("type") is None and all(forms)
            found[key] = forms if finished else None
    return found


def unfinished(file: Path) -> list[str]:
    """The texts of `file` that lack a translation, as "Context: text"."""
    return [f"{key[0]}: {key[1]}" for key, forms in messages(file).items() if forms is None]


def fill(file: Path, words: dict[str, dict[str, str | list[str]]]) -> None:
    """Enter the translations of `words` (context -> source -> text or plural forms) into the .ts `file`."""
    tree = ET.parse(file)
    for context in tree.getroot().iter("context"):
        known = words.get(context.findtext("name", ""), {})
        for message in context.iter("message"):
            text = known.get(message.findtext("source", ""))
            translation = message.find("translation")
            if text is None or translation is None:
                continue
            translation.attrib.pop("type", None)
            if isinstance(text, str):
                translation.text = text
                continue
            for old in list(translation):
                translation.remove(old)
            for form in text:
                ET.SubElement(translation, "numerusform").text = form
    file.write_text('<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
                    + ET.tostring(tree.getroot(), encoding="unicode"), encoding="utf-8")  # fmt: skip


def main(arguments: list[str]) -> int:
    """Update the named areas (all if none); the number of missing translations decides the exit code."""
    wanted, words = arguments, {}
    if "--fill" in arguments:
        at = arguments.index("--fill")
        wanted = arguments[:at] + arguments[at + 2 :]
        words = json.loads(Path(arguments[at + 1]).read_text("utf-8"))
    missing = 0
    for area in wanted or areas():
        collect(area)
        for language in words:
            fill(HERE / f"{area}_{language}.ts", words[language])
        if words:
            collect(area)  # lupdate writes the file in its own layout again
        compile_area(area)
        for language in LANGUAGES:
            for text in unfinished(HERE / f"{area}_{language}.ts"):
                missing += 1
                print(f"{area}_{language}: {text}")
    print(f"{missing} texts lack a translation" if missing else "all texts are translated")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
