"""Clinical cases of a file, one test a case.

``pytest tests/vectors --clinical-cases FILE`` runs any file of the form of ``clinical_cases.json``: a list of
``{topic, inputs, expected, tolerance, source, verified}``. ``TOPICS`` turns the inputs of a topic into the
project's answer; ``TEXTS`` and ``URGENCY`` list words that the project spells otherwise. A topic without an
entry, an expected key that the answer lacks and an unknown word are failures, never skips. Numbers compare
within the stated tolerance, all else exactly. Without the option: the shared sample, and
``edge_clinical_cases.json``, the values on both sides of every limit of CLINICAL.md.
"""

from __future__ import annotations

import datetime as dt
import json
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hemmonitor.clinical import (
    ambulatory,
    blood_pressure,
    codes,
    copd,
    gli2012,
    glucose,
    heart_failure,
    home_pressure,
    news2,
    nhanes3,
    questionnaire,
    spirometry,
    units,
    variability,
)
from hemmonitor.clinical.numbers import exact
from hemmonitor.model.identity import Sex, parse_identity
from hemmonitor.model.measurement import Unit
from hemmonitor.model.questionnaire import Questionnaire

HERE = Path(__file__).parent
Inputs = Mapping[str, Any]
Answer = Any

# Words of a file -> words of the project, where they differ. Several of ours may be meant by one word.
TEXTS: dict[str, dict[str, set[str]]] = {
    "abpm_dipping": {"non-dipper": {"non_dipper"}, "nondipper": {"non_dipper"}, "riser": {"reverse"}},
    "inter_arm": {"either": {"None"}, "any": {"None"}, "none": {"None"}},
    "gold_stage": {"none": {"None"}, "not_applicable": {"None"}},
    "phq9": {"none": {"minimal"}, "none_minimal": {"minimal"}},
    "gad7": {"none": {"minimal"}},
}


# What a single pressure asks for has no settled words: the first of these parts that a word holds decides.
URGENCY = (
    ("112", {"call_112"}),
    ("emergency", {"call_112"}),
    ("low", {"repeat_low"}),
    ("hypo", {"repeat_low"}),
    ("repeat", {"repeat_high", "repeat_low"}),
    ("again", {"repeat_high", "repeat_low"}),
    ("confirm", {"repeat_high", "repeat_low"}),
    ("contact", {"repeat_high"}),
    ("same_day", {"repeat_high"}),
    ("high", {"repeat_high"}),
    ("red", {"repeat_high"}),
)


def meant(topic: str, word: str) -> set[str]:
    """The project's words that a file's word may stand for."""
    if topic == "bp_single_urgent":
        return next((ours for part, ours in URGENCY if part in word), {word})
    return TEXTS.get(topic, {}).get(word, {word})


def _sex(text: str) -> Sex:
    return Sex.MALE if text.lower().startswith("m") else Sex.FEMALE


def _group(text: str) -> nhanes3.Group:
    return next(g for g in nhanes3.Group if g.value.startswith(text.lower()[:3]))


def _number(value: Fraction | float | None) -> float | None:
    return None if value is None else float(value)


@cache
def _shipped(name: str) -> Questionnaire:
    path = HERE.parents[1] / "resources" / "questionnaires" / f"{name}.json"
    return questionnaire.parse_definition(json.loads(path.read_text(encoding="utf-8")))


def _office(i: Inputs) -> Answer:
    found = blood_pressure.office_class(i["sys"], i["dia"])
    return {"grade": found.grade, "subtype": found.form}


