"""The style sheet, generated from a theme. The only place with QSS.

Screens and widgets choose a look by the dynamic property ``kind``:

- ``QLabel``: body (default), strong, secondary, small, label, heading, title, value, unit, action, lead,
  accent, link, on_solid, banner_text, banner_name (each with _nobody); zone words: zone_green, zone_yellow,
  zone_red, zone_grey
- ``QPushButton``: primary, secondary, neutral, plain, danger (drawn by `ui.widgets.buttons.Button`)
- ``QFrame``: card, card_button, chosen, sunken, soft, header, foot, rail, line, vline, box_<zone>,
  box_<zone>_head, box_<zone>_foot, panel_<zone>, solid_red, banner, banner_nobody
- ``QToolButton``: segment (with ``place`` first/middle/last/only), chip, nav, icon
- ``QLineEdit``/``QPlainTextEdit``: default, code (large, for codes and PINs); ``state`` error

Sizes are those of the theme, so changing text size is making a new sheet.
"""

import functools

from ui.theme.model import Theme
from ui.theme.tokens import Zone


@functools.lru_cache(maxsize=32)
def sheet(theme: Theme) -> str:
    """The whole style sheet of `theme`."""
    parts = (_base, _labels, _buttons, _frames, _tools, _inputs, _views, _scrolling)
    return "\n".join(part(theme) for part in parts)


def _base(theme: Theme) -> str:
    c = theme.colours
    return f"""
* {{ font-family: "{theme.family}"; font-size: {theme.body}px; color: {c.text}; }}
QWidget[kind="page"], QMainWindow, QDialog {{ background: {c.background}; }}
QToolTip {{ background: {c.text}; color: {c.surface}; border: 0; padding: 6px 10px; }}
QMenu {{ background: {c.surface}; border: 1px solid {c.border_strong}; padding: 4px; }}
QMenu::item {{ padding: 8px 24px 8px 12px; border-radius: 6px; }}
QMenu::item:selected {{ background: {c.accent_soft}; }}
"""


def _labels(theme: Theme) -> str:
    c = theme.colours
    patient = theme.is_patient

    def rule(kind: str, base: int, weight: int, colour: str) -> str:
        return (
            f'QLabel[kind="{kind}"] {{ font-size: {theme.font_px(base)}px; font-weight: {weight};'
            f" color: {colour}; background: transparent; }}"
        )

    body, small = (18, 18) if patient else (14, 13)
    heading, title, value = (28, 34, 64) if patient else (18, 22, 28)
    rules = [
        "QLabel { background: transparent; }",
        rule("strong", body, 700, c.text),
        rule("secondary", body, 400, c.text_secondary),
        rule("small", small, 400, c.text_secondary),
        rule("small_strong", small, 700, c.text),
        rule("label", 20 if patient else 14, 700, c.text),
        rule("lead", 20 if patient else 16, 400, c.text),
        rule("heading", heading, 700, c.text),
        rule("title", title, 700, c.text),
        rule("action", 44 if patient else 22, 700, c.text),
        rule("phone", 60 if patient else 22, 700, c.text),
        rule("value", value, 700, c.text),
        rule("value_mid", 44 if patient else 22, 700, c.text),
        rule("unit", 28 if patient else 14, 400, c.text_secondary),
        rule("accent", body, 700, c.accent),
        rule("link", body, 600, c.accent),
        rule("on_solid", 24 if patient else 16, 500, theme.zone(Zone.RED).on_solid),
        rule("on_solid_title", 38 if patient else 22, 700, theme.zone(Zone.RED).on_solid),
        rule("on_solid_strong", 22 if patient else 16, 700, theme.zone(Zone.RED).on_solid),
        rule("on_solid_small", body, 400, theme.zone(Zone.RED).on_solid),
    ]
    rules += [
        rule("banner_text", 18 if patient else 15, 400, c.on_accent),
        rule("banner_name", 34, 700, c.on_accent),
        rule("banner_text_nobody", 18 if patient else 15, 400, c.text),
        rule("banner_name_nobody", 28, 700, c.text),
    ]
    rules += [rule(f"zone_{zone}", body, 400, theme.zone(zone).text) for zone in Zone]
    rules += [rule(f"zone_{zone}_strong", 22 if patient else 14, 700, theme.zone(zone).text) for zone in Zone]
    rules.append(
        f'QLabel[kind="mono"] {{ font-family: "{theme.mono_family}"; font-size: {theme.font_px(small)}px; }}'
    )
    return "\n".join(rules)


