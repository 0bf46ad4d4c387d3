"""Components and kinds as FHIR codes, and back.

Strategy: every code carries the published codings (LOINC, SNOMED CT, MDC) and our own component name.
Reading prefers our own, then LOINC, then MDC, then SNOMED CT, so that a foreign Observation is understood
and one of ours is understood exactly.

Sources: ``clinical.codes``; what is only here is recalled and marked so in ``docs/fhir.md``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hemmonitor.clinical.codes import BLOOD_PRESSURE_PANEL, CODES, Codes
from hemmonitor.interop.fhir.systems import LOINC, MDC, SNOMED, Resource, coding, concept, own
from hemmonitor.model.measurement import Absent, Component, Kind, Unit

# Not confirmed: recalled, with a fitting check digit.
RECALLED: dict[Component, Codes] = {
    Component.BMI: Codes(("39156-5",), "60621009", None, confirmed=False),
    Component.BODY_FAT: Codes(("41982-0",), None, None, confirmed=False),
    Component.FVC: Codes(("19868-9",), None, None, confirmed=False),
}
ALL_CODES: dict[Component, Codes] = {**CODES, **RECALLED}

_NAMES: dict[Component, str] = {
    Component.SYSTOLIC: "MDC_PRESS_BLD_NONINV_SYS: Systolic blood pressure",
    Component.DIASTOLIC: "MDC_PRESS_BLD_NONINV_DIA: Diastolic blood pressure",
    Component.MEAN_ARTERIAL: "MDC_PRESS_BLD_NONINV_MEAN: Mean blood pressure",
    Component.PULSE_RATE: "MDC_PULS_RATE_NON_INV: Pulse rate",
    Component.SPO2: "MDC_PULS_OXIM_SAT_O2: Oxygen saturation",
    Component.PERFUSION_INDEX: "MDC_PULS_OXIM_PERF_REL: Perfusion index",
    Component.BODY_WEIGHT: "MDC_MASS_BODY_ACTUAL: Body weight",
    Component.BODY_HEIGHT: "MDC_LEN_BODY_ACTUAL: Body height",
    Component.BMI: "Body mass index",
    Component.BODY_FAT: "Body fat",
    Component.BODY_TEMPERATURE: "MDC_TEMP_BODY: Body temperature",
    Component.GLUCOSE: "Glucose",
    Component.FEV1: "Forced expiratory volume in 1 second",
    Component.FEV6: "Forced expiratory volume in 6 seconds",
    Component.FVC: "Forced vital capacity",
    Component.FEV075: "Forced expiratory volume in 0.75 seconds",
    Component.FEF25_75: "Forced expiratory flow 25-75 %",
    Component.PEF: "Peak expiratory flow",
    Component.HEART_RATE: "Heart rate",
    Component.RESPIRATORY_RATE: "Respiratory rate",
    Component.SCORE: "Score",
    Component.SPO2_LOWEST: "Lowest oxygen saturation",
    Component.ODI3: "Oxygen desaturation index, 3 percentage points",
    Component.ODI4: "Oxygen desaturation index, 4 percentage points",
}
UNIT_WORDS: dict[Unit, str] = {Unit.MMHG: "mmHg", Unit.CELSIUS: "°C", Unit.LB: "lb", Unit.FAHRENHEIT: "°F"}

OXIMETERS = frozenset({Kind.OXIMETRY, Kind.OXIMETRY_SERIES})
PULSE_OXIMETER_RATE = 149530  # MDC for a pulse rate from an oximeter; 149546 is from a cuff

# The figure that stands as the Observation's own value; the others are components.
LEADING: dict[Kind, Component] = {
    Kind.OXIMETRY: Component.SPO2,
    Kind.OXIMETRY_SERIES: Component.SPO2,
    Kind.WEIGHT: Component.BODY_WEIGHT,
    Kind.BODY_COMPOSITION: Component.BODY_FAT,
    Kind.TEMPERATURE: Component.BODY_TEMPERATURE,
    Kind.GLUCOSE: Component.GLUCOSE,
    Kind.HEART_RATE: Component.HEART_RATE,
    Kind.RESPIRATORY_RATE: Component.RESPIRATORY_RATE,
    Kind.SPIROMETRY: Component.FEV1,
    Kind.QUESTIONNAIRE: Component.SCORE,
}
CATEGORIES: dict[Kind, str] = {
    Kind.GLUCOSE: "laboratory",
    Kind.SPIROMETRY: "exam",
    Kind.BODY_COMPOSITION: "exam",
    Kind.OXIMETRY_SERIES: "exam",
    Kind.PRESSURE_SERIES: "exam",
    Kind.QUESTIONNAIRE: "survey",
}
_VITAL = "http://hl7.org/fhir/StructureDefinition/"
PROFILES: dict[Kind, str] = {
    Kind.BLOOD_PRESSURE: _VITAL + "bp",
    Kind.OXIMETRY: _VITAL + "oxygensat",
    Kind.WEIGHT: _VITAL + "bodyweight",
    Kind.TEMPERATURE: _VITAL + "bodytemp",
    Kind.HEART_RATE: _VITAL + "heartrate",
    Kind.RESPIRATORY_RATE: _VITAL + "resprate",
}

ABSENT_CODES: dict[Absent, str] = {
    Absent.NOT_A_NUMBER: "not-a-number",
    Absent.NOT_AT_RESOLUTION: "error",
    Absent.TOO_HIGH: "positive-infinity",
    Absent.TOO_LOW: "negative-infinity",
    Absent.NOT_KNOWN: "unknown",
}
ABSENT_OF = {code: absent for absent, code in ABSENT_CODES.items()}


def category(kind: Kind) -> str:
    """The code of R4's observation categories; the vital-signs profile knows no spirometry or glucose."""
    return CATEGORIES.get(kind, "vital-signs")