def _home_average(i: Inputs) -> Answer:
    readings = [
        home_pressure.reading(
            r["day"],
            home_pressure.PartOfDay.MORNING
            if str(r["session"]).upper() in {"AM", "MORNING"}
            else home_pressure.PartOfDay.EVENING,
            r["sys"],
            r["dia"],
        )
        for r in i["readings"]
    ]
    found = home_pressure.home_average(readings, drop_first_day=i.get("drop_first_day", True))

    def means(prefix: str, mean: home_pressure.PressureMean | None) -> dict[str, Answer]:
        return {
            f"{prefix}_sys": float(mean.systolic) if mean else None,
            f"{prefix}_dia": float(mean.diastolic) if mean else None,
        }

    shown = found.overall.shown if found.overall else (None, None)
    return {
        "n": found.overall.n if found.overall else 0,
        "days": found.days,
        "status": found.status,
        "disp_sys": shown[0],
        "disp_dia": shown[1],
        **means("mean", found.overall),
        **means("am", found.morning),
        **means("pm", found.evening),
    }


def _morning(i: Inputs) -> Answer:
    evening = i.get("pm_mean")
    found = blood_pressure.morning_hypertension(tuple(i["am_mean"]), tuple(evening) if evening else None)
    return {"morning_htn": found.high, "isolated_morning": found.isolated}


def _variability(i: Inputs) -> Answer:
    found = variability.variability(i["values"])
    weights = i.get("weights")
    arv = variability.average_real_variability(i["values"], weights) if weights else found.arv
    return {"n": found.n, "mean": found.mean, "sd": found.sd, "cv_pct": found.cv_percent, "arv": arv}


def _dipping(i: Inputs) -> Answer:
    found = ambulatory.dip(i["day_mean"], i["night_mean"])
    return {"ratio": float(found.ratio), "dip_pct": float(found.percent), "cls": found.dipping}


def _orthostatic(i: Inputs) -> Answer:
    sitting, standing = (i["sit_sys"], i["sit_dia"]), (i["stand_sys"], i["stand_dia"])
    return blood_pressure.orthostatic_hypotension(sitting, standing, i.get("minutes", 3))


def _arms(i: Inputs) -> Answer:
    found = blood_pressure.compare_arms(i["left_sys"], i["right_sys"])
    return {"diff": float(found.difference), "use": found.use, "refer": found.refer}


def _urgent(i: Inputs) -> Answer:
    return blood_pressure.urgency(
        i["sys"], i["dia"], red_flag_symptom=i.get("red_flag_symptom", False), dizzy=i.get("dizzy", False)
    )


def _news2(i: Inputs) -> Answer:
    found = news2.score(
        news2.News2Input(
            i["rr"],
            i["spo2"],
            news2.Scale(str(i["scale"])),
            i["on_oxygen"],
            i["sbp"],
            i["pulse"],
            news2.Consciousness(i["acvpu"]),
            i["temp_c"],
        )
    )
    names = ("rr", "spo2", "o2", "sbp", "pulse", "acvpu", "temp")
    return {
        "parts": dict(zip(names, found.parts, strict=True)),
        "total": found.total,
        "band": found.band,
    }


def _nhanes3(i: Inputs) -> Answer:
    answer: dict[str, Answer] = {}
    for parameter in nhanes3.Parameter:
        found = nhanes3.reference(parameter, _sex(i["sex"]), i["age"], i["height_cm"], _group(i["eth"]))
        answer[parameter] = {"pred": found.predicted, "lln": found.lln}
        answer["extrapolated"] = found.extrapolated
    return answer


def _nhanes3_published(i: Inputs) -> Answer:
    """Published tables print volumes in L and ratios in percent."""
    name, lower, _ = i["p"].upper().replace("/", "_").partition("_LLN")
    spelling = {"FEV1FVC": "FEV1_FVC", "FEV1FEV6": "FEV1_FEV6"}
    parameter = nhanes3.Parameter(spelling.get(name, name).lower())
    found = nhanes3.reference(parameter, _sex(i["sex"]), i["age"], i["height_cm"], _group(i["eth"]))
    value = found.lln if lower else found.predicted
    return 100 * value if "_" in parameter else value


def _gli(i: Inputs) -> Answer:
    name = i["param"].upper().replace("/", "").replace("_", "")
    parameter = {"FEV1": "fev1", "FVC": "fvc", "FEV1FVC": "fev1_fvc"}[name]
    found = gli2012.reference(gli2012.GliParameter(parameter), _sex(i["sex"]), i["age"], i["height_cm"])
    answer = {"pred": found.predicted, "lln": found.lln}
    if "value" in i:
        answer |= {"z": found.z(i["value"]), "pct": found.percent(i["value"])}
    return answer