def _buttons(theme: Theme) -> str:
    c, red = theme.colours, theme.zone(Zone.RED)
    patient = theme.is_patient
    radius = 12 if patient else 8
    line = 2 if patient else 1
    return f"""
QPushButton {{ border-radius: {radius}px; background: {c.surface}; border: 1px solid {c.border_strong};
    color: {c.text}; }}
QPushButton:hover {{ background: {c.surface_sunken}; }}
QPushButton[kind="primary"] {{ background: {c.accent}; border: 1px solid {c.accent}; color: {c.on_accent}; }}
QPushButton[kind="primary"]:hover {{ background: {c.accent_hover}; border-color: {c.accent_hover}; }}
QPushButton[kind="secondary"] {{ border: {line}px solid {c.accent}; color: {c.accent}; }}
QPushButton[kind="secondary"]:hover {{ background: {c.accent_soft}; }}
QPushButton[kind="danger"] {{ background: {red.solid}; border: 1px solid {red.solid};
    color: {red.on_solid}; }}
QPushButton[kind="plain"] {{ background: transparent; border: 1px solid transparent; color: {c.accent}; }}
QPushButton[kind="plain"]:hover {{ background: {c.accent_soft}; }}
QPushButton[kind="reversed"] {{ background: {c.text}; border: 1px solid {c.surface}; color: {c.surface}; }}
QPushButton:disabled {{ background: {c.surface_sunken}; border: 1px solid {c.border_strong};
    color: {c.text_secondary}; }}
"""