def component_code(component: Component, kind: Kind) -> Resource:
    """A figure's code."""
    codes = ALL_CODES.get(component)
    found = [] if codes is None else _codings(codes)
    if kind in OXIMETERS and component is Component.PULSE_RATE:
        found = [c if c["system"] != MDC else coding(MDC, str(PULSE_OXIMETER_RATE)) for c in found]
    name = _NAMES.get(component, component.value.replace("_", " "))
    return concept(*found, coding(own("component"), component), text=name)


def kind_code(kind: Kind, leading: Component | None) -> Resource:
    """A measurement's code: a panel's, else its leading figure's, with the kind beside it."""
    mark = coding(own("kind"), kind)
    if kind is Kind.BLOOD_PRESSURE:
        return concept(*_codings(BLOOD_PRESSURE_PANEL), mark, text="MDC_PRESS_BLD_NONINV: Blood pressure")
    if kind is Kind.PRESSURE_SERIES:  # not coded as a panel: nobody is to take its means for one reading
        return concept(mark, text="24-hour blood pressure recording")
    if leading is None:
        return concept(mark, text=kind.value)
    code = component_code(leading, kind)
    return {"coding": [*code["coding"], mark], "text": code["text"]}


def _codings(codes: Codes) -> list[Resource]:
    found = [coding(LOINC, code) for code in codes.loinc]
    if codes.snomed:
        found.append(coding(SNOMED, codes.snomed))
    if codes.mdc:
        found.append(coding(MDC, str(codes.mdc)))
    return found


# --- reading -----------------------------------------------------------------------------------

_COMPONENT_OF: dict[tuple[str, str], Component] = {
    (MDC, str(PULSE_OXIMETER_RATE)): Component.PULSE_RATE,
    (MDC, "160188"): Component.GLUCOSE,
    (LOINC, "8889-8"): Component.PULSE_RATE,
    (LOINC, "41653-7"): Component.GLUCOSE,
    (LOINC, "2339-0"): Component.GLUCOSE,
    (LOINC, "3141-9"): Component.BODY_WEIGHT,
    **{(LOINC, code): c for c, codes in ALL_CODES.items() for code in codes.loinc},
    **{(SNOMED, codes.snomed): c for c, codes in ALL_CODES.items() if codes.snomed},
    **{(MDC, str(codes.mdc)): c for c, codes in ALL_CODES.items() if codes.mdc},
    # the two below share codes with a pulse from a cuff; on its own the code means the heart rate
    (LOINC, "8867-4"): Component.HEART_RATE,
    **{(own("component"), c.value): c for c in Component},
}
_PANELS = {(LOINC, code) for code in BLOOD_PRESSURE_PANEL.loinc} | {(MDC, str(BLOOD_PRESSURE_PANEL.mdc))}
_KIND_OF: dict[Component, Kind] = {
    Component.BODY_HEIGHT: Kind.WEIGHT,
    Component.BMI: Kind.WEIGHT,
    Component.BODY_FAT: Kind.WEIGHT,
    Component.PULSE_RATE: Kind.HEART_RATE,
    Component.PERFUSION_INDEX: Kind.OXIMETRY,
    Component.SPO2_LOWEST: Kind.OXIMETRY_SERIES,
    Component.ODI3: Kind.OXIMETRY_SERIES,
    Component.ODI4: Kind.OXIMETRY_SERIES,
    Component.FEV6: Kind.SPIROMETRY,
    Component.FVC: Kind.SPIROMETRY,
    Component.PEF: Kind.SPIROMETRY,
    Component.FEV075: Kind.SPIROMETRY,
    Component.FEF25_75: Kind.SPIROMETRY,
    Component.SYSTOLIC: Kind.BLOOD_PRESSURE,
    Component.DIASTOLIC: Kind.BLOOD_PRESSURE,
    Component.MEAN_ARTERIAL: Kind.BLOOD_PRESSURE,
    **{component: kind for kind, component in LEADING.items() if kind is not Kind.OXIMETRY_SERIES},
}


def pairs(code: Any) -> list[tuple[str, str]]:
    """System and code of every coding, our own first."""
    codings: Iterable[Any] = code.get("coding", ()) if isinstance(code, dict) else ()
    found = [(str(c.get("system", "")), str(c.get("code", ""))) for c in codings if isinstance(c, dict)]
    return sorted(found, key=lambda pair: pair[0] != own("component"))


def is_own(code: Any) -> bool:
    """Whether a code names the figure in our own words."""
    return any(system == own("component") for system, _ in pairs(code))


def component_of(code: Any) -> Component | None:
    """The figure that a code means, or ``None`` when it is none of ours."""
    return next((_COMPONENT_OF[p] for p in pairs(code) if p in _COMPONENT_OF), None)


def kind_of(code: Any) -> Kind | None:
    """The kind of measurement that an Observation's code means, or ``None``."""
    found = pairs(code)
    named = next((value for system, value in found if system == own("kind")), None)
    if named is not None and named in set(Kind):
        return Kind(named)
    if any(p in _PANELS for p in found):
        return Kind.BLOOD_PRESSURE
    component = component_of(code)
    return None if component is None else _KIND_OF.get(component)