def _screen(i: Inputs) -> Answer:
    cutoff = i.get("cutoff", spirometry.SCREEN_CUTOFF)
    return {
        "ratio": float(exact(i["fev1"]) / exact(i["fev6"])),
        "obstruction_suspected": spirometry.obstruction_suspected(i["fev1"], i["fev6"], cutoff),
    }


GOOD_BLOW = ("acceptable", "ok", "good", "valid", "accepted")
BAD_BLOW = (
    "bad",
    "bad_blow",
    "flag",
    "flagged",
    "cough",
    "slow_start",
    "short",
    "reject",
    "rejected",
    "error",
)


def _blow(b: Mapping[str, Any]) -> spirometry.Blow:
    acceptable = all(b[k] for k in GOOD_BLOW if k in b) and not any(b.get(k) for k in BAD_BLOW)
    return spirometry.blow(b["fev1"], b["fev6"], acceptable=acceptable)


def _session(i: Inputs) -> Answer:
    found = spirometry.session([_blow(b) for b in i["blows"]])
    return {
        "fev1": _number(found.fev1),
        "fev6": _number(found.fev6),
        "ratio": _number(found.ratio),
        "n": found.acceptable,
        "repeatable": found.repeatable,
    }


def _lung_age(i: Inputs) -> Answer:
    height = exact(i["height_in"]) * spirometry.CM_PER_INCH if "height_in" in i else i["height_cm"]
    return float(spirometry.lung_age(_sex(i["sex"]), height, i["fev1"]))


def _best(i: Inputs) -> Answer:
    found = spirometry.drop_from_best(i["fev1"], i["personal_best"])
    return {
        "drop_ml": float(found.ml),
        "drop_pct": float(found.percent),
        "flag_10pct_and_100ml": found.yellow,
    }


def _control(i: Inputs) -> Answer:
    found = spirometry.control(
        i["previous7"], i["today"], sd_floor=i.get("sd_floor", 0), minimum_drop=i.get("min_drop", 0)
    )
    assert found is not None
    return {"mean": found.mean, "sd": found.sd, "limit": found.limit, "alarm": found.below}


def _anthonisen(i: Inputs) -> Answer:
    found = copd.anthonisen([copd.Symptoms(**d) for d in i["days"]])
    return {"type1": found.type1, "type2": found.type2, "modified": found.modified}


def _rome(i: Inputs) -> Answer:
    found = copd.rome(
        dyspnoea_vas=i.get("vas"),
        respiratory_rate=i.get("rr"),
        heart_rate=i.get("hr"),
        spo2=i.get("spo2"),
        spo2_drop=i.get("drop"),
        crp=i.get("crp"),
    )
    return {"abnormal": found.abnormal, "assessed": found.assessed, "level": found.level}


def _weight(i: Inputs) -> Answer:
    gains = heart_failure.weight_gains(
        [(day, heart_failure.grams(kg)) for day, kg in i["series_day_kg"]],
        limit_g=heart_failure.grams(i["kg"]),
        window_days=i["window_days"],
        strict=i["strict_greater"],
    )
    return [g.day for g in gains]


def _in_range(i: Inputs) -> Answer:
    unit, values = (Unit.MMOL_L, i["mmoll"]) if "mmoll" in i else (Unit.MG_DL, i["mgdl"])
    found = glucose.values_in_range(values, unit)
    return {
        "tir": found.in_range,
        "tbr": found.below,
        "tbr2": found.below2,
        "tar": found.above,
        "tar2": found.above2,
        "cv": found.cv_percent,
    }


def _gold_abe(i: Inputs) -> Answer:
    return copd.gold_abe(i["exac_moderate"], i["exac_hospital"], i.get("cat"), i.get("mmrc"))


def _mdc(i: Inputs) -> Answer:
    return units.mdc_context_free(i["partition"], i["code"])