def _frames(theme: Theme) -> str:
    c, red = theme.colours, theme.zone(Zone.RED)
    r = theme.radius
    zones = "\n".join(
        f"""
QFrame[kind="box_{zone}"] {{ background: {theme.zone(zone).soft}; border: 1px solid {theme.zone(zone).line};
    border-radius: {r}px; }}
QFrame[kind="panel_{zone}"] {{ background: {c.surface}; border: 2px solid {theme.zone(zone).line};
    border-radius: {r}px; }}
QFrame[kind="row_{zone}"] {{ background: {c.surface}; border: 1px solid {theme.zone(zone).line};
    border-radius: {r}px; }}
QFrame[kind="box_{zone}_head"] {{ background: {theme.zone(zone).soft}; border: 0;
    border-bottom: 1px solid {theme.zone(zone).line}; border-top-left-radius: {r - 2}px;
    border-top-right-radius: {r - 2}px; }}
QFrame[kind="box_{zone}_foot"] {{ background: {theme.zone(zone).soft}; border: 0;
    border-top: 1px solid {theme.zone(zone).line}; border-bottom-left-radius: {r - 1}px;
    border-bottom-right-radius: {r - 1}px; }}"""
        for zone in Zone
    )
    return f"""
QFrame[kind="card"] {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: {r}px; }}
QFrame[kind="card_button"] {{ background: {c.surface}; border: 1px solid {c.border_strong};
    border-radius: {r}px; }}
QFrame[kind="card_button"]:hover {{ background: {c.surface_sunken}; }}
QFrame[kind="chosen"] {{ background: {c.surface}; border: 2px solid {c.accent}; border-radius: {r}px; }}
QFrame[kind="sunken"] {{ background: {c.surface_sunken}; border: 0; border-radius: {r - 2}px; }}
QFrame[kind="soft"] {{ background: {c.accent_soft}; border: 0; border-radius: {r - 2}px; }}
QFrame[kind="soft_right"] {{ background: {c.accent_soft}; border: 0; border-top-right-radius: {r - 1}px;
    border-bottom-right-radius: {r - 1}px; }}
QFrame[kind="header"] {{ background: {c.surface}; border: 0; border-bottom: 1px solid {c.border}; }}
QFrame[kind="foot"] {{ background: {c.surface}; border: 0; border-top: 1px solid {c.border}; }}
QFrame[kind="rail"] {{ background: {c.surface}; border: 0; border-right: 1px solid {c.border}; }}
QFrame[kind="status"] {{ background: {c.surface_sunken}; border: 0; border-top: 1px solid {c.border}; }}
QFrame[kind="line"] {{ background: {c.border}; border: 0; max-height: 1px; min-height: 1px; }}
QFrame[kind="vline"] {{ background: {c.border}; border: 0; max-width: 1px; min-width: 1px; }}
QFrame[kind="tag"] {{ background: {c.surface}; border: 1px solid {c.border}; border-radius: 4px; }}
QFrame[kind="bytes"] {{ background: {c.surface_sunken}; border: 1px solid {c.border_strong};
    border-radius: 4px; }}
QFrame[kind="bytes"][figure="true"] {{ background: {c.accent_soft}; border-color: {c.accent}; }}
QFrame[kind="quote"] {{ background: transparent; border: 0; border-left: 3px solid {c.accent}; }}
QFrame[kind="popup"] {{ background: {c.surface}; border: 1px solid {c.border_strong}; border-radius: {r}px; }}
QFrame[kind="panel_head"] {{ background: {c.surface}; border: 0; border-bottom: 1px solid {c.border};
    border-top-left-radius: {r - 1}px; border-top-right-radius: {r - 1}px; }}
QFrame[kind="panel_foot"] {{ background: {c.surface_sunken}; border: 0; border-top: 1px solid {c.border};
    border-bottom-left-radius: {r - 1}px; border-bottom-right-radius: {r - 1}px; }}
QFrame[kind="reversed"] {{ background: {c.text}; border: 0; border-radius: {r}px; }}
QFrame[kind="reversed"] QLabel {{ color: {c.surface}; }}
QFrame[kind="banner"] {{ background: {c.accent}; border: 0; border-radius: {r}px; }}
QFrame[kind="banner_nobody"] {{ background: {theme.zone(Zone.YELLOW).soft};
    border: 2px dashed {theme.zone(Zone.YELLOW).line}; border-radius: {r}px; }}
QFrame[kind="solid_red"] {{ background: {red.solid}; border: 0; border-radius: {r}px; }}
QFrame[kind="solid_red"] QFrame[kind="line"] {{ background: {red.on_solid}; }}
{zones}
"""


def _tools(theme: Theme) -> str:
    c = theme.colours
    patient = theme.is_patient
    r = 12 if patient else 8
    chip_radius = r if patient else theme.grown(28) // 2
    on = f"background: {c.accent}; color: {c.on_accent};" if patient else f"background: {c.accent_soft};"
    return f"""
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: {r}px; }}
QToolButton[kind="icon"]:hover, QToolButton[kind="nav"]:hover {{ background: {c.surface_sunken}; }}
QToolButton[kind="icon_edge"] {{ border: 1px solid {c.border_strong}; background: {c.surface}; }}
QToolButton[kind="icon_edge"]:hover {{ background: {c.surface_sunken}; }}
QToolButton[kind="nav"]:checked {{ background: {c.accent_soft}; }}
QToolButton[kind="segment"] {{ background: {c.surface}; border: 1px solid {c.border_strong};
    border-right: 0; border-radius: 0; }}
QToolButton[kind="segment"][place="first"] {{ border-top-left-radius: {r}px;
    border-bottom-left-radius: {r}px; }}
QToolButton[kind="segment"][place="last"] {{ border-right: 1px solid {c.border_strong};
    border-top-right-radius: {r}px; border-bottom-right-radius: {r}px; }}
QToolButton[kind="segment"][place="only"] {{ border: 1px solid {c.border_strong}; border-radius: {r}px; }}
QToolButton[kind="segment"]:hover {{ background: {c.surface_sunken}; }}
QToolButton[kind="segment"]:checked {{ {on} }}
QToolButton[kind="chip"] {{ background: {c.surface}; border: 1px solid {c.border_strong};
    border-radius: {chip_radius}px; }}
QToolButton[kind="chip"]:hover {{ background: {c.surface_sunken}; }}
QToolButton[kind="chip"]:checked {{ background: {c.accent_soft};
    border: {2 if patient else 1}px solid {c.accent}; }}
"""


