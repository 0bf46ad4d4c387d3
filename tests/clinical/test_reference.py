"""The reference equations against pyspiro, and their joins."""

from __future__ import annotations

import itertools
import warnings
from typing import Any

import pytest

from hemmonitor.clinical import gli2012, nhanes3
from hemmonitor.model.identity import Sex

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the oracle's own use of pandas
    from pyspiro.src.spirometry.GLI_2012 import GLI_2012
    from pyspiro.src.spirometry.HANKINSON_1999 import HANKINSON_1999

SEX = {Sex.FEMALE: 0, Sex.MALE: 1}
PARAMETER = {"fev1": "FEV1", "fev6": "FEV6", "fvc": "FVC", "pef": "PEF"}
# Between 17 and 18 (women) or 19 and 20 (men) the oracle takes the adult row, we the one of the whole year.
AGES = (8, 13, 17, 18, 19, 20, 35, 62.5, 80)
RATIO = {"fev1_fev6": "FEV1FEV6", "fev1_fvc": "FEV1FVC"}


@pytest.fixture(scope="module")
def hankinson() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return HANKINSON_1999()


@pytest.fixture(scope="module")
def gli() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return GLI_2012()


@pytest.mark.parametrize(("sex", "group"), [*itertools.product(Sex, nhanes3.Group)])
def test_nhanes3_agrees_with_the_oracle(hankinson: Any, sex: Sex, group: nhanes3.Group) -> None:
    ethnicity = list(nhanes3.Group).index(group) + 1
    compared = 0
    for parameter, age, height in itertools.product(nhanes3.Parameter, AGES, (118.5, 160, 178)):
        name = (PARAMETER | RATIO)[parameter]
        value = 0.5 if parameter in RATIO else 2.0
        code = hankinson.Parameters[name].value
        scale = 100 if parameter in RATIO else 1
        lms = hankinson.lms(SEX[sex], age, height, ethnicity, code, value * scale)
        if not isinstance(lms[1], float):  # the oracle gives none outside the study's heights
            continue
        compared += 1
        ours = nhanes3.reference(parameter, sex, age, height, group)
        assert ours.predicted * scale == pytest.approx(lms[1], abs=1e-9)
        assert ours.lln * scale == pytest.approx(
            hankinson.lln(SEX[sex], age, height, ethnicity, code, value * scale), abs=1e-9
        )
        assert ours.z(value) == pytest.approx(
            hankinson.zscore(SEX[sex], age, height, ethnicity, code, value * scale), abs=0.01
        )
        assert not ours.extrapolated
    assert compared >= 100


def test_womens_rows_join_at_18_and_mens_at_20() -> None:
    """Trap 1: a split at 20 for women makes a step of 0.153 L."""
    before = nhanes3.reference(nhanes3.Parameter.FEV1, Sex.FEMALE, 17.9999, 165).predicted
    after = nhanes3.reference(nhanes3.Parameter.FEV1, Sex.FEMALE, 18, 165).predicted
    assert after == pytest.approx(before, abs=0.001)
    assert nhanes3.reference(nhanes3.Parameter.FEV1, Sex.MALE, 19.9, 178).predicted == pytest.approx(
        -0.7453 - 0.04106 * 19.9 + 0.004477 * 19.9**2 + 1.4098e-4 * 178**2
    )


@pytest.mark.parametrize(("age", "extrapolated"), [(7.9, True), (8, False), (80, False), (80.1, True)])
def test_ages_outside_the_study_are_marked(age: float, extrapolated: bool) -> None:
    found = nhanes3.reference(nhanes3.Parameter.FEV6, Sex.MALE, age, 170)
    assert found.extrapolated is extrapolated


def test_worked_figures_of_the_sheet() -> None:
    man = nhanes3.reference(nhanes3.Parameter.FEV1, Sex.MALE, 70, 170)
    assert (round(man.predicted, 3), round(man.lln, 3)) == (2.873, 2.153)
    woman = nhanes3.reference(nhanes3.Parameter.FEV6, Sex.FEMALE, 62, 165)
    assert (round(woman.predicted, 3), round(woman.lln, 3)) == (3.245, 2.546)
    assert man.z(man.lln) == pytest.approx(-1.645)
    assert man.percent(man.predicted) == pytest.approx(100)
    assert man.below_lln(man.lln - 0.001)
    assert not man.below_lln(man.lln)
    assert "NHANES" in man.equation


@pytest.mark.parametrize(("sex", "group"), [*itertools.product(Sex, gli2012.GliGroup)])
def test_gli_agrees_with_the_oracle(gli: Any, sex: Sex, group: gli2012.GliGroup) -> None:
    ethnicity = list(gli2012.GliGroup).index(group) + 1
    names = {"fev1": 1, "fvc": 2, "fev1_fvc": 3}
    for parameter, age in itertools.product(
        gli2012.GliParameter, (3, 3.1, 9.99, 18, 24.6, 40, 59.9, 80, 94.9, 95)
    ):
        ours = gli2012.reference(parameter, sex, age, 166, group)
        theirs = gli.lms(SEX[sex], age, 166, ethnicity, names[parameter], 1.0)
        assert (ours.skew, ours.median, ours.spread) == pytest.approx(tuple(map(float, theirs)), rel=2e-5)
        value = 0.6 if parameter == "fev1_fvc" else 2.2
        assert ours.z(value) == pytest.approx(
            float(gli.zscore(SEX[sex], age, 166, ethnicity, names[parameter], value)), abs=0.005
        )
        assert ours.at(ours.z(value)) == pytest.approx(value)
        assert ours.lln == pytest.approx(
            float(gli.lln(SEX[sex], age, 166, ethnicity, names[parameter], value)), rel=1e-3
        )


@pytest.mark.parametrize(("age", "height"), [(2.9, 100), (95.1, 170), (50, 0)])
def test_gli_refuses_what_its_tables_do_not_hold(age: float, height: float) -> None:
    with pytest.raises(ValueError, match=r"holds|positive"):
        gli2012.reference(gli2012.GliParameter.FEV1, Sex.MALE, age, height)


def test_a_volume_of_nothing_has_no_z() -> None:
    with pytest.raises(ValueError, match="positive"):
        gli2012.reference(gli2012.GliParameter.FEV1, Sex.MALE, 50, 170).z(0)
    with pytest.raises(ValueError, match="positive"):
        nhanes3.reference(nhanes3.Parameter.FEV1, Sex.MALE, 0, 170)