def _identity(i: Inputs) -> Answer:
    found = parse_identity(i["text"], dt.date.fromisoformat(i["ref_date"]))
    if found is None:
        return {"kind": "invalid"}
    birth = found.birth.isoformat() if found.birth else None
    return {"kind": found.kind, "norm": found.digits, "birth": birth, "sex": found.sex}


def _phq9(i: Inputs) -> Answer:
    found = questionnaire.score_items(_shipped("phq9"), i["items"])
    return {"total": int(found.total), "severity": found.band, "item9_alert": bool(found.flags)}


def _gad7(i: Inputs) -> Answer:
    found = questionnaire.score_items(_shipped("gad7"), i["items"])
    return {"total": int(found.total), "severity": found.band}


def _cat(i: Inputs) -> Answer:
    return {"impact": copd.cat_impact(i["total"]), "high_symptoms": i["total"] >= copd.CAT_HIGH}


def _between(source: Unit, target: Unit) -> Callable[[Inputs], Answer]:
    return lambda i: float(units.convert(i["x"], source, target))


TOPICS: dict[str, Callable[[Inputs], Answer]] = {
    "bp_grade_office": _office,
    "bp_home_hypertension": lambda i: blood_pressure.home_hypertension(i["mean_sys"], i["mean_dia"]),
    "bp_home_esc2024": lambda i: blood_pressure.home_category(i["mean_sys"], i["mean_dia"]),
    "hbpm_average": _home_average,
    "morning_hypertension": _morning,
    "map_pp": lambda i: {
        "map": float(blood_pressure.mean_arterial(i["sys"], i["dia"])),
        "pp": float(blood_pressure.pulse_pressure(i["sys"], i["dia"])),
    },
    "bp_variability": _variability,
    "abpm_weighted_sd": lambda i: variability.weighted_24h_sd(
        i["sd_day"], i["hours_day"], i["sd_night"], i["hours_night"]
    ),
    "abpm_dipping": _dipping,
    "abpm_hypertension": lambda i: ambulatory.hypertension(
        ambulatory.Period(i["period"]), i["mean_sys"], i["mean_dia"]
    ),
    "abpm_valid": lambda i: ambulatory.recording_valid(
        i["expected"], i["valid"], i["day_valid"], i["night_valid"]
    ),
    "orthostatic_hypotension": _orthostatic,
    "inter_arm": _arms,
    "bp_single_urgent": _urgent,
    "news2": _news2,
    "nhanes3": _nhanes3,
    "nhanes3_published": _nhanes3_published,
    "gli2012_caucasian": _gli,
    "gold_stage": lambda i: spirometry.gold_grade(i["fev1_pct_pred"], i["post_bd_fev1_fvc"]),
    "fev1_fev6_screen": _screen,
    "spirometry_session": _session,
    "lung_age": _lung_age,
    "fev1_vs_best": _best,
    "spc_7day": _control,
    "anthonisen_2day": _anthonisen,
    "rome_ecopd": _rome,
    "hf_weight_gain": _weight,
    "gmi_pct": lambda i: glucose.gmi_percent(i["mean_mgdl"]),
    "gmi_mmolmol": lambda i: glucose.gmi_mmol_mol(i["mean_mmoll"]),
    "glucose_level": lambda i: glucose.glucose_level(i["value"], Unit(i["unit"])),
    "time_in_range": _in_range,
    "unit_mgdl_to_mmoll": _between(Unit.MG_DL, Unit.MMOL_L),
    "unit_mmoll_to_mgdl": _between(Unit.MMOL_L, Unit.MG_DL),
    "unit_kpa_to_mmhg": _between(Unit.KPA, Unit.MMHG),
    "unit_mmhg_to_kpa": _between(Unit.MMHG, Unit.KPA),
    "unit_lb_to_kg": _between(Unit.LB, Unit.KG),
    "unit_kg_to_lb": _between(Unit.KG, Unit.LB),
    "unit_f_to_c": _between(Unit.FAHRENHEIT, Unit.CELSIUS),
    "unit_c_to_f": _between(Unit.CELSIUS, Unit.FAHRENHEIT),
    "unit_ls_to_lmin": _between(Unit.LITRE_PER_SECOND, Unit.LITRE_PER_MINUTE),
    "unit_lmin_to_ls": _between(Unit.LITRE_PER_MINUTE, Unit.LITRE_PER_SECOND),
    "unit_cls_to_lmin": lambda i: units.cl_s_to_l_min(i["x"]),
    "unit_lmin_to_cls": lambda i: units.l_min_to_cl_s(i["x"]),
    "unit_ngsp_to_ifcc": lambda i: units.ngsp_to_ifcc(i["x"]),
    "unit_ifcc_to_ngsp": lambda i: units.ifcc_to_ngsp(i["x"]),
    "unit_a1c_to_eag_mgdl": lambda i: units.a1c_to_eag_mg_dl(i["x"]),
    "unit_inch_to_cm": lambda i: units.inch_to_cm(i["x"]),
    "unit_cm_to_inch": lambda i: units.cm_to_inch(i["x"]),
    "unit_mdc_context_free": _mdc,
    "mdc_code": _mdc,
    "loinc_check_digit": lambda i: codes.loinc_check_digit(int(i["number"])),
    "personnummer": _identity,
    "phq9": _phq9,
    "gad7": _gad7,
    "cat_total": _cat,
    "gold_abe": _gold_abe,
}