def _inputs(theme: Theme) -> str:
    c, red = theme.colours, theme.zone(Zone.RED)
    r = 12 if theme.is_patient else 8
    pad = 12 if theme.is_patient else 8
    edit = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QDateTimeEdit"
    return f"""
{edit} {{ background: {c.surface}; color: {c.text}; border: 1px solid {c.border_strong};
    border-radius: {r}px; padding: 4px {pad}px; selection-background-color: {c.accent};
    selection-color: {c.on_accent}; }}
QLineEdit, QComboBox, QAbstractSpinBox, QDateTimeEdit {{ min-height: {theme.target - 10}px; }}
QLineEdit[state="error"], QPlainTextEdit[state="error"], QAbstractSpinBox[state="error"] {{
    border: 2px solid {red.line}; }}
QLineEdit[state="changed"], QAbstractSpinBox[state="changed"] {{ background: {c.accent_soft};
    border: 1px solid {c.accent}; font-weight: 700; }}
QLineEdit[kind="code"] {{ font-size: {theme.font_px(28 if theme.is_patient else 18)}px; font-weight: 700;
    border: 2px solid {c.border_strong}; min-height: {theme.grown(56 if theme.is_patient else 32)}px;
    padding: 0; }}
QLineEdit[kind="code"][state="error"] {{ border: 2px solid {red.line}; }}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {{ background: {c.surface_sunken};
    color: {c.text_secondary}; }}
QComboBox QAbstractItemView {{ background: {c.surface}; border: 1px solid {c.border_strong};
    selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: 0; width: {theme.grown(28)}px; }}
QComboBox::down-arrow {{ image: none; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: 0; background: transparent;
    width: {theme.grown(28)}px; subcontrol-origin: border; }}
QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow {{ image: none; }}
QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{ border: 0; padding: 0 0 0 {pad}px; min-height: 0;
    background: transparent; }}
QComboBox:hover {{ background: {c.surface_sunken}; }}
QProgressBar {{ background: {c.surface_sunken}; border: 1px solid {c.border_strong}; border-radius: 4px;
    max-height: 6px; min-height: 6px; text-align: right; }}
QProgressBar::chunk {{ background: {c.accent}; border-radius: 3px; }}
"""


def _views(theme: Theme) -> str:
    c = theme.colours
    return f"""
QAbstractItemView {{ background: {c.surface}; border: 0; outline: 0; gridline-color: {c.border};
    selection-background-color: {c.accent_soft}; selection-color: {c.text}; }}
QTableView::item {{ border-bottom: 1px solid {c.border}; padding: 4px 8px; }}
QHeaderView {{ background: {c.surface_sunken}; border: 0; }}
QHeaderView::section {{ background: {c.surface_sunken}; border: 0; border-bottom: 1px solid {c.border};
    padding: 6px 12px; font-weight: 600; color: {c.text}; }}
QTableCornerButton::section {{ background: {c.surface_sunken}; border: 0; }}
QSplitter::handle {{ background: transparent; }}
"""


def _scrolling(theme: Theme) -> str:
    c = theme.colours
    width = 14 if theme.is_patient else 10
    return f"""
QScrollArea, QScrollArea > QWidget > QWidget[kind="scrolled"] {{ background: transparent; border: 0; }}
QScrollBar:vertical {{ background: transparent; width: {width}px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: {width}px; margin: 0; }}
QScrollBar::handle {{ background: {c.border_strong}; border-radius: {width // 2 - 1}px; margin: 1px; }}
QScrollBar::handle:vertical {{ min-height: 40px; }}
QScrollBar::handle:horizontal {{ min-width: 40px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