def same(topic: str, expected: Any, got: Answer, tolerance: float) -> bool:
    """Whether the answer is the expected one; of an object only the keys that the case names."""
    if isinstance(expected, dict):
        return isinstance(got, dict) and all(
            key in got and same(topic, value, got[key], tolerance) for key, value in expected.items()
        )
    if isinstance(expected, list):
        return (
            isinstance(got, list)
            and len(expected) == len(got)
            and all(same(topic, e, g, tolerance) for e, g in zip(expected, got, strict=True))
        )
    if isinstance(expected, bool) or isinstance(got, bool):
        return expected is got
    if isinstance(expected, (int, float)) and isinstance(got, (int, float)):
        return math.isclose(expected, got, rel_tol=0, abs_tol=tolerance)
    if isinstance(expected, str):
        return str(got) in meant(topic, expected)
    return bool(expected == got)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "case" not in metafunc.fixturenames:
        return
    path = metafunc.config.getoption("--clinical-cases")
    files = [Path(path)] if path else [HERE / "clinical_cases.json", HERE / "edge_clinical_cases.json"]
    cases = [case for file in files for case in json.loads(file.read_text(encoding="utf-8"))]
    metafunc.parametrize("case", cases, ids=[f"{n}-{c['topic']}" for n, c in enumerate(cases)])


def test_case(case: dict[str, Any]) -> None:
    topic, expected, tolerance = case["topic"], case["expected"], case.get("tolerance") or 0
    assert topic in TOPICS, f"no function for {topic}"
    got = TOPICS[topic](case["inputs"])
    assert same(topic, expected, got, tolerance), f"expected {expected!r}, got {got!r}"


@pytest.mark.parametrize(
    ("expected", "got", "tolerance", "equal"),
    [
        (1.0, 1.05, 0.1, True),
        (1.0, 1.2, 0.1, False),
        (1, 1.0, 0, True),
        (True, 1, 0, False),
        (False, None, 0, False),
        (None, 0, 0, False),
        ("low", "low", 0, True),
        ("low", "high", 0, False),
        ([1, 2], [1], 9, False),
        ({"a": 1}, {"b": 1}, 9, False),
        ({"a": 1}, {"a": 1, "b": 2}, 0, True),
    ],
)
def test_the_comparison_is_strict(expected: Any, got: Any, tolerance: float, equal: bool) -> None:
    assert same("", expected, got, tolerance) is equal


def test_every_topic_of_the_file_has_a_function() -> None:
    cases = json.loads((HERE / "clinical_cases.json").read_text(encoding="utf-8"))
    assert {c["topic"] for c in cases} <= set(TOPICS)
